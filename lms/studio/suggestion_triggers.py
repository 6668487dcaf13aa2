"""The database's own guard of rule 3 for suggestions and comments, as plain SQL for both databases.

What was decided stays decided; a lived-experience partner's suggestion is declined by others only with the voices the
rule asks for, five days of the calendar after everybody not paused was told; nobody's words are changed or deleted; who
spoke for somebody paused is the deputy these named. Somebody who may drop triggers or forge voices and notices is outside
the claim.

Five days of the calendar are a floor under the five working days of rule 3, never more than these: working days begin on
the day after somebody was told and end with the fifth of them, and where the clock goes forward in between there is a
weekend in between, too. That weekends, public holidays and days away don't count is asked by `lms.studio.joint_decisions`:
the two databases would need a calendar of holidays for it, and what a decision waits for must be one answer.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, MetaData

from lms.studio.triggers.sql import stands_in

DECIDED = "a decided suggestion stays as it was decided"
WORDS = "words are changed by nobody; their author withdraws them"
VOICES = "declined by its author or by a joint decision only"
SPOKEN = "a voice on a decided suggestion stays"
DEPUTY = "a deputy speaks for who named them, while they pause"

# A partner's agreement: the newest in force. Without one nothing is decided but by the author.
_MODEL = """(
      SELECT model FROM agreement_versions
      WHERE agreement_versions.collaboration_id = drafts.collaboration_id AND in_force_at IS NOT NULL
      AND dropped_at IS NULL
      ORDER BY agreement_versions.number DESC LIMIT 1
    )"""
_VOICE = """EXISTS (
      SELECT 1 FROM suggestion_voices JOIN partners ON partners.id = suggestion_voices.partner_id
      WHERE suggestion_voices.suggestion_id = NEW.id AND partners.left_at IS NULL
      AND partners.collaboration_id = drafts.collaboration_id AND {which}
    )"""
_UNTOLD = """EXISTS (
      SELECT 1 FROM partners
      WHERE partners.collaboration_id = drafts.collaboration_id
      AND partners.left_at IS NULL AND partners.paused_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM notices WHERE notices.partner_id = partners.id AND notices.kind = 'vote_opened'
        AND notices.thing_id = NEW.id AND {long_ago}
      )
    )"""
_NOT_NO = "partners.perspective = '{perspective}' AND suggestion_voices.voice IN ('yes', 'can_live_with_it')"
_OVERRULED = """NEW.outcome = 'declined' AND COALESCE(NEW.decided_by_id, 0) <> NEW.partner_id AND EXISTS (
    SELECT 1 FROM drafts JOIN partners AS author ON author.id = NEW.partner_id
    WHERE drafts.id = NEW.draft_id AND author.perspective = 'lived_experience'
    AND COALESCE({model}, '') <> 'co_creation'
    AND (NEW.vote_opened_at IS NULL OR NOT {lived} OR NOT {professional} OR {no} OR {untold})
  )"""
_LONG_AGO = {
    "sqlite": "julianday(NEW.decided_at) - julianday(notices.made_at) >= 5",
    "postgresql": "NEW.decided_at - notices.made_at >= interval '5 days'",
}
_NO_DEPUTY = f"NEW.by_deputy_id IS NOT NULL AND NOT {stands_in('NEW.partner_id', 'NEW.by_deputy_id')}"
_IS_DECIDED = "EXISTS (SELECT 1 FROM suggestions WHERE id = {row}.suggestion_id AND outcome IS NOT NULL)"


@dataclass(frozen=True)
class Refusal:
    """A trigger that refuses `when` (such as `BEFORE DELETE`) on a table where a condition holds, or always."""

    name: str
    table: str
    when: str
    message: str
    condition: str = ""
    only: str = ""  # the one database that needs it

    def sql(self, dialect: str) -> str:
        """Return what creates the trigger on a database; nothing when that one doesn't need it."""
        if self.only not in {"", dialect}:
            return ""
        condition = self.condition.replace("{long_ago}", _LONG_AGO[dialect])
        return self._sqlite(condition) if dialect == "sqlite" else self._postgresql(condition)

    def _sqlite(self, condition: str) -> str:
        where = f"\n  WHERE {condition}" if condition else ""
        return f"""CREATE TRIGGER IF NOT EXISTS {self.name} {self.when} ON {self.table}
BEGIN
  SELECT RAISE(ABORT, '{self.message}'){where};
END"""

    def _postgresql(self, condition: str) -> str:
        raising = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation';"
        body = f"IF {condition} THEN\n    {raising}\n  END IF;" if condition else raising
        each = "STATEMENT" if "TRUNCATE" in self.when else "ROW"
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {body}
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER {self.name} {self.when} ON {self.table} FOR EACH {each} EXECUTE FUNCTION {self.name}()"""


def _overruled() -> str:
    return _OVERRULED.format(
        model=_MODEL,
        lived=_VOICE.format(which=_NOT_NO.format(perspective="lived_experience")),
        professional=_VOICE.format(which=_NOT_NO.format(perspective="professional")),
        no=_VOICE.format(which="suggestion_voices.voice = 'no'"),
        untold=_UNTOLD,
    )


def _lasting(table: str, message: str, same: str = "") -> tuple[Refusal, ...]:
    """Return what keeps rows from going. SQLite's REPLACE asks no delete trigger; PostgreSQL's TRUNCATE has its own."""
    replaced = f"EXISTS (SELECT 1 FROM {table} AS old WHERE old.id = NEW.id{same})"  # noqa: S608 (our own names)
    return (
        Refusal(f"{table}_no_delete", table, "BEFORE DELETE", message),
        Refusal(f"{table}_no_replace", table, "BEFORE INSERT", message, replaced, only="sqlite"),
        Refusal(f"{table}_no_truncate", table, "BEFORE TRUNCATE", message, only="postgresql"),
    )


_SAME_VOICE = " OR (old.suggestion_id = NEW.suggestion_id AND old.partner_id = NEW.partner_id)"
TRIGGERS = (
    *_lasting("suggestions", DECIDED),
    Refusal(
        "suggestions_keep_words",
        "suggestions",
        "BEFORE UPDATE OF id, draft_id, block_id, language, kind, base_version, base, body, note, partner_id, made_at",
        WORDS,
    ),
    Refusal("suggestions_keep_reason", "suggestions", "BEFORE UPDATE OF reason", WORDS, "NEW.reason <> ''"),
    Refusal(
        "suggestions_keep_vote",
        "suggestions",
        "BEFORE UPDATE OF vote_opened_at",
        DECIDED,
        "OLD.vote_opened_at IS NOT NULL",
    ),
    Refusal(
        "suggestions_keep_outcome",
        "suggestions",
        "BEFORE UPDATE OF outcome, decided_at, decided_by_id",
        DECIDED,
        "OLD.outcome IS NOT NULL",
    ),
    Refusal(
        "suggestions_keep_answer",
        "suggestions",
        "BEFORE UPDATE OF answer",
        DECIDED,
        "OLD.outcome IS NOT NULL AND NEW.answer <> ''",
    ),
    Refusal(
        "suggestions_declined_jointly",
        "suggestions",
        "BEFORE UPDATE",
        VOICES,
        f"OLD.outcome IS NULL AND {_overruled()}",
    ),
    Refusal("suggestions_not_born_declined", "suggestions", "BEFORE INSERT", VOICES, _overruled()),
    *_lasting("suggestion_voices", SPOKEN, _SAME_VOICE),
    Refusal(
        "suggestion_voices_keep_whose",
        "suggestion_voices",
        "BEFORE UPDATE OF id, suggestion_id, partner_id",
        SPOKEN,
    ),
    Refusal(
        "suggestion_voices_keep",
        "suggestion_voices",
        "BEFORE UPDATE OF voice, given_at, by_deputy_id",
        SPOKEN,
        _IS_DECIDED.format(row="OLD"),
    ),
    Refusal(
        "suggestion_voices_keep_reason",
        "suggestion_voices",
        "BEFORE UPDATE OF reason",
        SPOKEN,
        f"NEW.reason <> '' AND {_IS_DECIDED.format(row='OLD')}",
    ),
    Refusal("suggestion_voices_in_time", "suggestion_voices", "BEFORE INSERT", SPOKEN, _IS_DECIDED.format(row="NEW")),
    Refusal("suggestion_voices_whose", "suggestion_voices", "BEFORE INSERT", DEPUTY, _NO_DEPUTY),
    Refusal(
        "suggestion_voices_whose_now",
        "suggestion_voices",
        "BEFORE UPDATE OF partner_id, voice, given_at, by_deputy_id",
        DEPUTY,
        _NO_DEPUTY,
    ),
    *_lasting("comments", WORDS),
    Refusal("comments_keep_whose", "comments", "BEFORE UPDATE OF id, thread_id, partner_id, made_at", WORDS),
    Refusal("comments_keep_words", "comments", "BEFORE UPDATE OF body", WORDS, "NEW.body <> ''"),
)


def create_all(connection: Connection) -> None:
    """Create every trigger that isn't there; on PostgreSQL bring it up to date."""
    for trigger in TRIGGERS:
        if sql := trigger.sql(connection.dialect.name):
            connection.exec_driver_sql(sql)


def drop_all(connection: Connection) -> None:
    """Drop every trigger, and on PostgreSQL its function."""
    for trigger in TRIGGERS:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger.name}")
        else:
            connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE")


def follow(metadata: MetaData, connection: Connection, **details: Any) -> None:
    """Create the triggers with the tables (a listener for `after_create`)."""
    made = {table.name for table in details.get("tables") or metadata.tables.values()}
    if {trigger.table for trigger in TRIGGERS} <= made:
        create_all(connection)
