"""Asking to be asked later, answering then, and stopping at any time."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete

from lms.accounts.models import Person
from lms.core.clock import now, today
from lms.core.crypto import encrypt
from lms.core.db import db
from lms.core.upsert import insert_once
from lms.measures.models import Happened, Later, TeamTaskWish
from lms.measures.policy import own_wishes

AFTER = {Later.SIX_WEEKS: timedelta(weeks=6), Later.THREE_MONTHS: timedelta(days=91)}
NOTE_LENGTH = 4_000


def choose(module_id: int, wanted: Collection[Later], *, by: Person) -> None:
    """Let exactly the `wanted` wishes about a module stand. What has been answered stays; wishing again changes nothing."""
    wishes = db.session.scalars(own_wishes(by.id).where(TeamTaskWish.module_id == module_id))
    for wish in wishes:
        if wish.later not in wanted and wish.answered_at is None:
            db.session.delete(wish)
    for later in wanted:
        values = {
            "person_id": by.id,
            "module_id": module_id,
            "later": later,
            "wished_at": now(),
            "due_on": today(by.time_zone) + AFTER[later],
        }
        insert_once(TeamTaskWish, values, key=("person_id", "module_id", "later"))


def answer(module_id: int, happened: Happened, note: str, *, by: Person) -> bool:
    """Keep what became of a team task, with a note or without. Returns whether they had asked to be asked."""
    wish = _own(module_id, Later.SIX_WEEKS, by)
    if wish is None:
        return False
    wish.answer, wish.answered_at = happened, now()
    wish.sealed = encrypt(note.strip()) if note.strip() else None
    return True


def stop(module_id: int, later: Later, *, by: Person) -> None:
    """Forget a wish, and with it what was answered. Stopping twice is harmless."""
    theirs = TeamTaskWish.person_id == by.id, TeamTaskWish.module_id == module_id, TeamTaskWish.later == later
    db.session.execute(delete(TeamTaskWish).where(*theirs))


def _own(module_id: int, later: Later, by: Person) -> TeamTaskWish | None:
    wished = own_wishes(by.id).where(TeamTaskWish.module_id == module_id, TeamTaskWish.later == later)
    return db.session.scalar(wished.with_for_update().execution_options(populate_existing=True))
