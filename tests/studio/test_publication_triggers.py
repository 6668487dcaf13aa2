"""Attempts to break parity by ORM and by raw SQL: publications, what a lesson shows, holds."""

import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Status
from lms.studio.models import AgreementVersion, HoldEnd, Model, Publication, PublicationKind
from tests.curriculum.test_triggers import refused, run
from tests.factories import a_person, save
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_draft, a_partner
from tests.studio_signing_factories import (
    a_candidate,
    a_hold,
    a_publication,
    a_revision,
    a_sign_off,
    a_studio,
    a_text,
    signed_by,
    text_in,
)

CO_PRODUCTION, CO_CREATION = Status.CO_PRODUCTION, Status.CO_CREATION


@pytest.fixture
def scene(app):
    return a_studio()


@pytest.fixture
def signed(scene):
    return signed_by(a_candidate(scene), scene.bea, scene.bo, scene.carl)


def refuse_revision(candidate, status=CO_PRODUCTION, **values):
    refused("no sign-offs", lambda: db.session.add(a_revision(candidate, status, **values)))


def leave(partner):
    partner.left_at = now()
    db.session.commit()


def agree(scene, model):
    version = db.session.scalars(select(AgreementVersion)).first()
    values = {key: getattr(version, key) for key in AgreementVersion.__table__.columns.keys() if key != "id"}  # noqa: SIM118
    save(AgreementVersion(**values | {"number": 2, "model": model, "in_force_at": now()}))


def test_signed_by_all_it_is_published(scene, signed):
    publication = a_publication(scene, signed)
    assert db.session.get(Lesson, scene.lesson.id).current_id == publication.revision_id


@pytest.mark.parametrize("status", [CO_CREATION, CO_PRODUCTION])
def test_no_status_stands_without_sign_offs(scene, status):
    refuse_revision(a_candidate(scene), status)
    refused("no sign-offs", run(
        "INSERT INTO lesson_revisions (lesson_id, number, status, digest, structure, made, created_at)"
        " VALUES (:lesson, 2, :status, '', '{}', '{}', '2026-11-22 00:00:00')",
        lesson=scene.lesson.id, status=status.value,
    ))  # fmt: skip


def test_one_lived_experience_sign_off_is_not_enough_for_two(scene):
    candidate = signed_by(a_candidate(scene), scene.bea, scene.carl)
    refuse_revision(candidate)
    refuse_revision(candidate, CO_CREATION)  # nobody goes round the second by a lower status


def test_a_professional_must_have_signed_too(scene):
    refuse_revision(signed_by(a_candidate(scene), scene.bea, scene.bo))


def test_one_hand_is_one_person(scene):
    candidate = signed_by(a_candidate(scene), scene.bo, scene.carl)
    scene.bea.paused_at, scene.bea.deputy_id = now(), scene.bo.id
    db.session.commit()
    for text in candidate.texts:
        a_sign_off(text, scene.bea, by_deputy_id=scene.bo.id)
    refuse_revision(candidate)


def test_whoever_has_left_or_no_longer_reads_the_language_does_not_count(scene, signed):
    scene.bo.reads = ["de"]
    db.session.commit()
    refuse_revision(signed)
    scene.bo.reads = ["da", "en"]
    leave(scene.carl)
    refuse_revision(signed)
    refuse_revision(signed, CO_CREATION)


def test_with_one_lived_experience_partner_it_is_co_creation(scene):
    leave(scene.bo)
    candidate = a_candidate(scene)
    candidate = signed_by(candidate, scene.bea, scene.carl)
    refuse_revision(candidate)
    a_publication(scene, candidate, CO_CREATION)


def test_without_any_it_waits(scene):
    candidate = a_candidate(scene)
    leave(scene.bea)
    leave(scene.bo)
    signed_by(candidate, scene.carl)
    refuse_revision(candidate)
    refuse_revision(candidate, CO_CREATION)


def test_under_co_creation_one_partner_signs_and_co_production_is_no_word_for_it(scene):
    agree(scene, Model.CO_CREATION)
    candidate = a_candidate(scene)
    refuse_revision(candidate, CO_CREATION)
    signed_by(candidate, scene.bea, scene.bo, scene.carl)
    refuse_revision(candidate)
    a_publication(scene, candidate, CO_CREATION)


