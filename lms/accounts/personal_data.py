"""What this package holds about a person, and what becomes of it when the account is deleted.

What stays is the tombstone (an id without name or address) and, under it, dates of memberships and roles, because
administrators' acts must stay understandable.
"""

from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from lms.accounts.models import Attempt, Grant, Invitation, Link, Membership, Person, RecoveryCode, Visit
from lms.accounts.operations.throttle import keys_of
from lms.core.clock import DEFAULT_ZONE, now, today
from lms.core.db import db
from lms.core.i18n import SOURCE

CLAIMS = {
    "grants.created_by_id",
    "grants.ended_by_id",
    "grants.person_id",
    "invitations.accepted_by_id",
    "invitations.created_by_id",
    "links.person_id",
    "memberships.person_id",
    "recovery_codes.person_id",
    "visits.person_id",
}


def export(person: Person) -> dict[str, Any]:
    """Return the account, the browsers signed in, the organisations and the roles."""
    return {
        "account": {
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "time_zone": person.time_zone,
            "created": person.created_at,
            "password": person.password_hash is not None,
            "second_factor_since": person.totp_confirmed_at,
        },
        "browsers": _browsers(person),
        "organisations": _organisations(person),
        "roles": _roles(person),
        "invitations_sent": _invitations(person),
    }


def erase(person: Person) -> None:
    """Empty the account for good. Whoever calls it has made sure that somebody is left to administer."""
    moment = now()
    keys = keys_of(person.id, person.email or "")
    for owned in (Visit, Link, RecoveryCode):
        db.session.execute(delete(owned).where(owned.person_id == person.id))
    db.session.execute(delete(Attempt).where(Attempt.key.in_(keys)))
    _end_memberships(person)
    current = (Grant.person_id == person.id) & Grant.ended_at.is_(None)
    db.session.execute(update(Grant).where(current).values(ended_at=moment, ended_by_id=person.id))
    if person.email:
        db.session.execute(update(Invitation).where(Invitation.email == person.email).values(email=None))
    person.name = person.sort_key = ""
    person.language, person.time_zone = SOURCE, DEFAULT_ZONE
    person.email = person.password_hash = None
    person.totp_secret = person.totp_confirmed_at = person.totp_last_step = None
    person.erased_at = moment


def _browsers(person: Person) -> list[dict[str, Any]]:
    visits = db.session.scalars(select(Visit).where(Visit.person_id == person.id).order_by(Visit.id))
    return [
        {"browser": visit.device, "signed_in": visit.created_at, "last_seen": visit.last_seen_at} for visit in visits
    ]


def _organisations(person: Person) -> list[dict[str, Any]]:
    memberships = db.session.scalars(
        select(Membership)
        .where(Membership.person_id == person.id)
        .options(joinedload(Membership.organisation))
        .order_by(Membership.id)
    )
    return [{"organisation": m.organisation.name, "from": m.starts_on, "until": m.ends_on} for m in memberships]


def _roles(person: Person) -> list[dict[str, Any]]:
    grants = db.session.scalars(
        select(Grant).where(Grant.person_id == person.id).options(joinedload(Grant.organisation)).order_by(Grant.id)
    )
    return [
        {
            "role": grant.role.value,
            "organisation": grant.organisation.name if grant.organisation else None,
            "cohort_id": grant.cohort_id,
            "from": grant.created_at,
            "until": grant.ended_at,
        }
        for grant in grants
    ]


def _invitations(person: Person) -> list[dict[str, Any]]:
    """Return when the person invited somebody; whom is the others' data."""
    sent = db.session.scalars(select(Invitation).where(Invitation.created_by_id == person.id).order_by(Invitation.id))
    return [{"sent": invitation.created_at, "accepted": invitation.accepted_at} for invitation in sent]


def _end_memberships(person: Person) -> None:
    """End what is current, and shorten what was to end later; what hadn't begun ends on its first day."""
    day = today()
    open_ = (Membership.person_id == person.id) & (Membership.ends_on.is_(None) | (Membership.ends_on > day))
    for membership in db.session.scalars(select(Membership).where(open_)):
        membership.ends_on = max(day, membership.starts_on)
