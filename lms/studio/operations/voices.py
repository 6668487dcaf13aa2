"""The joint decision on a suggestion (rule 3): somebody asks for it, everybody is told, each says where they stand."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.deputies import hand
from lms.studio.joint_decisions import model_of, needs_joint_decision, partners_of
from lms.studio.models import (
    Draft,
    Notice,
    Partner,
    Suggestion,
    SuggestionKind,
    SuggestionVoice,
    Voice,
)
from lms.studio.notices import tell
from lms.studio.operations.suggesting import lock, refuse_decided


def open_vote(suggestion: Suggestion, *, by: Partner) -> None:
    """Ask everybody whether a suggestion may be declined. Asking twice changes nothing."""
    lock(suggestion)
    refuse_decided(suggestion)
    if suggestion.vote_opened_at is not None:
        return
    model = model_of(by.collaboration_id)
    if model is None:
        raise DomainError(_("Decisions need an agreement that is in force. The suggestion stays open until then."))
    if suggestion.kind is SuggestionKind.QUESTION or not needs_joint_decision(suggestion, model):
        raise DomainError(_("This one needs no joint decision: it can be answered with a reason."))
    suggestion.vote_opened_at = now()
    record(Area.STUDIO, "opened", "joint_decision", suggestion.id, by=by.person_id)
    tell(partners_of(suggestion.draft_id), "vote_opened", draft_id=suggestion.draft_id, thing_id=suggestion.id)


def give_voice(suggestion: Suggestion, voice: Voice, *, reason: str, partner: Partner, by: Partner) -> SuggestionVoice:
    """Say where `partner` stands on declining; `by` is the partner or, while they are paused, their deputy.

    Until the decision is closed one may change one's mind.
    """
    lock(suggestion)
    refuse_decided(suggestion)
    if suggestion.vote_opened_at is None:
        raise DomainError(_("Nobody has asked for a joint decision on this yet."))
    moment, deputy = now(), hand(partner, by)
    given = db.session.scalar(
        select(SuggestionVoice).where(
            SuggestionVoice.suggestion_id == suggestion.id, SuggestionVoice.partner_id == partner.id
        )
    )
    if given is None:
        given = SuggestionVoice(suggestion_id=suggestion.id, partner_id=partner.id)
        db.session.add(given)
    given.voice, given.reason, given.given_at = voice, reason, moment
    given.by_deputy_id = deputy
    record(Area.STUDIO, "spoke", "joint_decision", suggestion.id, by=by.person_id)
    db.session.flush()
    return given


def tell_newcomers() -> None:
    """Tell who joined after a joint decision was opened: their five working days begin now."""
    open_votes = db.session.execute(
        select(Suggestion.id, Suggestion.draft_id, Partner)
        .join(Draft, Draft.id == Suggestion.draft_id)
        .join(Partner, Partner.collaboration_id == Draft.collaboration_id)
        .where(
            Suggestion.vote_opened_at.is_not(None),
            Suggestion.outcome.is_(None),
            Partner.left_at.is_(None),
            ~select(Notice.id)
            .where(Notice.partner_id == Partner.id, Notice.kind == "vote_opened", Notice.thing_id == Suggestion.id)
            .exists(),
        )
    )
    for suggestion_id, draft_id, partner in open_votes.all():
        tell([partner], "vote_opened", draft_id=draft_id, thing_id=suggestion_id)
