"""Seat invitations: they go to an address, name no perspective, and nobody is looked up (rule 1)."""

from datetime import datetime, timedelta

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, select

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import DEFAULT_ZONE, local_date, now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import digest, mint
from lms.mail.operations import post
from lms.studio.models import Collaboration, SeatInvitation
from lms.studio.operations import settling

MAIL = "studio.seat_invitation"
CAN_BE_WITHDRAWN_AFTER = timedelta(days=14)
DELETED_AFTER = timedelta(days=30)


def invite(collaboration: Collaboration, address: str, *, language: str, by: Person) -> SeatInvitation:
    """Invite an address, in the form it is kept in. A known and an unknown one take the same way."""
    settling.lock(collaboration)
    _refuse_closed(collaboration)
    if db.session.scalar(select(SeatInvitation.id).where(SeatInvitation.address == address, *_waits(collaboration))):
        raise DomainError(_("This address is invited already, and has not answered yet."), field="address")
    if free_seats(collaboration) <= 0:
        raise DomainError(
            _("Every seat is taken or offered. Wait for an answer, or propose an agreement with more seats."),
            field="address",
        )
    moment = now()
    invitation = SeatInvitation(
        collaboration_id=collaboration.id,
        address=address,
        language=language,
        invited_by_id=by.id,
        invited_at=moment,
    )
    db.session.add(invitation)
    db.session.flush()
    post(MAIL, address=address, language=language, parameters={"invitation": invitation.id})
    record(Area.STUDIO, "invited", "collaboration", collaboration.id, by=by.id)
    return invitation


def withdraw(invitation: SeatInvitation, collaboration: Collaboration, *, by: Person) -> None:
    """Call an unanswered invitation back, after 14 days; its address goes. Doing it twice changes nothing."""
    settling.lock(collaboration)
    db.session.refresh(invitation)
    if invitation.partner_id is not None or invitation.declined_at is not None:
        raise DomainError(_("This invitation has been answered in the meantime, so there is nothing to call back."))
    if invitation.withdrawn_at is not None:
        return
    if now() < withdrawable_at(invitation):
        day = format_date(local_date(withdrawable_at(invitation), DEFAULT_ZONE), "long")
        raise DomainError(
            _("People get 14 days to think it over. You can call this invitation back from %(day)s.", day=day)
        )
    invitation.withdrawn_at, invitation.address = now(), None
    record(Area.STUDIO, "withdrawn", "seat_invitation", invitation.id, by=by.id)
    settling.settle(collaboration, by=by.id)


def withdrawable_at(invitation: SeatInvitation) -> datetime:
    """Return from when an unanswered invitation can be called back."""
    return invitation.invited_at + CAN_BE_WITHDRAWN_AFTER


def give_token(invitation: SeatInvitation) -> str:
    """Give an invitation the link for the mail that is about to go; only its hash is kept."""
    token = mint()
    invitation.token_hash = digest(token)
    return token


def find(token: str) -> SeatInvitation | None:
    """Return the invitation behind a mailed link, in whatever state it is."""
    return db.session.scalar(select(SeatInvitation).where(SeatInvitation.token_hash == digest(token)))


def free_seats(collaboration: Collaboration) -> int:
    """Return how many seats are neither taken nor offered."""
    seats = sum(collaboration.holding.seats.values())
    return seats - len(collaboration.active_partners) - settling.invitations_waiting(collaboration)


def purge() -> None:
    """Delete invitations nobody answered in 30 days, with their addresses; what waited for them may start."""
    old = select(SeatInvitation.collaboration_id).where(
        SeatInvitation.invited_at < now() - DELETED_AFTER,
        SeatInvitation.partner_id.is_(None),
        SeatInvitation.declined_at.is_(None),
        SeatInvitation.withdrawn_at.is_(None),
    )
    collaborations = select(Collaboration).where(Collaboration.id.in_(old))
    for collaboration in db.session.scalars(collaborations).unique().all():
        settling.lock(collaboration)
        expired = SeatInvitation.invited_at < now() - DELETED_AFTER
        db.session.execute(delete(SeatInvitation).where(expired, *_waits(collaboration)))
        settling.settle(collaboration, by=None)


def _waits(collaboration: Collaboration) -> tuple[ColumnElement[bool], ...]:
    return settling.waits(collaboration)


def _refuse_closed(collaboration: Collaboration) -> None:
    if collaboration.ended_at is not None:
        raise DomainError(_("This agreement has ended, so nobody can be invited to it any more."))
