"""Accepting and declining: perspective, name and terms are chosen by who joins, after seeing who will see what (rule 1)."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.accounts.operations.people import new_person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.danish import sort_key
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Collaboration, NameKind, Partner, Perspective, SeatInvitation
from lms.studio.notices import tell
from lms.studio.operations import settling
from lms.studio.operations.agreeing import note_acceptance
from lms.studio.operations.inviting import DELETED_AFTER, find


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What somebody chooses when they accept."""

    perspective: Perspective
    name_kind: NameKind
    name: str  # as the partners shall see it; not asked for when anonymous
    reads: list[str]
    employed_by_owner: bool
    influence: str
    contribution: str
    hours_per_month: int | None
    pay: str
    companion: str


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """The account that arises by joining. The address is the one the invitation was mailed to."""

    name: str
    language: str
    password_hash: str | None


def accept(token: str, terms: Terms, *, version: int, by: Person) -> Partner:
    """Take a seat with an account. Doing it twice changes nothing."""
    invitation, collaboration = _held(token)
    seated = _partnership(collaboration, by)
    if seated is not None and seated.is_active:
        _spend(invitation, seated)
        return seated
    refuse_closed(invitation, collaboration)
    if invitation.address != by.email:
        raise DomainError(foreign(), status=403)
    partner = _seat(collaboration, terms, version=version, by=by)
    _spend(invitation, partner)
    settling.settle(collaboration, by=by.id)
    return partner


def accept_as_new(token: str, terms: Terms, newcomer: Newcomer, *, version: int) -> Partner:
    """Make an account for the address the invitation was mailed to, and take the seat with it."""
    invitation, collaboration = _held(token)
    refuse_closed(invitation, collaboration)
    try:
        with db.session.begin_nested():
            person = new_person(name=newcomer.name, email=invitation.address or "", language=newcomer.language)
            person.password_hash = newcomer.password_hash
    except IntegrityError as error:  # the same address by another way at the same moment
        raise DomainError(
            _("There is an account with this address already. Sign in, then open the link again.")
        ) from error
    return accept(token, terms, version=version, by=person)


def take_seat(collaboration: Collaboration, terms: Terms, *, version: int, by: Person) -> Partner:
    """Let the owner take a seat: nobody invites them."""
    settling.lock(collaboration)
    seated = _partnership(collaboration, by)
    if seated is not None and seated.is_active:
        return seated
    if collaboration.ended_at is not None:
        raise DomainError(_("This agreement has ended."), status=410)
    partner = _seat(collaboration, terms, version=version, by=by)
    settling.settle(collaboration, by=by.id)
    return partner


def decline(token: str) -> None:
    """Say no, without a reason; the address goes. Doing it twice changes nothing."""
    invitation, collaboration = _held(token)
    if invitation.declined_at is not None:
        return
    refuse_closed(invitation, collaboration)
    invitation.declined_at, invitation.address = now(), None
    record(Area.STUDIO, "declined", "seat_invitation", invitation.id, by=None)
    settling.settle(collaboration, by=None)


def refuse_closed(invitation: SeatInvitation, collaboration: Collaboration) -> None:
    """Refuse an invitation that is over, saying why."""
    if invitation.declined_at is not None:
        raise DomainError(
            _("You said no to this invitation. If you think otherwise now, ask for a new one."), status=410
        )
    if invitation.partner_id is not None:
        raise DomainError(_("This invitation has been answered. If it was by you, sign in."), status=410)
    if invitation.withdrawn_at is not None or collaboration.ended_at is not None:
        raise DomainError(
            _("This invitation was called back in the meantime. Nothing you wrote has been kept."), status=410
        )
    if now() >= invitation.invited_at + DELETED_AFTER:
        raise DomainError(_("This invitation has expired. Ask for a new one."), status=410)


def refuse_full(collaboration: Collaboration, perspective: Perspective) -> None:
    """Refuse a perspective whose seats are all taken."""
    taken = sum(1 for partner in collaboration.active_partners if partner.perspective is perspective)
    if taken >= collaboration.holding.seats.get(perspective, 0):
        raise DomainError(
            _(
                "The last seat for this perspective was just taken by somebody else. Your answers are still here: "
                "choose another perspective if one fits, or ask the owner for one more seat."
            ),
            field="perspective",
        )


