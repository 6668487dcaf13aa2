"""A hold: placed by a lived-experience partner, with a reason, and ended as rule 3 says."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum import digests
from lms.curriculum.models import Lesson, LessonText
from lms.studio import documents
from lms.studio.deputies import hand
from lms.studio.models import (
    Candidate,
    CandidateText,
    Collaboration,
    Draft,
    DraftBlock,
    DraftChange,
    Hold,
    HoldEnd,
    Partner,
    Perspective,
    PublicationKind,
)
from lms.studio.notices import tell
from lms.studio.operations import candidates, mediating
from lms.studio.parity import active_partners, both_signed


def place(draft: Draft, reason: str, *, block: DraftBlock | None, partner: Partner, by: Partner) -> Hold:
    """Hold a lesson. The same partner's hold that is open already is the one that stands."""
    candidates.hold_collaboration(draft.collaboration_id)
    deputy = hand(partner, by)
    if partner.perspective is not Perspective.LIVED_EXPERIENCE:
        raise DomainError(_("Only a partner with lived experience can place a hold."), status=403)
    there = next((hold for hold in open_holds(draft) if hold.partner_id == partner.id), None)
    if there is not None:
        return there
    standing = candidates.standing(draft)
    assert draft.lesson_id is not None
    hold = Hold(
        draft_id=draft.id,
        lesson_id=draft.lesson_id,
        candidate_id=standing.id if standing else None,
        block_id=block.id if block else None,
        partner_id=partner.id,
        reason=reason,
        placed_at=now(),
        by_deputy_id=deputy,
        held=_digests_of(draft),
    )
    db.session.add(hold)
    db.session.flush()
    record(Area.STUDIO, "held", "draft", draft.id, by=None)  # a name would tell who has lived experience
    _tell(hold, "hold", but=by)
    return hold


def withdraw(hold: Hold, *, partner: Partner, by: Partner) -> None:
    """Take a hold back: only whoever placed it can, or their deputy while they pause; after the work together, too."""
    _lock(hold)
    deputy = hand(partner, by)
    if hold.partner_id != partner.id:
        raise DomainError(_("Only the person who placed a hold can take it back."), status=403)
    if hold.ended_at is None:
        hold.ended_deputy_id = deputy
        end(hold, HoldEnd.WITHDRAWN, by=by)


def end_what_changed(candidate: Candidate) -> None:
    """End the holds that a change has answered: one that both perspectives have signed now."""
    if candidate.kind is PublicationKind.WITHDRAWAL or candidate.is_small_fix:
        return
    for hold in open_holds(db.session.get_one(Draft, candidate.draft_id)):
        if _answers(candidate, hold) and mediating.carried_out_by(hold, candidate) is None:
            end(hold, HoldEnd.CHANGED, candidate=candidate)


def end(hold: Hold, how: HoldEnd, *, candidate: Candidate | None = None, by: Partner | None = None) -> None:
    """End a hold. The collaboration is held by the caller."""
    hold.ended_by_candidate_id = candidate.id if candidate else None
    hold.ended_at, hold.how_ended = now(), how
    db.session.flush()
    record(Area.STUDIO, "hold_ended", "draft", hold.draft_id, by=None)
    _tell(hold, "hold_ended", but=by)


def open_holds(draft: Draft) -> list[Hold]:
    """Return the holds on a draft's lesson that have not ended."""
    found = select(Hold).where(Hold.lesson_id == draft.lesson_id, Hold.ended_at.is_(None)).order_by(Hold.id)
    return list(db.session.scalars(found.execution_options(populate_existing=True)))


def _answers(candidate: Candidate, hold: Hold) -> bool:
    """Tell whether a candidate came after a hold and says something else than what was held, and both signed that."""
    later = hold.candidate_id is None or candidate.id > hold.candidate_id
    if not later or candidate.made_at < hold.placed_at:
        return False
    held = {*hold.held, *_held_digests(hold)}
    changed = [text.language for text in candidate.texts if text.digest not in held]
    if not both_signed(candidate, changed):
        return False
    return candidate.kind is PublicationKind.BACK or _was_written_since(candidate.draft_id, hold)


def _was_written_since(draft_id: int, hold: Hold) -> bool:
    """Tell whether a draft has changed since a hold: freezing what stood in it already is no answer."""
    changes = select(DraftChange.id).join(DraftBlock, DraftBlock.id == DraftChange.block_id)
    later = changes.where(DraftBlock.draft_id == draft_id, DraftChange.made_at > hold.placed_at)
    return db.session.scalar(later.limit(1)) is not None


def _held_digests(hold: Hold) -> set[str]:
    """Return the digests of the texts that were frozen or, without any, published when a hold was placed."""
    found = select(CandidateText.digest).where(CandidateText.candidate_id == hold.candidate_id)
    if hold.candidate_id is None:
        published = select(LessonText.digest).join(Lesson, Lesson.current_id == LessonText.revision_id)
        found = published.where(Lesson.id == hold.lesson_id)
    return set(db.session.scalars(found))


def _digests_of(draft: Draft) -> list[str]:
    """Return the digests of a draft's texts as they stand."""
    structure, texts = documents.freeze(draft)
    return sorted(digests.of_text(structure, text) for text in texts.values())


def _lock(hold: Hold) -> None:
    draft = db.session.get_one(Draft, hold.draft_id)
    db.session.execute(
        select(Collaboration.id).where(Collaboration.id == draft.collaboration_id).with_for_update(of=Collaboration)
    )
    db.session.refresh(hold)


def _tell(hold: Hold, kind: str, *, but: Partner | None) -> None:
    draft = db.session.get_one(Draft, hold.draft_id)
    assert draft.collaboration_id is not None
    others = [each for each in active_partners(draft.collaboration_id) if but is None or each.id != but.id]
    tell(others, kind, draft_id=hold.draft_id, thing_id=hold.id)
