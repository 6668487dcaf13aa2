"""Rows that are there once, however often they are sent: the same statement on SQLite and PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from lms.core.db import Base, db


def insert_once(model: type[Base], values: Mapping[str, Any], *, key: Sequence[str]) -> bool:
    """Insert a row unless one with the same `key` columns is there; tells whether it was inserted."""
    statement = _insert(model).values(**values).on_conflict_do_nothing(index_elements=list(key))
    return bool(db.session.connection().execute(statement).rowcount)


def insert_missing(model: type[Base], rows: Sequence[Mapping[str, Any]], *, key: Sequence[str]) -> None:
    """Insert those of `rows` whose `key` columns are not there yet, in one statement."""
    if rows:
        statement = _insert(model).values([dict(row) for row in rows]).on_conflict_do_nothing(index_elements=list(key))
        db.session.connection().execute(statement)


def insert_or_update(
    model: type[Base], values: Mapping[str, Any], *, key: Sequence[str], update: Sequence[str]
) -> None:
    """Insert a row, or set the `update` columns of the one that is there under the same `key` columns."""
    statement = _insert(model).values(**values)
    fresh = {name: statement.excluded[name] for name in update}
    db.session.connection().execute(statement.on_conflict_do_update(index_elements=list(key), set_=fresh))


def _insert(model: type[Base]) -> Any:
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(model.__table__)
