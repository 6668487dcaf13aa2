"""Signing one text, and taking that back while it isn't published."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import LessonText
from lms.studio.deputies import hand
from lms.studio.models import Candidate, CandidateText, Partner, Publication, SignOff
from lms.studio.notices import tell
from lms.studio.operations import candidates, holding
from lms.studio.parity import active_partners


def sign(text: CandidateText, digest: str, *, partner: Partner, by: Partner) -> None:
    """Sign exactly the text that was seen; its digest says which that was. Signing twice is once.

    `by` is the partner, or the deputy they named while they pause.
    """
    candidate = candidates.held(db.session.get_one(Candidate, text.candidate_id))
    _refuse_what_does_not_count(text, digest, partner)
    if _sign_off(text, partner) is not None:
        return
    deputy = hand(partner, by)
    db.session.add(SignOff(text_id=text.id, partner_id=partner.id, digest=digest, by_deputy_id=deputy, signed_at=now()))
    db.session.flush()
    record(Area.STUDIO, "signed", "candidate", candidate.id, by=by.person_id)
    holding.end_what_changed(candidate)
    others = [each for each in active_partners(candidate.collaboration_id) if each.id != by.id]
    tell(others, "signed", draft_id=candidate.draft_id, thing_id=candidate.id)


def take_back(text: CandidateText, *, partner: Partner, by: Partner) -> None:
    """Take one's own sign-off back. Once the text is published it stays: then a hold is the way."""
    candidate = db.session.get_one(Candidate, text.candidate_id)
    candidates.hold_collaboration(candidate.collaboration_id)
    hand(partner, by)
    sign_off = _sign_off(text, partner)
    if sign_off is None:
        return
    if is_published(text):
        raise DomainError(
            _("This text is published, so your sign-off stays. If something is wrong with it, place a hold.")
        )
    db.session.delete(sign_off)
    db.session.flush()
    record(Area.STUDIO, "took_back", "candidate", candidate.id, by=by.person_id)


def is_published(text: CandidateText) -> bool:
    """Tell whether a candidate's text has been published."""
    found = (
        select(Publication.id)
        .join(LessonText, LessonText.revision_id == Publication.revision_id)
        .where(Publication.candidate_id == text.candidate_id, LessonText.language == text.language)
    )
    return db.session.scalar(found.limit(1)) is not None


def _sign_off(text: CandidateText, partner: Partner) -> SignOff | None:
    return db.session.scalar(select(SignOff).where(SignOff.text_id == text.id, SignOff.partner_id == partner.id))


def _refuse_what_does_not_count(text: CandidateText, digest: str, partner: Partner) -> None:
    if digest != text.digest:
        raise DomainError(
            _(
                "The lesson has changed since you opened this page. Nothing was signed or published. "
                "Here you see what is new."
            )
        )
    if text.language not in partner.reads:
        raise DomainError(
            _(
                "A sign-off counts only in a language you said you read. You can change that in the agreement, under “Me”."
            )
        )
