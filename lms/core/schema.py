"""The database's schema: brought up to date by Alembic, on SQLite and PostgreSQL alike."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from lms.core.db import writing

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the schema up to revision `to`."""
    _run(engine, lambda config: command.upgrade(config, to))


def downgrade(engine: Engine, to: str) -> None:
    """Take the schema back to revision `to`."""
    _run(engine, lambda config: command.downgrade(config, to))


def head() -> str | None:
    """Return the newest revision the code knows."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def current(connection: Connection) -> str | None:
    """Return the revision the database is at."""
    return MigrationContext.configure(connection).get_current_revision()


def _run(engine: Engine, act: Callable[[Config], None]) -> None:
    mark = writing.set(True)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.attributes["connection"] = connection
            try:
                act(config)
                connection.commit()
            finally:
                connection.rollback()
                if engine.dialect.name == "sqlite":
                    connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
    finally:
        writing.reset(mark)
