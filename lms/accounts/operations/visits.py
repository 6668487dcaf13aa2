"""Signed-in browsers: begin, see again, end."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import contains_eager

from lms.accounts.models import Grant, Person, Role, Visit
from lms.core.clock import now
from lms.core.db import db, writing
from lms.core.tokens import digest, mint

IDLE = timedelta(days=14)
IDLE_FOR_RESPONSIBLE = timedelta(hours=12)  # administrators and coordinators see other people's data
CONFIRMED_FOR = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=5)

# Made once: every signed-in page asks it.
_BY_TOKEN = (
    select(Visit)
    .join(Visit.person)
    .outerjoin(Grant, (Grant.person_id == Person.id) & Grant.ended_at.is_(None))
    .where(Visit.token_hash == bindparam("token_hash"))
    .options(contains_eager(Visit.person).contains_eager(Person.grants))
    .execution_options(populate_existing=True)
)


def begin(person: Person, *, device: str) -> str:
    """Sign a browser in. Returns the token for its cookie; the row keeps only its hash."""
    token = mint()
    moment = now()
    visit = Visit(
        person_id=person.id,
        token_hash=digest(token),
        device=device[:60],
        created_at=moment,
        last_seen_at=moment,
        confirmed_at=moment,
    )
    db.session.add(visit)
    return token


def current(token: str) -> Visit | None:
    """Return the visit behind a cookie with its person and their current grants, in one statement; None when over."""
    rows = db.session.scalars(_BY_TOKEN, {"token_hash": digest(token)})
    visit = rows.unique().one_or_none()
    return visit if visit is not None and visit.person.is_active and not is_over(visit, at=now()) else None


def is_over(visit: Visit, *, at: datetime) -> bool:
    """Tell whether a visit has been idle for too long."""
    responsible = {Role.ADMINISTRATOR, Role.COORDINATOR}
    idle = IDLE_FOR_RESPONSIBLE if any(grant.role in responsible for grant in visit.person.grants) else IDLE
    return at - visit.last_seen_at > idle


def saw(visit_id: int) -> None:
    """Note that a visit was seen, in a short transaction of its own. Call it when the request's own one has ended."""
    mark = writing.set(True)
    try:
        with db.sessionmaker() as session:
            session.execute(update(Visit).where(Visit.id == visit_id).values(last_seen_at=now()))
            session.commit()
    finally:
        writing.reset(mark)


def is_confirmed(visit: Visit) -> bool:
    """Tell whether the visit's person has proved who they are a short while ago."""
    return now() - visit.confirmed_at <= CONFIRMED_FOR


def confirm(visit: Visit) -> None:
    """Note that the visit's person has just proved who they are."""
    visit.confirmed_at = now()


def end(visit_id: int, *, by: Person) -> bool:
    """Sign one of the person's browsers out. Returns whether there was such a browser of theirs."""
    ended = delete(Visit).where(Visit.id == visit_id, Visit.person_id == by.id).returning(Visit.id)
    return db.session.scalar(ended) is not None


def end_all(person: Person, *, but: int | None = None) -> None:
    """Sign the person out everywhere, except in the visit `but`."""
    db.session.execute(delete(Visit).where(Visit.person_id == person.id, Visit.id != (but or 0)))


def purge() -> None:
    """Delete visits that nobody can use any more."""
    db.session.execute(delete(Visit).where(Visit.last_seen_at < now() - IDLE))
