"""The trail of administrators' acts on accounts."""

from sqlalchemy import select

from lms.accounts.models import Grant, Person, Role
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.db import db


def note(verb: str, thing: str, thing_id: int, *, by: Person | None) -> None:
    """Record what an administrator, or the command line (None), did. Acts on one's own account leave no trail."""
    if by is None or _administers(by):
        record(Area.ADMINISTRATION, verb, thing, thing_id, by=by.id if by is not None else None)


def _administers(person: Person) -> bool:
    current = select(Grant.id).where(
        Grant.person_id == person.id, Grant.role == Role.ADMINISTRATOR, Grant.ended_at.is_(None)
    )
    return db.session.scalar(current) is not None
