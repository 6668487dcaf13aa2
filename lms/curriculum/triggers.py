"""The database's own guard of rules 2 and 7: published revisions don't change, and partners' lessons stay theirs.

Kept beside the models as plain SQL for both databases. SQLite's table rebuilds drop triggers, so every migration that
touches these tables ends with `create_all`. Somebody who may drop triggers is outside the claim. That no other status than
a source edition's stands without sign-offs is guarded by `lms.studio.triggers`.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData

MESSAGES = {
    "immutable": "a published revision is immutable",
    "text": "of a published text only the rendering may be remade",
    "source_edition": "no source edition: this lesson belongs to its partners",
}
TAKEN_OVER = """
    EXISTS (
      SELECT 1 FROM agreements JOIN lessons ON lessons.module_id = agreements.module_id
      WHERE lessons.id = NEW.lesson_id AND agreements.ended_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM lesson_revisions AS earlier
      WHERE earlier.lesson_id = NEW.lesson_id AND earlier.status = 'co_production'
    )"""


@dataclass(frozen=True)
class Trigger:
    """A trigger under one name on both databases; the PostgreSQL text makes its function first."""

    name: str
    table: str
    sqlite: str
    postgresql: str


def refusal(name: str, table: str, when: str, message: str, *, condition: str = "", lock: str = "") -> Trigger:
    """Return a trigger that refuses `when` (such as `BEFORE DELETE`) where `condition` holds, or always.

    `lock` is what PostgreSQL does first, so that the condition can't come about in the same moment; on SQLite there is
    one writer at a time.
    """
    where = f"\n  WHERE {condition}" if condition else ""
    sqlite = f"""CREATE TRIGGER IF NOT EXISTS {name} {when} ON {table}
BEGIN
  SELECT RAISE(ABORT, '{message}'){where};
END"""
    raising = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {condition} THEN\n    {raising}\n  END IF;" if condition else raising
    each = "STATEMENT" if "TRUNCATE" in when else "ROW"
    postgresql = f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {lock}{body}
  RETURN {"OLD" if "DELETE" in when else "NEW"};
END $$;
CREATE OR REPLACE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"""
    return Trigger(name, table, sqlite, postgresql)


def immutable(table: str, same: str) -> list[Trigger]:
    """Return what keeps a table's rows as they are; `same` tells a new row that would take an old one's place.

    SQLite's REPLACE deletes the old row without asking delete triggers; PostgreSQL's TRUNCATE has a trigger of its own.
    """
    message = MESSAGES["immutable"]
    replaced = f"EXISTS (SELECT 1 FROM {table} AS old WHERE old.id = NEW.id OR {same})"  # noqa: S608 (our own names)
    return [
        refusal(f"{table}_no_update", table, "BEFORE UPDATE", message),
        *lasting(table, message, replaced),
    ]


def lasting(table: str, message: str, replaced: str) -> list[Trigger]:
    """Return what keeps rows from going, whatever else may be done with them."""
    emptied = refusal(f"{table}_no_truncate", table, "BEFORE TRUNCATE", message)
    kept = refusal(f"{table}_no_replace", table, "BEFORE INSERT", message, condition=replaced)
    return [
        refusal(f"{table}_no_delete", table, "BEFORE DELETE", message),
        Trigger(kept.name, table, kept.sqlite, ""),
        Trigger(emptied.name, table, "", emptied.postgresql),
    ]


_SAME_NUMBER = "(old.{0}_id = NEW.{0}_id AND old.number = NEW.number)"
_SAME_LANGUAGE = "(old.revision_id = NEW.revision_id AND old.language = NEW.language)"
# An agreement that starts at the same moment waits for this row (its foreign key needs it) or is seen once committed.
_MODULE_LOCK = """PERFORM 1 FROM modules JOIN lessons ON lessons.module_id = modules.id
  WHERE lessons.id = NEW.lesson_id FOR UPDATE OF modules;
  """

TRIGGERS = (
    *immutable("lesson_revisions", _SAME_NUMBER.format("lesson")),
    *immutable("module_revisions", _SAME_NUMBER.format("module")),
    refusal(
        "lesson_texts_no_update",
        "lesson_texts",
        "BEFORE UPDATE OF id, revision_id, language, title, summary, digest, source",
        MESSAGES["text"],
    ),
    *lasting(
        "lesson_texts",
        MESSAGES["text"],
        f"EXISTS (SELECT 1 FROM lesson_texts AS old WHERE old.id = NEW.id OR {_SAME_LANGUAGE})",  # noqa: S608 (our own)
    ),
    refusal(
        "lesson_revisions_no_source_edition",
        "lesson_revisions",
        "BEFORE INSERT",
        MESSAGES["source_edition"],
        condition=f"NEW.status = 'source_edition' AND ({TAKEN_OVER})",
        lock=_MODULE_LOCK,
    ),
)


def create_all(connection: Connection) -> None:
    """Create every trigger that isn't there; on PostgreSQL bring it up to date."""
    for trigger in TRIGGERS:
        create(connection, trigger)


def create(connection: Connection, trigger: Trigger) -> None:
    """Create one trigger, unless it is there; on PostgreSQL bring it up to date."""
    sql = trigger.sqlite if connection.dialect.name == "sqlite" else trigger.postgresql
    if sql:
        connection.exec_driver_sql(sql)


def drop_all(connection: Connection) -> None:
    """Drop every trigger, and on PostgreSQL its function."""
    for trigger in TRIGGERS:
        drop(connection, trigger)


def drop(connection: Connection, trigger: Trigger) -> None:
    """Drop one trigger, if it is there."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger.name}")
    else:
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE")


def follow(metadata: MetaData, connection: Connection, **details: Any) -> None:
    """Create the triggers with the tables (a listener for `after_create`)."""
    made = {table.name for table in details.get("tables") or metadata.tables.values()}
    if {trigger.table for trigger in TRIGGERS} <= made:
        create_all(connection)
