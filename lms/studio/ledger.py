"""The ledger of withdrawals and erasures: ids only, replayed by every restore (rule 4).

An entry goes to two places in the same breath: to the database, and to the log, because a restore brings an older database
back. `lms stories ledger` prints the first; `lms stories replay` takes the entries of either, written as `story:12`.
"""

import logging

from sqlalchemy import delete, select

from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import LedgerEntry

THINGS = frozenset({"story", "consent", "recording", "person"})


def note(thing: str, thing_id: int) -> None:
    """Write down that something was withdrawn or erased. Twice is once. Raises KeyError for what is no such thing."""
    if thing not in THINGS:
        raise KeyError(thing)
    entry = select(LedgerEntry.id).where(LedgerEntry.thing == thing, LedgerEntry.thing_id == thing_id)
    if db.session.scalar(entry) is None:
        db.session.add(LedgerEntry(thing=thing, thing_id=thing_id, at=now()))
        logging.getLogger("lms.studio").info({"withdrawn": f"{thing}:{thing_id}"})


def strike(thing: str, thing_id: int) -> None:
    """Take an entry out, because its owner has allowed the thing anew."""
    db.session.execute(delete(LedgerEntry).where(LedgerEntry.thing == thing, LedgerEntry.thing_id == thing_id))


def entries() -> list[str]:
    """Return everything that a restore has to do again."""
    rows = db.session.execute(select(LedgerEntry.thing, LedgerEntry.thing_id).order_by(LedgerEntry.id))
    return [f"{thing}:{thing_id}" for thing, thing_id in rows]
