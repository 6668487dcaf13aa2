"""The database: one base class, the column types of the house, and how transactions open on SQLite and PostgreSQL."""

from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from inspect import iscoroutinefunction
from typing import Annotated, Any

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Enum, Integer, MetaData, String, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Whether the transaction that opens next will write: SQLite then takes its write lock at once instead of failing half-way.
writing: ContextVar[bool] = ContextVar("writing", default=False)

WROTE = "lms.wrote"  # whether a session has written in its running transaction

db = SQLAlchemy(session_options={"expire_on_commit": False})


class Base(DeclarativeBase):
    """Every table."""

    metadata = MetaData(naming_convention=NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Raises ValueError on a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = Annotated[int, mapped_column(Integer, primary_key=True)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]


def choice(kind: type[StrEnum], name: str) -> Enum:
    """Return the column type for a named choice: its value as text, with a check under `name`."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


# Made by `lms.core.danish.sort_key` and compared byte for byte, whatever locale a PostgreSQL server was made with.
SortKey = Annotated[str, mapped_column(String(200).with_variant(String(200, collation="C"), "postgresql"))]
Text200 = Annotated[str, mapped_column(String(200))]


def init_app(app: Flask, url: str) -> None:
    """Connect `app` to its database."""
    options: dict[str, Any] = {"url": url}
    if make_url(url).drivername == "postgresql+psycopg":
        options |= {"pool_size": 8, "max_overflow": 8, "pool_recycle": 1800}
    app.config["SQLALCHEMY_ENGINES"] = {"default": options}
    db.init_app(app)
    # The extension also closes asynchronous sessions, which we have none of: that would start a thread for every request.
    app.teardown_appcontext_funcs = [each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)]
    with app.app_context():
        prepare(db.engine)
        event.listen(db.sessionmaker, "after_flush", lambda session, _context: _note_write(session))
        event.listen(db.sessionmaker, "do_orm_execute", lambda run: None if run.is_select else _note_write(run.session))


def end_reading() -> None:
    """End a request that was only to read. What it wrote all the same is undone.

    A transaction that did only read is committed: psycopg forgets its prepared statements at every ROLLBACK, and planning
    them anew costs a page more than running them.
    """
    if db.session.info.pop(WROTE, False):
        db.session.rollback()
    else:
        db.session.commit()


def _note_write(session: Session) -> None:
    session.info[WROTE] = True


def prepare(engine: Engine) -> None:
    """Make SQLite durable and strict; open its write transactions with the lock they need."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "synchronous=FULL",
            "secure_delete=ON",
            "busy_timeout=5000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing.get() else "BEGIN")
