"""A hold as partners see it: the reason, who may do what next, and how it ended (rule 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from lms.core.db import db
from lms.studio import both_positions
from lms.studio.block_forms.words import kind_name
from lms.studio.documents import live_blocks
from lms.studio.models import Draft, DraftBlock, Hold, HoldEnd, Mediation, Partner
from lms.studio.operations import mediating
from lms.studio.paragraphs import plain
from lms.studio.queries.drafts import words_of
from lms.studio.talk_words import acted_words, name_words


@dataclass(frozen=True)
class PartLine:
    """A part of a draft that a hold may be about."""

    id: int
    heading: str
    block: DraftBlock


@dataclass(frozen=True, kw_only=True)
class Position:
    """One side's words by language, and who wrote them down."""

    words: Mapping[str, str]
    name: str


@dataclass(frozen=True, kw_only=True)
class HoldPage:
    """A hold, with what the reader's side is asked for. `speaks_for` is who they stand in for in the mediation, if anybody.

    `together` is the part in which both positions would stand, by language; `seal` says which words these are.
    """

    id: int
    name: str
    about: str
    reason: str
    placed_at: datetime
    is_mine: bool
    takes_back_for: str
    how_ended: HoldEnd | None
    ended_at: datetime | None
    ended_by: str
    may_speak: bool
    speaks_for: str
    mediator: str
    mediator_by: str
    mediator_waits_for_me: bool
    mediator_agreed: bool
    my_position: Mapping[str, str]
    positions: tuple[Position, Position]
    together: Mapping[str, Mapping[str, str]]
    seal: str
    outcome: HoldEnd | None
    outcome_by: str
    outcome_waits_for_me: bool
    concluded: bool
    can_leave_out: bool
    has_ended: bool  # the work together in which it was placed


def parts_of(draft: Draft, language: str) -> list[PartLine]:
    """Return a draft's parts by their headings."""
    return [PartLine(block.id, _heading(block, language), block) for block in live_blocks(draft)]


def hold_page(hold: Hold, me: Partner, hands: Sequence[Partner], language: str) -> HoldPage:
    """Return a hold as a partner sees it who acts for `hands`: themselves, and whoever named them for a pause."""
    block = db.session.get(DraftBlock, hold.block_id) if hold.block_id else None
    theirs = next((hand for hand in hands if hand.id == hold.partner_id), None)
    voice = mediating.speaker(hold, hands)
    return HoldPage(
        id=hold.id,
        name=_acted(hold.partner_id, hold.by_deputy_id),
        about=_heading(block, language) if block is not None else "",
        reason=hold.reason,
        placed_at=hold.placed_at,
        is_mine=theirs is not None,
        takes_back_for=_for_whom(theirs, me),
        how_ended=hold.how_ended,
        ended_at=hold.ended_at,
        ended_by=_acted(hold.partner_id, hold.ended_deputy_id) if hold.ended_deputy_id else "",
        may_speak=voice is not None,
        speaks_for=_for_whom(voice, me),
        can_leave_out=hold.block_id is not None,
        has_ended=me.collaboration.ended_at is not None,
        **_mediated(hold, voice),
    )


def _mediated(hold: Hold, voice: Partner | None) -> dict[str, Any]:
    """Return how far a mediation is, for somebody who speaks as `voice`, or listens."""
    mediation = mediating.mediation_of(hold) or Mediation(one_words={}, other_words={})
    written = both_positions.are_written(mediation)
    positions = tuple(
        Position(words={code: plain(said) for code, said in words.items()}, name=_acted(by, deputy))
        for words, by, deputy in (
            (mediation.one_words, mediation.one_by_id, mediation.one_deputy_id),
            (mediation.other_words, mediation.other_by_id, mediation.other_deputy_id),
        )
    )
    mine = voice is not None and mediating.is_on_holding_side(hold, voice)
    return {
        "mediator": mediation.mediator or "",
        "mediator_by": _acted(mediation.proposed_by_id, mediation.proposed_deputy_id),
        "mediator_waits_for_me": _waits(hold, mediation, voice, "proposed_by_id", "agreed_at"),
        "mediator_agreed": mediation.agreed_at is not None,
        "my_position": positions[0 if mine else 1].words if voice is not None else {},
        "positions": positions,
        "together": (mediation.agreed_words or both_positions.side_by_side(mediation)) if written else {},
        "seal": both_positions.seal(mediation),
        "outcome": mediation.outcome,
        "outcome_by": _acted(mediation.outcome_by_id, mediation.outcome_deputy_id),
        "outcome_waits_for_me": _waits(hold, mediation, voice, "outcome_by_id", "concluded_at"),
        "concluded": mediation.concluded_at is not None,
    }


def _waits(hold: Hold, mediation: Mediation, voice: Partner | None, proposer: str, answered: str) -> bool:
    """Tell whether a proposal of the other side waits for the reader's yes."""
    first = getattr(mediation, proposer)
    if first is None or getattr(mediation, answered) is not None or voice is None:
        return False
    other = db.session.get_one(Partner, first)
    return mediating.is_on_holding_side(hold, other) != mediating.is_on_holding_side(hold, voice)


def _for_whom(partner: Partner | None, me: Partner) -> str:
    return name_words(partner.shown_name) if partner is not None and partner.id != me.id else ""


def _acted(partner_id: int | None, deputy_id: int | None) -> str:
    """Return whose act it was and, where a deputy acted for them, that these did."""
    if partner_id is None:
        return ""
    ids = [partner_id, *([deputy_id] if deputy_id else [])]
    rows = db.session.execute(select(Partner.id, Partner.shown_name).where(Partner.id.in_(ids)))
    names = {row.id: name_words(row.shown_name) for row in rows}
    return acted_words(names[partner_id], names[deputy_id] if deputy_id else "")


def _heading(block: DraftBlock, language: str) -> str:
    return words_of(block, language) or kind_name(block.kind)
