"""What account pages show."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from lms.accounts.models import Grant, Invitation, Membership, Person, Role
from lms.accounts.operations import invitations
from lms.accounts.operations.invitations import InvitationState
from lms.accounts.operations.people import by_email
from lms.accounts.policy import visits_visible_to
from lms.core.clock import now
from lms.core.db import db


@dataclass(frozen=True)
class VisitLine:
    """A browser somebody is signed in with."""

    id: int
    device: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


@dataclass(frozen=True)
class MembershipLine:
    """An organisation somebody belongs to, or did."""

    organisation: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class RoleLine:
    """A role somebody has at present; `organisation` is empty where its scope is another."""

    role: Role
    organisation: str


@dataclass(frozen=True)
class AccountPage:
    """A person's own account."""

    visits: tuple[VisitLine, ...]
    memberships: tuple[MembershipLine, ...]
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True)
class InvitationPage:
    """An invitation as the bearer of its link sees it."""

    state: InvitationState
    organisation: str
    role: Role | None
    inviter: str
    expires_at: datetime
    language: str
    has_account: bool
    is_mine: bool  # whoever is signed in has the invited address, or nobody is signed in


def account_page(user: Person, *, this_visit: int | None) -> AccountPage:
    """Return a person's browsers, organisations and roles, in three statements."""
    found = db.session.scalars(visits_visible_to(user))
    visits = [
        VisitLine(visit.id, visit.device, visit.created_at, visit.last_seen_at, visit.id == this_visit)
        for visit in sorted(found, key=lambda visit: visit.last_seen_at, reverse=True)
    ]
    memberships = db.session.scalars(
        select(Membership)
        .where(Membership.person_id == user.id)
        .options(joinedload(Membership.organisation))
        .order_by(Membership.starts_on.desc(), Membership.id.desc())
    )
    grants = db.session.scalars(
        select(Grant)
        .where(Grant.person_id == user.id, Grant.ended_at.is_(None))
        .options(joinedload(Grant.organisation))
        .order_by(Grant.id)
    )
    return AccountPage(
        visits=tuple(visits),
        memberships=tuple(MembershipLine(m.organisation.name, m.starts_on, m.ends_on) for m in memberships),
        roles=tuple(RoleLine(grant.role, grant.organisation.name if grant.organisation else "") for grant in grants),
    )


def invitation_page(token: str, *, reader: Person | None) -> InvitationPage | None:
    """Return what the bearer of a token may know about the invitation behind it; None when there is none."""
    invitation = invitations.find(token)
    if invitation is None:
        return None
    inviter = db.session.get(Person, invitation.created_by_id) if invitation.created_by_id else None
    return InvitationPage(
        state=invitations.state_of(invitation, at=now()),
        organisation=invitation.organisation.name if invitation.organisation else "",
        role=invitation.role,
        inviter=inviter.name if inviter else "",
        expires_at=invitation.expires_at,
        language=invitation.language,
        has_account=_invited_person(invitation) is not None,
        is_mine=reader is None or reader.email == invitation.email,
    )


def _invited_person(invitation: Invitation) -> Person | None:
    return by_email(invitation.email) if invitation.email else None
