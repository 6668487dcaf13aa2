"""What the pages of an agreement show: its wording, its partners as they want to be known, and what it waits for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.accounts.models import Organisation, Person
from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import Module
from lms.studio.models import (
    AgreementAnswer,
    AgreementVersion,
    Collaboration,
    Partner,
    Perspective,
    SeatInvitation,
)
from lms.studio.operations.agreeing import wording_of
from lms.studio.operations.inviting import DELETED_AFTER, withdrawable_at
from lms.studio.operations.proposing import STARTS_WITHIN, Wording
from lms.studio.operations.settling import waits
from lms.studio.policy import acting_for
from lms.studio.readiness import Missing, empty_perspectives, lacks_parity, missing_to_start
from lms.studio.talk_words import acted_words, name_words


@dataclass(frozen=True)
class SeatLine:
    """Seats of a perspective, and how many are taken."""

    perspective: Perspective
    seats: int
    taken: int

    @property
    def is_free(self) -> bool:
        return self.taken < self.seats


@dataclass(frozen=True, kw_only=True)
class PartnerLine:
    """A partner as others see them. `perspective` is for partners, `pay` for the partner and the owner."""

    id: int
    name: str
    perspective: Perspective | None
    is_me: bool
    is_away: bool
    reads: list[str]
    influence: str
    contribution: str
    hours: int | None
    pay: str


@dataclass(frozen=True)
class AnswerLine:
    """Where a partner stands on a change: None has not answered."""

    name: str
    yes: bool | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class PendingLine:
    """A change that waits."""

    number: int
    wording: Wording
    is_end: bool
    proposed_on: datetime
    is_mine: bool
    answers: list[AnswerLine]
    waits_for_me: bool


@dataclass(frozen=True)
class InvitationLine:
    """An invitation that waits, for the owner."""

    id: int
    address: str
    invited_at: datetime
    withdrawable_at: datetime

    @property
    def can_be_withdrawn(self) -> bool:
        return now() >= self.withdrawable_at


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    """An agreement as one person sees it."""

    module: str
    title: str
    organisation: str
    owner: str
    is_owner: bool
    is_partner: bool
    is_in_force: bool
    started_at: datetime | None
    ends_by: datetime  # when a proposal that has not started ends by itself
    number: int
    wording: Wording
    seats: list[SeatLine]
    partners: list[PartnerLine]
    others: list[PartnerLine]  # to whom the ownership may be offered
    missing: list[Missing]
    empty: list[Missing]
    lacks_parity: bool
    waiting: int
    declined: int
    invitations: list[InvitationLine]
    pending: PendingLine | None
    dropped: list[AnswerLine]  # the no that dropped the last change
    next_owner: str
    is_offered_to_me: bool

    @property
    def review_is_due(self) -> bool:
        return self.wording.review_on <= today()

    @property
    def free_seats(self) -> int:
        return sum(line.seats for line in self.seats) - len(self.partners) - self.waiting


def agreement_page(collaboration: Collaboration, *, user: Person, language: str) -> AgreementPage:
    """Return an agreement as `user`, a partner or the owner, sees it."""
    active = collaboration.active_partners
    me = next((each for each in active if each.person_id == user.id), None)
    is_owner = collaboration.owner_id == user.id
    holding = collaboration.holding
    waiting = _waiting(collaboration)
    partners = [partner_line(each, me=me, shows_pay=is_owner) for each in active]
    next_owner = next((each for each in active if each.person_id == collaboration.next_owner_id), None)
    return AgreementPage(
        module=collaboration.module.slug,
        title=title_of(collaboration.module, language),
        organisation=organisation_name(collaboration),
        owner=owner_name(collaboration),
        is_owner=is_owner,
        is_partner=me is not None,
        is_in_force=collaboration.is_in_force,
        started_at=_started_at(collaboration),
        ends_by=collaboration.created_at + STARTS_WITHIN,
        number=holding.number,
        wording=wording_of(holding),
        seats=seat_lines(collaboration),
        partners=partners,
        others=[line for line in partners if not line.is_me],
        missing=missing_to_start(active, waiting=len(waiting)),
        empty=empty_perspectives(active) if collaboration.is_in_force else [],
        lacks_parity=lacks_parity(active, holding.model),
        waiting=len(waiting),
        declined=_declined(collaboration) if is_owner else 0,
        invitations=[_invitation(each) for each in waiting] if is_owner else [],
        pending=_pending(collaboration, me=me, user=user),
        dropped=_dropped(collaboration, me=me),
        next_owner=next_owner.shown_name if next_owner is not None else "",
        is_offered_to_me=collaboration.next_owner_id == user.id,
    )


def partner_line(partner: Partner, *, me: Partner | None, shows_pay: bool) -> PartnerLine:
    """Return a partner as `me`, or with None an owner who is no partner, sees them."""
    is_me = me is not None and me.id == partner.id
    return PartnerLine(
        id=partner.id,
        name=partner.shown_name,
        perspective=partner.perspective if me is not None else None,
        is_me=is_me,
        is_away=partner.paused_at is not None,
        reads=partner.reads,
        influence=partner.influence,
        contribution=partner.contribution,
        hours=partner.hours_per_month,
        pay=partner.pay if is_me or shows_pay else "",
    )


def seat_lines(collaboration: Collaboration) -> list[SeatLine]:
    """Return the seats of an agreement, per perspective that has any."""
    seats = collaboration.holding.seats
    lines = []
    for perspective in Perspective:
        taken = sum(1 for each in collaboration.active_partners if each.perspective is perspective)
        if seats.get(perspective, 0) or taken:
            lines.append(SeatLine(perspective, seats.get(perspective, 0), taken))
    return lines


def owner_name(collaboration: Collaboration) -> str:
    """Return what the owner is called: as a partner by the name they chose there, else by their account's name."""
    partner = next((each for each in collaboration.active_partners if each.person_id == collaboration.owner_id), None)
    if partner is not None:
        return partner.shown_name
    return db.session.get_one(Person, collaboration.owner_id).name


