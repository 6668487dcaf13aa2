"""Mediation: somebody both sides chose, both positions in their own words, and an outcome both agree to (rule 3).

A side speaks itself or, while who speaks for it pauses, through the deputy they named; nobody else speaks in its place.
"""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio import both_positions
from lms.studio.deputies import hand
from lms.studio.models import Candidate, Draft, DraftBlock, Hold, HoldEnd, Mediation, Partner, Perspective
from lms.studio.notices import tell
from lms.studio.operations import blocks, candidates
from lms.studio.paragraphs import applied
from lms.studio.parity import active_partners
from lms.studio.writers import Writer

OUTCOMES = (HoldEnd.SIDE_BY_SIDE, HoldEnd.LEFT_OUT)


def is_on_holding_side(hold: Hold, partner: Partner) -> bool:
    """Tell whether a partner speaks for the hold: whoever placed it or, when they left, others with lived experience."""
    placer = db.session.get_one(Partner, hold.partner_id)
    if placer.is_active:
        return partner.id == placer.id
    return partner.perspective is Perspective.LIVED_EXPERIENCE


def may_speak(hold: Hold, partner: Partner) -> bool:
    """Tell whether a partner is one of the two sides: who holds, or somebody without lived experience as perspective."""
    return is_on_holding_side(hold, partner) or partner.perspective is not Perspective.LIVED_EXPERIENCE


def speaker(hold: Hold, hands: Sequence[Partner]) -> Partner | None:
    """Return for whom somebody speaks who acts for these partners: themselves first. Each side speaks with one voice."""
    return next((partner for partner in hands if may_speak(hold, partner)), None)


def propose(hold: Hold, mediator: str, *, partner: Partner, by: Partner) -> Mediation:
    """Propose somebody who helps. The other side may agree, or propose somebody else."""
    mediation, deputy = _begin(hold, partner, by)
    if mediation is not None and mediation.agreed_at is not None:
        raise DomainError(_("You have both chosen somebody already. Nothing was changed."))
    if mediation is None:
        mediation = Mediation(hold_id=hold.id, mediator=mediator, proposed_by_id=partner.id, proposed_at=now())
        db.session.add(mediation)
    else:
        mediation.mediator, mediation.proposed_by_id, mediation.proposed_at = mediator, partner.id, now()
    mediation.proposed_deputy_id = deputy
    _note(hold, mediation, "mediator_proposed", by)
    return mediation


def agree(hold: Hold, *, partner: Partner, by: Partner, seen: str) -> None:
    """Agree to who was proposed. `seen` is who the page showed, so that nobody agrees to somebody else."""
    mediation, deputy = _begin(hold, partner, by)
    if mediation is None or mediation.mediator != seen:
        raise DomainError(_("Somebody else was proposed in the meantime. Nothing was agreed; look at it again."))
    if mediation.agreed_at is not None:
        return
    _refuse_own(hold, mediation.proposed_by_id, partner)
    mediation.agreed_by_id, mediation.agreed_at = partner.id, now()
    mediation.agreed_deputy_id = deputy
    _note(hold, mediation, "mediator_agreed", by)


def say(hold: Hold, position: Mapping[str, str], *, partner: Partner, by: Partner) -> None:
    """Write one's side down, in one language or more: plain words, which readers would see side by side."""
    mediation, deputy = _under_way(hold, partner, by)
    said = {language: applied("", words) for language, words in position.items() if words.strip()}
    if not said:
        raise DomainError(_("Write your side down in a few sentences."))
    side = "one" if is_on_holding_side(hold, partner) else "other"
    setattr(mediation, f"{side}_words", said)
    setattr(mediation, f"{side}_by_id", partner.id)
    setattr(mediation, f"{side}_deputy_id", deputy)
    _restart_outcome(mediation)
    _note(hold, mediation, "position_written", by)


def propose_outcome(hold: Hold, outcome: HoldEnd, *, partner: Partner, by: Partner, words: str) -> None:
    """Propose how to go on: both positions side by side, or without the part it is about.

    `words` says which positions the page showed (`both_positions.seal`): nobody proposes words they haven't seen.
    """
    mediation, deputy = _under_way(hold, partner, by)
    if outcome not in OUTCOMES:
        raise DomainError(_("Choose one of the two ways."))
    if outcome is HoldEnd.LEFT_OUT and hold.block_id is None:
        raise DomainError(_("This hold is about the whole lesson, so there is no part to leave out."))
    if outcome is HoldEnd.SIDE_BY_SIDE:
        if not both_positions.are_written(mediation):
            raise DomainError(_("Both positions must be written down first: they are what readers will see."))
        _refuse_unseen(mediation, words)
    mediation.outcome, mediation.outcome_by_id = outcome, partner.id
    mediation.outcome_deputy_id = deputy
    _note(hold, mediation, "outcome_proposed", by)


