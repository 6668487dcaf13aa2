"""Slowing down whoever guesses, without ever locking anybody out.

Tries are rows under keyed hashes, deleted after 24 hours. A try counts as failed before it is checked, so that many
at once don't slip through, and is forgiven when it was right.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from flask_babel import format_timedelta
from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from lms.accounts.models import Attempt
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import keyed

KEPT = timedelta(hours=24)
FREE = 4  # failures without a delay
LONGEST = timedelta(minutes=15)
CLIENT_WINDOW = timedelta(minutes=15)
CLIENT_LIMIT = 200  # a course room shares one address
LINK_WINDOW = timedelta(hours=1)
LINKS_PER_ACCOUNT = 5
LINKS_PER_CLIENT = 30


@dataclass(frozen=True)
class Counted:
    """A try that has been counted, to be forgiven when it was right."""

    subject_key: str
    client_row: int


def count_try(subject: str, *, client: str) -> Counted:
    """Count a try at an account (`subject`: its address, one browser's own allowance, a second factor) from a client.

    Raises DomainError with status 429 where one has to wait; a try while waiting is not counted.
    """
    moment = now()
    subject_key, client_key = keyed("tries at", subject), keyed("tries from", client)
    _refuse_early(subject_key, at=moment)
    if _count(client_key, since=moment - CLIENT_WINDOW) >= CLIENT_LIMIT:
        raise DomainError(_("There have been very many wrong tries from here. Wait a quarter of an hour."), status=429)
    row = Attempt(key=client_key, created_at=moment)
    db.session.add_all([Attempt(key=subject_key, created_at=moment), row])
    db.session.flush()
    return Counted(subject_key=subject_key, client_row=row.id)


def forgive(counted: Counted) -> None:
    """Forget the failures at an account after a right answer, and that this client tried."""
    db.session.execute(delete(Attempt).where((Attempt.key == counted.subject_key) | (Attempt.id == counted.client_row)))


def may_ask_for_link(address: str, *, client: str) -> bool:
    """Count a request for a mailed link. Returns whether to send it: False when the address had enough this hour.

    Raises DomainError with status 429 when the client asked too often, for whomever.
    """
    moment = now()
    account_key, client_key = keyed("links to", address), keyed("links from", client)
    since = moment - LINK_WINDOW
    if _count(client_key, since=since) >= LINKS_PER_CLIENT:
        raise DomainError(_("Very many links have been asked for from here. Wait an hour and try again."), status=429)
    sent = _count(account_key, since=since)
    keys = [client_key, account_key]
    db.session.add_all([Attempt(key=key, created_at=moment) for key in keys])
    return sent < LINKS_PER_ACCOUNT


def delay_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures: nothing, then 2, 4, 8 … seconds, a quarter of an hour at most."""
    if failures <= FREE:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - FREE, 20)), LONGEST)


def keys_of(person_id: int, address: str) -> list[str]:
    """Return the keys under which tries at somebody's account are kept, for when the account is deleted."""
    tries = (address, own_password(person_id), second_factor(person_id))
    return [*(keyed("tries at", subject) for subject in tries), keyed("links to", address)]


def own_password(person_id: int) -> str:
    """Name the tries of a signed-in person at their own password."""
    return f"own password of {person_id}"


def second_factor(person_id: int) -> str:
    """Name the tries at somebody's second factor."""
    return f"second factor of {person_id}"


def purge() -> None:
    """Delete tries older than a day."""
    db.session.execute(delete(Attempt).where(Attempt.created_at < now() - KEPT))


def _refuse_early(key: str, *, at: datetime) -> None:
    recent = select(func.count(), func.max(Attempt.created_at)).where(
        Attempt.key == key, Attempt.created_at > at - KEPT
    )
    failures, last = db.session.execute(recent).one()
    wait = last + delay_after(failures) - at if last is not None else timedelta()
    if wait > timedelta():
        seconds = timedelta(seconds=ceil(wait.total_seconds()))
        time = format_timedelta(seconds, granularity="second", threshold=1.5)
        sentence = _("There have been several wrong tries. Wait %(time)s and try again, or ask for a link.", time=time)
        raise DomainError(sentence, status=429)


def _count(key: str, *, since: datetime) -> int:
    query = select(func.count()).select_from(Attempt).where(Attempt.key == key, Attempt.created_at > since)
    return db.session.scalar(query) or 0
