"""What the database itself refuses, by ORM and by raw SQL, on both databases (rules 2 and 7)."""

import pytest
from sqlalchemy import event, inspect, select, text
from sqlalchemy.exc import IntegrityError

from lms.core.clock import now
from lms.core.db import Base, db
from lms.curriculum import triggers
from lms.curriculum.models import Agreement, Lesson, LessonRevision, LessonText, Module, ModuleRevision, Status
from tests.learning_factories import a_module


@pytest.fixture
def lesson(app):
    module = a_module(lessons=1)
    return db.session.scalars(select(Lesson).where(Lesson.module_id == module.id)).one()


def refused(message, act):
    """Tell that `act` is refused with `message`, and undo the attempt."""

    def attempt():
        with db.session.begin_nested():
            act()
            db.session.flush()

    with pytest.raises(IntegrityError, match=message):
        attempt()
    db.session.expire_all()


def run(sql, **values):
    return lambda: db.session.execute(text(sql), values)


def a_revision(lesson, status=Status.SOURCE_EDITION, number=2):
    return LessonRevision(
        lesson_id=lesson.id, number=number, status=status, digest="1" * 64, structure={}, created_at=now()
    )


def insert_sql(lesson, status, number=2):
    return run(
        "INSERT INTO lesson_revisions (lesson_id, number, status, digest, structure, created_at)"
        " VALUES (:lesson, :number, :status, '', '{}', '2026-11-22 00:00:00')",
        lesson=lesson.id,
        number=number,
        status=status,
    )


def test_a_published_lesson_revision_does_not_change(lesson):
    revision = lesson.current
    refused("immutable", lambda: setattr(revision, "structure", {"blocks": []}))
    refused("immutable", run("UPDATE lesson_revisions SET created_at = created_at WHERE id = :id", id=revision.id))


def test_a_published_lesson_revision_is_not_deleted(lesson):
    refused("immutable|text", run("DELETE FROM lesson_revisions WHERE id = :id", id=lesson.current_id))
    refused("immutable|text", run("DELETE FROM lesson_revisions"))
    assert db.session.get(LessonRevision, lesson.current_id)


def test_a_published_module_revision_neither_changes_nor_goes(lesson):
    revision = db.session.scalars(select(ModuleRevision)).one()
    refused("immutable", lambda: setattr(revision, "texts", {}))
    refused("immutable", run("UPDATE module_revisions SET number = 7"))
    refused("immutable", run("DELETE FROM module_revisions"))


def test_a_row_cannot_be_replaced_on_the_sly(lesson):
    if db.session.get_bind().dialect.name == "postgresql":
        for table in ("lesson_revisions", "module_revisions", "lesson_texts"):
            refused("immutable|rendering", run(f"TRUNCATE {table} CASCADE"))
        return
    revision = lesson.current
    sql = (
        "INSERT OR REPLACE INTO lesson_revisions (id, lesson_id, number, status, digest, structure, created_at)"
        " VALUES (:id, :lesson, :number, 'source_edition', '', '{}', '2026-11-22')"
    )
    refused("immutable", run(sql, id=revision.id, lesson=lesson.id, number=9))
    refused("immutable", run(sql, id=revision.id + 99, lesson=lesson.id, number=1))
    again = "REPLACE INTO lesson_texts SELECT * FROM lesson_texts"
    refused("rendering", run(again))
    refused("immutable", run("REPLACE INTO module_revisions SELECT * FROM module_revisions"))


def test_of_a_text_only_the_rendering_may_be_remade(lesson):
    words = db.session.scalars(select(LessonText).where(LessonText.revision_id == lesson.current_id)).first()
    for change in ({"title": "Other"}, {"summary": "Other"}, {"source": {"x": 1}}, {"digest": "2" * 64}):
        refused("rendering", lambda change=change: [setattr(words, key, value) for key, value in change.items()])
    refused("rendering", run("UPDATE lesson_texts SET title = 'x', rendered = '{}'"))
    refused("rendering", run("DELETE FROM lesson_texts"))
    words.rendered, words.renderer, words.rendered_at = {"blocks": {}}, 2, now()
    db.session.commit()
    assert db.session.get(LessonText, words.id).renderer == 2


def test_an_agreement_in_force_keeps_source_editions_out(lesson):
    agreement = Agreement(module_id=lesson.module_id, in_force_at=now())
    db.session.add(agreement)
    db.session.commit()
    refused("belongs to its partners", lambda: db.session.add(a_revision(lesson)))
    refused("belongs to its partners", insert_sql(lesson, "source_edition"))
    agreement.ended_at = now()
    db.session.add(a_revision(lesson))
    db.session.commit()


def test_another_modules_agreement_is_no_hindrance(lesson):
    other = a_module("other", position=2, lessons=0)
    db.session.add(Agreement(module_id=other.id, in_force_at=now()))
    db.session.add(a_revision(lesson))
    db.session.commit()


def test_what_is_not_published_can_still_change(lesson):
    lesson.position = 9
    db.session.get(Module, lesson.module_id).minutes = 5
    db.session.commit()


def test_the_triggers_can_be_dropped_and_made_again(lesson):
    connection = db.session.connection()
    triggers.drop_all(connection)
    run("UPDATE module_revisions SET number = 7")()
    triggers.create_all(connection)
    triggers.create_all(connection)
    refused("immutable", run("UPDATE module_revisions SET number = 8"))


def test_other_tables_made_alone_bring_no_triggers(app):
    assert event.contains(Base.metadata, "after_create", triggers.follow)
    connection = db.session.connection()
    triggers.drop_all(connection)
    triggers.follow(Base.metadata, connection, tables=[Base.metadata.tables["sources"]])
    run("UPDATE module_revisions SET number = 7")()
    assert inspect(connection).has_table("module_revisions")
