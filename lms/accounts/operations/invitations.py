"""Invitations to an account, with the membership and the role that begin when it is accepted."""

from datetime import datetime, timedelta
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import select, update

from lms.accounts.email_addresses import normalised
from lms.accounts.models import Invitation, Membership, Organisation, Person, Role
from lms.accounts.operations.acts import note
from lms.accounts.operations.grants import grant
from lms.accounts.operations.organisations import add_member
from lms.accounts.operations.people import by_email, new_person
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import digest, mint
from lms.mail.operations import post

VALID = timedelta(days=14)
ADDRESS_KEPT = timedelta(days=30)  # after an invitation has expired


class InvitationState(StrEnum):
    """How an invitation stands."""

    OPEN = "open"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    ACCEPTED = "accepted"


def state_of(invitation: Invitation, *, at: datetime) -> InvitationState:
    """Return how an invitation stands at a moment."""
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.cancelled_at is not None:
        return InvitationState.CANCELLED
    return InvitationState.EXPIRED if at >= invitation.expires_at else InvitationState.OPEN


def invite(
    *, email: str, organisation: Organisation | None, role: Role | None, language: str, by: Person | None
) -> Invitation:
    """Invite an address to an account, and queue the mail. Raises DomainError where it makes no sense."""
    address = normalised(email)
    if address is None:
        raise DomainError(_("This is not a mail address. It looks like name@workplace.dk."), field="email")
    if by_email(address) is not None:
        raise DomainError(_("There is an account with this address already. Give it the role there."), field="email")
    if _waiting(address) is not None:
        raise DomainError(_("An invitation to this address is waiting already. Send that one again."), field="email")
    _refuse_wrong_scope(role, organisation)
    moment = now()
    invitation = Invitation(
        email=address,
        language=language,
        organisation_id=organisation.id if organisation is not None else None,
        role=role,
        created_at=moment,
        created_by_id=by.id if by is not None else None,
        expires_at=moment + VALID,
    )
    db.session.add(invitation)
    db.session.flush()
    note("invited", "invitation", invitation.id, by=by)
    _post(invitation)
    return invitation


def resend(invitation: Invitation, *, by: Person | None) -> None:
    """Send an invitation once more, with a new link and a new fortnight; the earlier link stops working."""
    if state_of(invitation, at=now()) not in {InvitationState.OPEN, InvitationState.EXPIRED} or not invitation.email:
        raise DomainError(_("This invitation was accepted or cancelled. Make a new one."))
    invitation.expires_at = now() + VALID
    note("resent", "invitation", invitation.id, by=by)
    _post(invitation)


def cancel(invitation: Invitation, *, by: Person | None) -> None:
    """Take an invitation back; its address is deleted."""
    if invitation.accepted_at is not None:
        raise DomainError(_("This invitation was accepted already."))
    if invitation.cancelled_at is not None:
        return
    invitation.cancelled_at = now()
    invitation.email = None
    note("cancelled", "invitation", invitation.id, by=by)


def give_token(invitation: Invitation) -> str:
    """Give an invitation a link for the mail that is about to go; an earlier link stops working."""
    token = mint()
    invitation.token_hash = digest(token)
    return token


def find(token: str) -> Invitation | None:
    """Return the invitation behind a mailed link, in whatever state it is."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == digest(token)))


def accept(invitation: Invitation, *, name: str, language: str, password_hash: str | None) -> Person:
    """Make the account, its membership and its role in one. Returns the new person.

    The link came by mail, so the address is confirmed by being here. Raises DomainError when it is no longer open.
    """
    address = _still_open(invitation)
    person = new_person(name=name, email=address, language=language)
    person.password_hash = password_hash
    _begin(invitation, person)
    return person


def accept_with_account(invitation: Invitation, person: Person) -> None:
    """Accept as somebody who has got an account with the invited address in the meantime."""
    if _still_open(invitation) != person.email:
        raise DomainError(_("This invitation was sent to another address."), status=403)
    _begin(invitation, person)


def purge() -> None:
    """Delete the addresses of invitations that expired long ago."""
    old = (Invitation.expires_at < now() - ADDRESS_KEPT) & Invitation.email.is_not(None)
    db.session.execute(update(Invitation).where(old).values(email=None))


def _post(invitation: Invitation) -> None:
    assert invitation.email is not None
    post(
        "accounts.invitation",
        address=invitation.email,
        language=invitation.language,
        parameters={"invitation": invitation.id},
    )


def _still_open(invitation: Invitation) -> str:
    """Lock the invitation and return its address."""
    db.session.refresh(invitation, with_for_update=True)
    if state_of(invitation, at=now()) is not InvitationState.OPEN or invitation.email is None:
        raise DomainError(
            _("This invitation can't be used any more. Ask whoever invited you for a new one."), status=410
        )
    return invitation.email


def _begin(invitation: Invitation, person: Person) -> None:
    """Start what the invitation promises, as the act of whoever invited."""
    inviter = db.session.get(Person, invitation.created_by_id) if invitation.created_by_id else None
    organisation = invitation.organisation
    if organisation is not None and not _belongs(person, organisation):
        add_member(person, organisation, by=inviter)
    if invitation.role is not None:
        scope = organisation if invitation.role is Role.COORDINATOR else None
        grant(person, invitation.role, organisation=scope, by=inviter)
    invitation.accepted_at = now()
    invitation.accepted_by_id = person.id
    invitation.email = None


def _belongs(person: Person, organisation: Organisation) -> bool:
    current = select(Membership.id).where(
        Membership.person_id == person.id,
        Membership.organisation_id == organisation.id,
        Membership.ends_on.is_(None),
    )
    return db.session.scalar(current) is not None


def _waiting(address: str) -> Invitation | None:
    waiting = select(Invitation).where(
        Invitation.email == address,
        Invitation.accepted_at.is_(None),
        Invitation.cancelled_at.is_(None),
        Invitation.expires_at > now(),
    )
    return db.session.scalar(waiting.limit(1))


def _refuse_wrong_scope(role: Role | None, organisation: Organisation | None) -> None:
    if role is Role.FACILITATOR:
        raise DomainError(_("A facilitator is named on the page of the cohort."), field="role")
    if role is Role.COORDINATOR and organisation is None:
        raise DomainError(_("A coordinator coordinates one organisation: choose it."), field="organisation")
    if organisation is not None and organisation.closed_at is not None:
        raise DomainError(_("This organisation is closed."), field="organisation")
