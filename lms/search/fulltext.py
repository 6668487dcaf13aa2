"""The databases' own full-text indexes over the stored forms, and the one question both are asked.

SQLite: an FTS5 table beside each table, kept in step by triggers. PostgreSQL: a column
`document` made from the forms, and an index over it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, MetaData, text
from sqlalchemy.sql.elements import TextClause

WHOLE = 3  # a shorter form must be met whole; from here on it may begin a word
_COLUMNS = {"search_entries": ("title_form", "body_form"), "search_words": ("trigrams",)}


def create_all(connection: Connection) -> None:
    """Create the indexes, unless they are there."""
    for table, columns in _COLUMNS.items():
        for statement in _statements(connection.dialect.name, table, columns):
            connection.exec_driver_sql(statement)


def follow(metadata: MetaData, connection: Connection, **details: Any) -> None:
    """Create the indexes with the tables (a listener for `after_create`)."""
    made = {table.name for table in details.get("tables") or metadata.tables.values()}
    if set(_COLUMNS) <= made:
        create_all(connection)


def is_ours(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    """Tell whether the models know of a part of the schema, for Alembic: of the indexes here they don't."""
    if kind == "column":
        return not (name == "document" and parents["table_name"] in _COLUMNS)
    return not (name or "").startswith(tuple(f"{table}_index" for table in _COLUMNS))


def holds_all(dialect: str, table: str, wanted: Sequence[str]) -> TextClause:
    """Tell whether a row of `table` holds every form, or a word that begins with it."""
    return _holds(dialect, table, [(each, len(each) >= WHOLE) for each in wanted], "AND", "&")


def holds_any(dialect: str, table: str, wanted: Sequence[str], *, whole: bool = False) -> TextClause:
    """Tell whether a row of `table` holds one of the forms."""
    return _holds(dialect, table, [(each, not whole and len(each) >= WHOLE) for each in wanted], "OR", "|")


def _holds(dialect: str, table: str, wanted: list[tuple[str, bool]], word: str, sign: str) -> TextClause:
    """`wanted` are forms (small letters and digits only, see `forms.form`), each with whether it may begin a word."""
    if dialect == "sqlite":
        question = f" {word} ".join(f'"{each}"{"*" if begins else ""}' for each, begins in wanted)
        sql = f"{table}.id IN (SELECT rowid FROM {table}_index WHERE {table}_index MATCH :asked)"  # noqa: S608 (our names)
    else:
        question = f" {sign} ".join(f"'{each}'{':*' if begins else ''}" for each, begins in wanted)
        sql = f"{table}.document @@ to_tsquery('simple', :asked)"
    return text(sql).bindparams(asked=question)


def _statements(dialect: str, table: str, columns: Sequence[str]) -> list[str]:
    if dialect != "sqlite":
        joined = " || ' ' || ".join(columns)
        made = f"tsvector GENERATED ALWAYS AS (to_tsvector('simple', {joined})) STORED"
        return [
            f"ALTER TABLE {table} ADD COLUMN IF NOT EXISTS document {made}",
            f"CREATE INDEX IF NOT EXISTS {table}_index ON {table} USING gin (document)",
        ]
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    forget = f"INSERT INTO {table}_index({table}_index, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608
    keep = f"INSERT INTO {table}_index(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    return [
        (
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {table}_index USING fts5("
            f"{names}, content='{table}', content_rowid='id', tokenize='ascii', detail='column')"
        ),
        f"CREATE TRIGGER IF NOT EXISTS {table}_in AFTER INSERT ON {table} BEGIN {keep} END",
        f"CREATE TRIGGER IF NOT EXISTS {table}_out AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER IF NOT EXISTS {table}_anew AFTER UPDATE ON {table} BEGIN {forget} {keep} END",
    ]
