"""The migrations make exactly the tables of the models, on both databases, up and down, with data; triggers survive."""

from operator import attrgetter

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

from lms.cli import demo_people
from lms.core import schema
from lms.core.db import Base, db
from lms.curriculum import triggers
from lms.curriculum.operations import import_all
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


def assert_forbidden_is_refused():
    for statement in FORBIDDEN:
        with db.engine.connect() as connection, pytest.raises(DatabaseError):
            connection.execute(text(statement))


def test_models_and_migrations_agree(fresh):
    schema.upgrade(db.engine)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrated_and_made_databases_have_the_same_triggers(fresh):
    schema.upgrade(db.engine)
    text_of = attrgetter(db.engine.dialect.name)
    assert set(trigger_names()) == {trigger.name for trigger in triggers.TRIGGERS if text_of(trigger)}


def trigger_names():
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[db.engine.dialect.name]
    with db.engine.connect() as connection:
        return list(connection.scalars(text(query)))


def test_a_filled_database_goes_down_and_up_again_step_by_step(fresh):
    steps = revisions()
    schema.upgrade(db.engine)
    import_all(schema.MIGRATIONS.parent / "modules")
    demo_people.fill()
    full = counts()
    assert full["lesson_revisions"] > 0
    assert full["participants"] >= 24
    assert_forbidden_is_refused()
    for step in steps[-2::-1]:
        schema.downgrade(db.engine, step)
        left = counts()
        assert left == {name: full[name] for name in left}, f"going down to {step} lost rows"
    for step in steps[1:]:
        before = counts()
        schema.upgrade(db.engine, step)
        after = counts()
        assert {name: after[name] for name in before} == before, f"going up to {step} lost rows"
        if "lesson_revisions" in after:
            import_all(schema.MIGRATIONS.parent / "modules")
            assert_forbidden_is_refused()


def test_going_all_the_way_down_leaves_nothing(fresh):
    schema.upgrade(db.engine)
    schema.downgrade(db.engine, "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