def organisation_name(collaboration: Collaboration) -> str:
    """Return the name of the owner's organisation, if there is one."""
    if collaboration.organisation_id is None:
        return ""
    return db.session.get_one(Organisation, collaboration.organisation_id).name


def title_of(module: Module, language: str) -> str:
    """Return a module's title as the programme lists it."""
    return module.titles.get(language) or next(iter(module.titles.values()))


def invitation_of(collaboration: Collaboration, invitation_id: int) -> SeatInvitation | None:
    """Return an invitation of a collaboration."""
    return db.session.scalar(
        select(SeatInvitation).where(
            SeatInvitation.id == invitation_id, SeatInvitation.collaboration_id == collaboration.id
        )
    )


def _waiting(collaboration: Collaboration) -> list[SeatInvitation]:
    found = select(SeatInvitation).where(*waits(collaboration), SeatInvitation.invited_at > now() - DELETED_AFTER)
    return list(db.session.scalars(found.order_by(SeatInvitation.id)))


def _declined(collaboration: Collaboration) -> int:
    declined = select(SeatInvitation.id).where(
        SeatInvitation.collaboration_id == collaboration.id, SeatInvitation.declined_at.is_not(None)
    )
    return len(db.session.scalars(declined).all())


def _invitation(invitation: SeatInvitation) -> InvitationLine:
    return InvitationLine(invitation.id, invitation.address or "", invitation.invited_at, withdrawable_at(invitation))


def _started_at(collaboration: Collaboration) -> datetime | None:
    return next((each.in_force_at for each in collaboration.versions if each.in_force_at is not None), None)


def _pending(collaboration: Collaboration, *, me: Partner | None, user: Person) -> PendingLine | None:
    version = collaboration.pending
    if version is None:
        return None
    given = _answers(version)
    return PendingLine(
        number=version.number,
        wording=wording_of(version),
        is_end=version.is_end,
        proposed_on=version.proposed_at,
        is_mine=version.proposed_by_id == user.id,
        answers=[_answer_line(each, given.get(each.id), me=me) for each in collaboration.active_partners],
        waits_for_me=me is not None and any(seat.id not in given for seat in acting_for(user, collaboration)),
    )


def _dropped(collaboration: Collaboration, *, me: Partner | None) -> list[AnswerLine]:
    """Return who said no to the last change and why, while nothing newer was put."""
    last = collaboration.versions[-1]
    if last.dropped_at is None:
        return []
    names = {each.id: each for each in collaboration.partners}
    return [_answer_line(names[key], answer, me=me) for key, answer in _answers(last).items() if not answer.yes]


def _answers(version: AgreementVersion) -> dict[int, AgreementAnswer]:
    found = select(AgreementAnswer).where(AgreementAnswer.version_id == version.id).order_by(AgreementAnswer.id)
    return {answer.partner_id: answer for answer in db.session.scalars(found)}


def _answer_line(partner: Partner, answer: AgreementAnswer | None, *, me: Partner | None) -> AnswerLine:
    """Return where a partner stands. That a deputy spoke is for partners: it tells that two share a perspective."""
    if answer is None:
        return AnswerLine(partner.shown_name, None, "")
    spoke = me is not None and answer.by_deputy_id is not None
    deputy = db.session.get_one(Partner, answer.by_deputy_id) if spoke else None
    name = acted_words(partner.shown_name, name_words(deputy.shown_name)) if deputy else partner.shown_name
    return AnswerLine(name, answer.yes, answer.reason)