def test_only_exactly_what_was_signed(scene, signed):
    refuse_revision(signed, structure={**signed.structure, "minutes": 16})
    refuse_revision(signed, digest="1" * 64)
    a_candidate(scene, "It goes on.")
    refuse_revision(signed)


def test_a_withdrawals_sign_offs_publish_nothing(scene):
    refuse_revision(signed_by(a_candidate(scene, kind=PublicationKind.WITHDRAWAL), scene.bea, scene.bo, scene.carl))


def test_another_lesson_cannot_borrow_the_sign_offs(scene, signed):
    other = another_lesson(scene)
    refused("no sign-offs", lambda: db.session.add(_of(other, a_revision(signed))))


def _of(lesson, revision):
    revision.lesson_id, revision.number = lesson.id, 1
    return revision


def test_without_an_agreement_in_force_nothing_is_published(scene, signed):
    run("UPDATE agreements SET ended_at = '2026-11-22 00:00:00'")()
    refuse_revision(signed)


def test_each_language_needs_its_own_sign_offs(scene):
    candidate = signed_by(a_candidate(scene), scene.bea, scene.bo, scene.carl, languages=("da",))
    revision = save(a_revision(candidate))
    save(a_text(revision, text_in(candidate, "da")))
    english = text_in(candidate, "en")
    refused("no sign-offs", lambda: db.session.add(a_text(revision, english)))


def test_a_text_is_exactly_the_signed_one(scene, signed):
    revision = save(a_revision(signed))
    text = text_in(signed)
    for change in ({"source": {**text.source, "x": 1}}, {"digest": "3" * 64}, {"title": "Other"}, {"summary": "Other"}):
        refused("no sign-offs", lambda change=change: db.session.add(a_text(revision, text, **change)))


def test_nobody_publishes_over_a_hold(scene, signed):
    hold = a_hold(scene, scene.bea, signed)
    refuse_revision(signed)
    refuse_revision(signed, CO_CREATION)
    hold.ended_at, hold.how_ended = now(), HoldEnd.WITHDRAWN
    db.session.commit()
    revision = save(a_revision(signed))
    a_hold(scene, scene.bo, signed)
    refused("no sign-offs", lambda: db.session.add(a_text(revision, text_in(signed))))


def test_a_lesson_shows_its_newest_publication_and_nothing_else(scene, signed):
    first = scene.lesson.current_id
    revision = save(a_revision(signed))
    show = "UPDATE lessons SET current_id = :id WHERE id = :lesson"
    refused("newest publication", run(show, id=revision.id, lesson=scene.lesson.id))
    refused("newest publication", lambda: setattr(scene.lesson, "current_id", revision.id))
    other = another_lesson(scene)
    refused("newest publication", run(show, id=first, lesson=other.id))
    refused("newest publication", run("UPDATE lessons SET current_id = NULL WHERE id = :id", id=scene.lesson.id))
    refused("newest publication", run(
        "INSERT INTO lessons (module_id, slug, position, minutes, current_id) VALUES (:m, 'sly', 1, 1, :id)",
        m=scene.module.id, id=first,
    ))  # fmt: skip


def another_lesson(scene):
    return save(Lesson(module_id=scene.module.id, slug="other", position=9, minutes=5))


def test_an_earlier_revision_comes_back_only_as_a_publication(scene, signed):
    first = scene.lesson.current_id
    a_publication(scene, signed)
    refused("newest publication", lambda: setattr(scene.lesson, "current_id", first))


def test_partners_lesson_is_neither_retired_nor_moved_nor_replaced(scene, signed):
    a_publication(scene, signed)
    for change in ("retired_at = '2026-11-22 00:00:00'", "module_id = module_id + 1", "id = id + 100"):
        refused(
            "belongs to its partners|FOREIGN", run(f"UPDATE lessons SET {change} WHERE id = :id", id=scene.lesson.id)
        )
    if db.session.get_bind().dialect.name == "sqlite":
        refused("newest publication", run("REPLACE INTO lessons (id, module_id, slug, position, minutes)"
                " SELECT id, module_id, slug, position, minutes FROM lessons"))  # fmt: skip


