"""What cohorts hold about a person: that they took part, what they showed, and the invitations to their address.

Decided 2026-11: erasure deletes a person's participations instead of ending them, because a row without a name tells a
coordinator nothing and the totals are of people who can still be seen. Seats of a join link stay counted without saying
whose they were. What somebody did as a coordinator stays done: the rows point to the tombstone.
"""

from typing import Any

from sqlalchemy import delete, or_, select, update

from lms.accounts.models import Person
from lms.cohorts.models import Cohort, CohortInvitation, JoinLink, JoinLinkUse, Participant
from lms.core.clock import now
from lms.core.db import db

CLAIMS = frozenset(
    {
        "cohorts.created_by_id",
        "participants.person_id",
        "participants.removed_by_id",
        "cohort_invitations.created_by_id",
        "cohort_invitations.accepted_by_id",
        "join_links.created_by_id",
        "join_link_uses.person_id",
    }
)


def export(person: Person) -> dict[str, Any]:
    """Return the cohorts the person took part in or made, and the invitations that concern them."""
    return {
        "cohorts": [_participation(row) for row in _theirs(person)],
        "cohort_invitations": _invitations(person),
        "cohorts_made": _made(person),
        "join_link_uses": _link_uses(person),
    }


def erase(person: Person) -> None:
    """Take the person out of every cohort, and their address out of every invitation."""
    db.session.execute(delete(Participant).where(Participant.person_id == person.id))
    accepted = CohortInvitation.accepted_by_id == person.id
    db.session.execute(update(CohortInvitation).where(accepted).values(accepted_by_id=None))
    db.session.execute(
        update(JoinLinkUse).where(JoinLinkUse.person_id == person.id).values(person_id=None, email=None, name="")
    )
    if person.email is None:
        return
    invited = CohortInvitation.email == person.email
    db.session.execute(update(CohortInvitation).where(invited).values(cancelled_at=now(), email=None))
    db.session.execute(delete(JoinLinkUse).where(JoinLinkUse.email == person.email, JoinLinkUse.used_at.is_(None)))


def _theirs(person: Person) -> list[Participant]:
    rows = select(Participant).where(Participant.person_id == person.id).order_by(Participant.id)
    return list(db.session.scalars(rows))


def _participation(row: Participant) -> dict[str, Any]:
    return {
        "cohort": row.cohort.name,
        "organisation": row.cohort.organisation.name,
        "joined": row.joined_at,
        "agreed_to_later_modules": row.agreed_at,
        "shows_earlier_completions": row.shows_earlier,
        "left": row.left_at,
        "was_removed": row.removed_by_id is not None,
    }


def _invitations(person: Person) -> list[dict[str, Any]]:
    concerns = or_(
        CohortInvitation.accepted_by_id == person.id,
        CohortInvitation.email == person.email if person.email else CohortInvitation.id.is_(None),
    )
    rows = db.session.scalars(select(CohortInvitation).where(concerns).order_by(CohortInvitation.id))
    return [
        {
            "organisation": row.cohort.organisation.name,
            "address": row.email,
            "sent": row.created_at,
            "expires": row.expires_at,
            "accepted": row.accepted_at,
        }
        for row in rows
    ]


def _made(person: Person) -> dict[str, Any]:
    """Return what the person set up as a coordinator; other people's addresses are not theirs to take away."""
    made = select(Cohort).where(Cohort.created_by_id == person.id).order_by(Cohort.id)
    links = select(JoinLink.created_at).where(JoinLink.created_by_id == person.id).order_by(JoinLink.id)
    sent = select(CohortInvitation.created_at).where(CohortInvitation.created_by_id == person.id)
    removed = select(Participant.left_at).where(Participant.removed_by_id == person.id)
    return {
        "cohorts": [{"name": row.name, "made": row.created_at} for row in db.session.scalars(made).unique()],
        "join_links_made": list(db.session.scalars(links)),
        "invitations_sent": list(db.session.scalars(sent.order_by(CohortInvitation.id))),
        "people_removed": list(db.session.scalars(removed.order_by(Participant.id))),
    }


def _link_uses(person: Person) -> list[dict[str, Any]]:
    theirs = JoinLinkUse.person_id == person.id
    if person.email:
        theirs = or_(theirs, JoinLinkUse.email == person.email)
    rows = db.session.scalars(select(JoinLinkUse).where(theirs).order_by(JoinLinkUse.id))
    return [{"asked": row.created_at, "joined": row.used_at, "address": row.email, "name": row.name} for row in rows]
