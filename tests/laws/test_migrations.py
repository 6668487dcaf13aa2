"""The migrations make exactly the tables of the models, on both databases, up and down, with data; triggers survive."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from lms.cli import demo_people
from lms.core import schema
from lms.core.db import Base, db
from lms.curriculum.operations import import_all
from lms.search.fulltext import is_ours
from tests.conftest import DATABASES, dispose, fresh_database, make_app

FORBIDDEN = (
    "UPDATE lesson_revisions SET number = number + 100",
    "DELETE FROM lesson_texts",
    "UPDATE lesson_texts SET title = 'changed'",
    "UPDATE module_revisions SET number = number + 100",
    "DELETE FROM module_revisions",
    (
        "INSERT INTO lesson_revisions (lesson_id, number, status, digest, structure, created_at)"
        " SELECT lesson_id, number + 900, 'co_production', digest, structure, created_at FROM lesson_revisions"
    ),
)
FORBIDDEN_IN_THE_STUDIO = (
    "UPDATE partners SET perspective = 'professional'",
    "UPDATE candidate_texts SET digest = 'forged'",
    "UPDATE sign_offs SET digest = 'forged'",
    "DELETE FROM sign_offs",
    "UPDATE holds SET reason = 'another'",
    "DELETE FROM holds",
    "DELETE FROM publications",
    "UPDATE publications SET published_at = published_at",
)


@pytest.fixture(params=DATABASES)
def fresh(request, tmp_path):
    """An application over an empty database, inside its context."""
    with fresh_database(request.param, tmp_path) as url:
        app = make_app(url)
        with app.app_context():
            yield app
        dispose(app)


def revisions():
    """Return the revisions, oldest first."""
    walk = ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()
    return [script.revision for script in walk][::-1]


def counts():
    """Return how many rows each table has, by the database's own list of tables."""
    found = MetaData()
    with db.engine.connect() as connection:
        found.reflect(connection)
        tables = [table for table in found.tables.values() if table.name != "alembic_version"]
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}


def assert_refused(statements):
    for statement in statements:
        with db.engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text(statement))


def test_models_and_migrations_agree(fresh):
    schema.upgrade(db.engine)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        assert compare_metadata(context, Base.metadata) == []


def test_migrated_and_made_databases_have_the_same_triggers(fresh):
    schema.upgrade(db.engine)
    migrated = trigger_texts()
    schema.downgrade(db.engine, "base")
    Base.metadata.create_all(db.engine)
    assert migrated == trigger_texts()
    assert len(migrated) > 50


def trigger_texts():
    """Return what each trigger does, by name, as the database itself tells it."""
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) || prosrc FROM pg_trigger"
        " JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal",
    }[db.engine.dialect.name]
    with db.engine.connect() as connection:
        return {name: " ".join(said.split()) for name, said in connection.execute(text(query))}


def test_a_filled_database_goes_down_and_up_again_step_by_step(fresh):
    schema.upgrade(db.engine)
    import_all(schema.MIGRATIONS.parent / "modules")
    demo_people.fill()
    full = counts()
    assert full["lesson_revisions"] > 0
    assert full["participants"] >= 24
    assert full["sign_offs"] >= 6
    assert_refused(FORBIDDEN + FORBIDDEN_IN_THE_STUDIO)
    oldest, *later = revisions()
    for step in [*later[-2::-1], oldest]:
        schema.downgrade(db.engine, step)
        assert_kept(full, f"going down to {step}")
    left = counts()
    for step in later:
        schema.upgrade(db.engine, step)
        assert_kept(left, f"going up to {step}")
    import_all(schema.MIGRATIONS.parent / "modules")
    assert_refused(FORBIDDEN)


def assert_kept(before, what):
    """Refuse a step that loses rows of a table it leaves."""
    now = counts()
    both = before.keys() & now.keys()
    assert {name: now[name] for name in both} == {name: before[name] for name in both}, f"{what} lost rows"


def test_going_all_the_way_down_leaves_nothing(fresh):
    schema.upgrade(db.engine)
    schema.downgrade(db.engine, "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
