"""A hold as partners see it: the reason, who may do what next, and how it ended (rule 3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.studio.documents import live_blocks
from lms.studio.models import Draft, DraftBlock, Hold, HoldEnd, Mediation, Partner
from lms.studio.operations import mediating
from lms.studio.talk_words import name_words


@dataclass(frozen=True)
class PartLine:
    """A part of a draft that a hold may be about."""

    id: int
    heading: str
    block: DraftBlock


@dataclass(frozen=True, kw_only=True)
class HoldPage:
    """A hold. `my_turn` is what the reader's side is asked for: mediator, outcome, or nothing."""

    id: int
    name: str
    about: str
    reason: str
    placed_at: datetime
    is_mine: bool
    how_ended: HoldEnd | None
    ended_at: datetime | None
    may_speak: bool
    mediator: str
    mediator_by: str
    mediator_waits_for_me: bool
    mediator_agreed: bool
    my_position: str
    positions: tuple[str, str]
    outcome: HoldEnd | None
    outcome_by: str
    outcome_waits_for_me: bool
    concluded: bool
    can_leave_out: bool


def parts_of(draft: Draft, language: str) -> list[PartLine]:
    """Return a draft's parts by their headings."""
    return [PartLine(block.id, _heading(block, language), block) for block in live_blocks(draft)]


def hold_page(hold: Hold, me: Partner, language: str) -> HoldPage:
    """Return a hold as a partner sees it."""
    block = db.session.get(DraftBlock, hold.block_id) if hold.block_id else None
    mediation = mediating.mediation_of(hold)
    mine = mediating.is_on_holding_side(hold, me)
    speaks = mediating.may_speak(hold, me)
    return HoldPage(
        id=hold.id,
        name=_name(hold.partner_id),
        about=_heading(block, language) if block is not None else "",
        reason=hold.reason,
        placed_at=hold.placed_at,
        is_mine=hold.partner_id == me.id,
        how_ended=hold.how_ended,
        ended_at=hold.ended_at,
        may_speak=speaks,
        mediator=mediation.mediator if mediation else "",
        mediator_by=_name(mediation.proposed_by_id) if mediation else "",
        mediator_waits_for_me=_waits(hold, mediation, me, "proposed_by_id", "agreed_at"),
        mediator_agreed=mediation is not None and mediation.agreed_at is not None,
        my_position=_my_position(mediation, mine=mine) if speaks else "",
        positions=(mediation.one_position, mediation.other_position) if mediation else ("", ""),
        outcome=mediation.outcome if mediation else None,
        outcome_by=_name(mediation.outcome_by_id) if mediation else "",
        outcome_waits_for_me=_waits(hold, mediation, me, "outcome_by_id", "concluded_at"),
        concluded=mediation is not None and mediation.concluded_at is not None,
        can_leave_out=hold.block_id is not None,
    )


def _waits(hold: Hold, mediation: Mediation | None, me: Partner, proposer: str, answered: str) -> bool:
    """Tell whether a proposal of the other side waits for the reader's yes."""
    first = getattr(mediation, proposer, None)
    if first is None or getattr(mediation, answered) is not None or not mediating.may_speak(hold, me):
        return False
    other = db.session.get_one(Partner, first)
    return mediating.is_on_holding_side(hold, other) != mediating.is_on_holding_side(hold, me)


def _my_position(mediation: Mediation | None, *, mine: bool) -> str:
    if mediation is None:
        return ""
    return mediation.one_position if mine else mediation.other_position


def _name(partner_id: int | None) -> str:
    if partner_id is None:
        return ""
    return name_words(db.session.scalar(select(Partner.shown_name).where(Partner.id == partner_id)))


def _heading(block: DraftBlock, language: str) -> str:
    bodies = {text.language: text.body for text in block.texts}
    for code in (language, *LANGUAGES):
        body = bodies.get(code, {})
        if words := body.get("heading") or body.get("title"):
            return str(words)
    return block.name