def foreign() -> str:
    """Return what somebody is told who opens an invitation that was mailed to another address than theirs."""
    said: str = _(
        "This invitation was sent to another address than that of the account you are signed in with. "
        "Sign out and open it again, or ask to be invited by the address you use here."
    )
    return said


def refuse_taken_name(collaboration: Collaboration, name: str, *, me: Partner | None) -> None:
    """Refuse a name under which somebody else is known in the same collaboration, whether still there or not."""
    for partner in collaboration.partners:
        if (me is None or partner.id != me.id) and sort_key(partner.shown_name) == sort_key(name):
            raise DomainError(_("Somebody here is known by this name already. Choose another."), field="name")


def shown_name(collaboration: Collaboration, kind: NameKind, name: str, *, me: Partner | None) -> str:
    """Return the name partners see: for somebody anonymous `Partner` and a number, in every language."""
    if kind is not NameKind.ANONYMOUS:
        refuse_taken_name(collaboration, name, me=me)
        return name
    if me is not None and me.name_kind is NameKind.ANONYMOUS and me.shown_name:
        return me.shown_name
    taken = {partner.shown_name for partner in collaboration.partners}
    return next(f"Partner {number}" for number in range(1, len(taken) + 2) if f"Partner {number}" not in taken)


def _held(token: str) -> tuple[SeatInvitation, Collaboration]:
    """Return an invitation with its collaboration, both held for this transaction."""
    invitation = find(token)
    if invitation is None:
        raise DomainError(_("This link is not one of ours, or it is no longer in use."), status=404)
    collaboration = db.session.get_one(Collaboration, invitation.collaboration_id)
    settling.lock(collaboration)
    gone = db.session.scalar(
        select(SeatInvitation).where(SeatInvitation.id == invitation.id).execution_options(populate_existing=True)
    )
    if gone is None:
        raise DomainError(_("This invitation has expired. Ask for a new one."), status=410)
    return invitation, collaboration


def _seat(collaboration: Collaboration, terms: Terms, *, version: int, by: Person) -> Partner:
    if collaboration.holding.number != version:
        raise DomainError(
            _("What you are asked to agree to has changed since you opened this page. Please read it again.")
        )
    refuse_full(collaboration, terms.perspective)
    partner = _partnership(collaboration, by)
    if partner is not None and partner.perspective is not terms.perspective:
        raise DomainError(
            _("You have spoken from another perspective here before, and it stays yours in this work together."),
            field="perspective",
        )
    name = shown_name(collaboration, terms.name_kind, terms.name, me=partner)
    if partner is None:
        partner = Partner(
            collaboration_id=collaboration.id, person_id=by.id, perspective=terms.perspective, joined_at=now()
        )
        db.session.add(partner)
    fill(partner, terms, name)
    partner.left_at = partner.paused_at = partner.deputy_id = None
    db.session.flush()
    tell([each for each in collaboration.active_partners if each.id != partner.id], "partner_joined")
    db.session.expire(collaboration, ["partners"])
    note_acceptance(collaboration, partner)
    record(Area.STUDIO, "joined", "collaboration", collaboration.id, by=by.id)
    return partner


def fill(partner: Partner, terms: Terms, name: str) -> None:
    """Write what somebody chose into their partnership. The perspective never changes."""
    partner.name_kind, partner.shown_name = terms.name_kind, name
    partner.reads, partner.employed_by_owner = terms.reads, terms.employed_by_owner
    partner.influence, partner.contribution = terms.influence, terms.contribution
    partner.hours_per_month, partner.pay, partner.companion = terms.hours_per_month, terms.pay, terms.companion


def _partnership(collaboration: Collaboration, person: Person) -> Partner | None:
    return next((each for each in collaboration.partners if each.person_id == person.id), None)


def _spend(invitation: SeatInvitation, partner: Partner) -> None:
    """Note who took the seat; the address goes. Somebody seated already by another invitation needs no second one."""
    if invitation.partner_id == partner.id or not invitation.waits:
        return
    earlier = SeatInvitation.partner_id == partner.id
    db.session.execute(delete(SeatInvitation).where(earlier))
    invitation.partner_id, invitation.address = partner.id, None
    db.session.flush()