def test_a_lesson_is_taken_out_only_with_its_sign_offs(scene, signed):
    a_publication(scene, signed)
    candidate = a_candidate(scene, kind=PublicationKind.WITHDRAWAL)
    signed_by(candidate, scene.bea, scene.carl)
    refused("not what was signed", lambda: db.session.add(a_withdrawal(scene, candidate)))
    signed_by(candidate, scene.bo, languages=("da",))
    hold = a_hold(scene, scene.bea, candidate)
    refused("not what was signed", lambda: db.session.add(a_withdrawal(scene, candidate)))
    hold.ended_at, hold.how_ended = now(), HoldEnd.WITHDRAWN
    save(a_withdrawal(scene, candidate))
    last = scene.lesson.current_id
    scene.lesson.current_id, scene.lesson.withdrawn_at = None, now()
    db.session.commit()
    refused("newest publication", lambda: setattr(scene.lesson, "current_id", last))
    refused("newest publication", run("UPDATE lessons SET withdrawn_at = NULL"))


def test_what_came_after_is_not_taken_out_by_an_older_withdrawal(scene, signed):
    a_publication(scene, signed)
    candidate = signed_by(a_candidate(scene, kind=PublicationKind.WITHDRAWAL), scene.bea, scene.bo, scene.carl)
    save(a_withdrawal(scene, candidate))
    scene.lesson.current_id, scene.lesson.withdrawn_at = None, now()
    scene.draft.closed_at = now()  # its candidate stands for ever
    db.session.commit()
    scene.draft = a_draft(scene.collaboration, scene.lesson)
    a_publication(scene, signed_by(a_candidate(scene, "It is back."), scene.bea, scene.bo, scene.carl))
    refused("newest publication", run("UPDATE lessons SET current_id = NULL"))


def a_withdrawal(scene, candidate, **values):
    values = {"kind": PublicationKind.WITHDRAWAL, "revision_id": None, "notes": {}, "published_at": now()} | values
    return Publication(lesson_id=scene.lesson.id, candidate_id=candidate.id, partner_id=scene.bea.id, **values)


def test_a_publication_never_changes(scene, signed):
    publication = a_publication(scene, signed)
    refused("immutable", lambda: setattr(publication, "notes", {}))
    refused("immutable", run("UPDATE publications SET published_at = published_at"))
    refused("immutable", run("DELETE FROM publications"))


def test_a_publication_is_of_its_candidate_by_its_partner(scene, signed):
    scene_revision = save(a_revision(signed))
    save(a_text(scene_revision, text_in(signed)))
    eve = a_partner(a_collaboration_elsewhere(), a_person("Eve Dahl"))
    values = {"kind": PublicationKind.NEW, "revision_id": scene_revision.id}
    refused("not what was signed", lambda: db.session.add(a_withdrawal(scene, signed, revision_id=None)))
    for change in ({"partner_id": eve.id}, {"kind": PublicationKind.BACK}, {"revision_id": scene.lesson.current_id}):
        publication = a_withdrawal(scene, signed, **values)
        for key, value in change.items():
            setattr(publication, key, value)
        refused("not what was signed", lambda publication=publication: db.session.add(publication))


def a_collaboration_elsewhere():
    return a_collaboration(a_module("other", position=2, lessons=0))


def test_a_source_edition_stays_possible_without_an_agreement(app, scene):
    run("UPDATE agreements SET ended_at = '2026-11-22 00:00:00'")()
    revision = save(LessonRevision(
        lesson_id=scene.lesson.id, number=2, status=Status.SOURCE_EDITION, digest="", structure={}, created_at=now()
    ))  # fmt: skip
    refused("newest publication", lambda: setattr(scene.lesson, "current_id", revision.id))  # it says nothing yet
    save(LessonText(
        revision_id=revision.id, language="en", title="", summary="", digest="", source={}, rendered={}, renderer=1
    ))  # fmt: skip
    scene.lesson.current_id = revision.id
    db.session.commit()
