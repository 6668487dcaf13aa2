"""What somebody answered, and what they asked to be asked later. Only ever their own."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.clock import today
from lms.core.cpr import looks_like_cpr
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.measures.linkage import linkage
from lms.measures.models import Happened, Later, MeasureAnswer, MeasureMoment, TeamTaskWish
from lms.measures.policy import own_link, own_wishes

__all__ = ["Wish", "answers", "wish", "wishes"]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A wish as its person sees it."""

    module_id: int
    later: Later
    due_on: date
    due: bool
    answer: Happened | None
    answered_at: datetime | None
    note: str = ""
    holds_cpr: bool = False

    @property
    def waits(self) -> bool:
        return self.due and self.answer is None


def answers(person_id: int, module: str, moment: MeasureMoment) -> dict[str, str]:
    """Return what a person answered to a module's questions at a moment, by question."""
    found = db.session.scalar(own_link(person_id))
    if found is None:
        return {}
    theirs = MeasureAnswer.linkage == linkage(found, module), MeasureAnswer.moment == moment
    rows = db.session.execute(select(MeasureAnswer.question, MeasureAnswer.value).where(*theirs))
    return {row.question: row.value for row in rows}


def wishes(person: Person) -> tuple[Wish, ...]:
    """Return a person's wishes, what is due first."""
    found = db.session.scalars(own_wishes(person.id).order_by(TeamTaskWish.due_on, TeamTaskWish.id))
    return tuple(_wish(each, today(person.time_zone)) for each in found)


def wish(person: Person, module_id: int) -> dict[Later, Wish]:
    """Return a person's wishes about a module, with the note they wrote."""
    found = db.session.scalars(own_wishes(person.id).where(TeamTaskWish.module_id == module_id))
    return {each.later: _wish(each, today(person.time_zone), opened=True) for each in found}


def _wish(row: TeamTaskWish, day: date, *, opened: bool = False) -> Wish:
    note = decrypt(row.sealed) if opened and row.sealed else ""
    return Wish(
        module_id=row.module_id,
        later=row.later,
        due_on=row.due_on,
        due=row.due_on <= day,
        answer=row.answer,
        answered_at=row.answered_at,
        note=note,
        holds_cpr=looks_like_cpr(note),
    )