def agree_outcome(hold: Hold, *, partner: Partner, by: Partner, seen: HoldEnd, words: str) -> None:
    """Agree to the way on. The draft is changed accordingly; the hold ends when that is published."""
    mediation, deputy = _under_way(hold, partner, by)
    if mediation.outcome is not seen or mediation.outcome_by_id is None:
        raise DomainError(_("The proposal has changed in the meantime. Nothing was agreed; look at it again."))
    _refuse_own(hold, mediation.outcome_by_id, partner)
    if mediation.outcome is HoldEnd.SIDE_BY_SIDE:
        _refuse_unseen(mediation, words)
        mediation.agreed_words = both_positions.side_by_side(mediation)
    mediation.concluded_by_id, mediation.concluded_at = partner.id, now()
    mediation.concluded_deputy_id = deputy
    db.session.flush()
    _carry_out(hold, mediation, Writer(person_id=by.person_id, partner_id=by.id))
    _note(hold, mediation, "mediated", by)


def mediation_of(hold: Hold) -> Mediation | None:
    """Return a hold's mediation, if there is one."""
    found = select(Mediation).where(Mediation.hold_id == hold.id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def carried_out_by(hold: Hold, candidate: Candidate) -> HoldEnd | None:
    """Return how a candidate ends a hold after a mediation, if it does what was agreed."""
    mediation = mediation_of(hold)
    if mediation is None or mediation.concluded_at is None or candidate.made_at < mediation.concluded_at:
        return None
    names = {block["id"] for block in candidate.structure["blocks"]}
    if mediation.outcome is HoldEnd.SIDE_BY_SIDE:
        texts = {text.language: text.source for text in candidate.texts}
        name = both_positions.block_name(hold.id)
        altered = both_positions.altered(mediation, texts)
        return HoldEnd.SIDE_BY_SIDE if name in names and not altered else None
    block = db.session.get(DraftBlock, hold.block_id) if hold.block_id else None
    return HoldEnd.LEFT_OUT if block is not None and block.name not in names else None


def _carry_out(hold: Hold, mediation: Mediation, by: Writer) -> None:
    draft = db.session.get_one(Draft, hold.draft_id)
    block = db.session.get(DraftBlock, hold.block_id) if hold.block_id else None
    if mediation.outcome is HoldEnd.LEFT_OUT:
        if block is not None:
            blocks.delete(block, by=by)
        return
    name = both_positions.block_name(hold.id)
    filling = blocks.Filling(bodies=mediation.agreed_words, structure={}, name=name)
    blocks.add(draft, "text", by=by, after=block.name if block is not None else None, filling=filling)


def _begin(hold: Hold, partner: Partner, by: Partner) -> tuple[Mediation | None, int | None]:
    """Return the mediation, if there is one, and the deputy who acts, if one does."""
    draft = db.session.get_one(Draft, hold.draft_id)
    candidates.hold_collaboration(draft.collaboration_id)
    db.session.refresh(hold)
    deputy = hand(partner, by)
    if hold.ended_at is not None:
        raise DomainError(_("This hold has ended in the meantime. Nothing was changed."))
    if not may_speak(hold, partner):
        raise DomainError(_("A mediation is between whoever placed the hold and the other side."), status=403)
    mediation = mediation_of(hold)
    if mediation is not None and mediation.concluded_at is not None:
        raise DomainError(_("You have agreed on a way already. It holds; the lesson can be signed off."))
    return mediation, deputy


def _under_way(hold: Hold, partner: Partner, by: Partner) -> tuple[Mediation, int | None]:
    mediation, deputy = _begin(hold, partner, by)
    if mediation is None or mediation.agreed_at is None:
        raise DomainError(_("First choose together who helps you."))
    return mediation, deputy


def _refuse_unseen(mediation: Mediation, words: str) -> None:
    if words != both_positions.seal(mediation):
        raise DomainError(_("The words have changed in the meantime. Nothing was agreed; look at them again."))


def _refuse_own(hold: Hold, first_id: int, partner: Partner) -> None:
    first = db.session.get_one(Partner, first_id)
    if is_on_holding_side(hold, first) == is_on_holding_side(hold, partner):
        raise DomainError(_("This waits for the other side's yes."), status=403)


def _restart_outcome(mediation: Mediation) -> None:
    """Ask again about an outcome that was proposed on other words."""
    mediation.outcome = mediation.outcome_by_id = mediation.outcome_deputy_id = None


def _note(hold: Hold, mediation: Mediation, verb: str, by: Partner) -> None:
    db.session.flush()
    record(Area.STUDIO, verb, "mediation", mediation.id, by=by.person_id)
    draft = db.session.get_one(Draft, hold.draft_id)
    assert draft.collaboration_id is not None
    others = [each for each in active_partners(draft.collaboration_id) if each.id != by.id]
    tell(others, "mediation", draft_id=draft.id, thing_id=hold.id)
