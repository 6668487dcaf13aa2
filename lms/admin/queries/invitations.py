"""Invitations to an account, with how they stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.accounts.models import Invitation, Organisation, Person, Role
from lms.accounts.operations.invitations import InvitationState, state_of
from lms.admin.queries.paging import Page, cut
from lms.core.clock import now
from lms.core.db import db


@dataclass(frozen=True)
class InvitationLine:
    """One invitation. The address is gone once it was accepted or cancelled; `accepted_by` is then who has come."""

    id: int
    email: str
    organisation: str
    role: Role | None
    created_at: datetime
    expires_at: datetime
    state: InvitationState
    accepted_by: str

    @property
    def can_be_sent(self) -> bool:
        return bool(self.email) and self.state in {InvitationState.OPEN, InvitationState.EXPIRED}


def invitations(*, page: int) -> Page[InvitationLine]:
    """Return a page of the invitations, newest first, in two statements."""
    part = cut(select(Invitation.id), page)
    rows = db.session.execute(
        part.of(
            select(Invitation, Organisation.name, Person.name)
            .outerjoin(Organisation, Organisation.id == Invitation.organisation_id)
            .outerjoin(Person, Person.id == Invitation.accepted_by_id)
            .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        )
    )
    moment = now()
    return part.page(
        [
            InvitationLine(
                id=invitation.id,
                email=invitation.email or "",
                organisation=organisation or "",
                role=invitation.role,
                created_at=invitation.created_at,
                expires_at=invitation.expires_at,
                state=state_of(invitation, at=moment),
                accepted_by=person or "",
            )
            for invitation, organisation, person in rows
        ]
    )
