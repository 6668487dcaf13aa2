"""Answering a suggestion: taking it into the draft, declining it, answering a question, each with a reason."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES
from lms.studio.bodies import fitted
from lms.studio.joint_decisions import Waits, model_of, needs_joint_decision, standing_of
from lms.studio.merging import Clash, merged
from lms.studio.models import (
    Collaboration,
    Draft,
    DraftBlock,
    Model,
    Outcome,
    Partner,
    Suggestion,
    SuggestionKind,
)
from lms.studio.notices import tell
from lms.studio.operations import blocks, texts
from lms.studio.operations.suggesting import INSERTED, lock, refuse_decided
from lms.studio.writers import Writer


class Moved(DomainError):  # noqa: N818 (nothing went wrong: two people wrote)
    """The words have changed since, in the same place: a person has to look at both."""


def accept(suggestion: Suggestion, *, answer: str, by: Writer, over: int | None = None) -> None:
    """Take a suggestion into the draft. What changed since is kept; where both changed the same, Moved is raised.

    `over` is the version somebody has seen beside the suggestion, choosing the suggestion's words all the same.
    """
    lock(suggestion)
    refuse_decided(suggestion)
    _refuse_who_may_not(suggestion, by)
    if suggestion.kind is SuggestionKind.QUESTION:
        raise DomainError(_("A question is answered in words."))
    block = db.session.get_one(DraftBlock, suggestion.block_id)
    if suggestion.kind is SuggestionKind.DELETION:
        blocks.delete(block, by=by)
    elif suggestion.kind is SuggestionKind.INSERTION:
        _insert(block, suggestion, by)
    else:
        _replace(block, suggestion, by, over)
    _decide(suggestion, Outcome.ACCEPTED, answer, by)


def decline(suggestion: Suggestion, *, answer: str, by: Writer) -> None:
    """Decline a suggestion with a reason. A lived-experience partner's only after a joint decision (rule 3)."""
    lock(suggestion)
    refuse_decided(suggestion)
    _refuse_who_may_not(suggestion, by)
    if suggestion.kind is SuggestionKind.QUESTION:
        raise DomainError(_("A question is answered in words."))
    model = _model(suggestion)
    if model is None:
        raise DomainError(_("Decisions need an agreement that is in force. The suggestion stays open until then."))
    if needs_joint_decision(suggestion, model):
        _refuse_overruling(suggestion)
    _decide(suggestion, Outcome.DECLINED, answer, by)


def answer_question(suggestion: Suggestion, *, answer: str, by: Writer) -> None:
    """Answer a question."""
    lock(suggestion)
    refuse_decided(suggestion)
    _refuse_who_may_not(suggestion, by)
    if suggestion.kind is not SuggestionKind.QUESTION:
        raise DomainError(_("This is a change somebody would like: say yes or no to it, with a reason."))
    _decide(suggestion, Outcome.ANSWERED, answer, by)


def _replace(block: DraftBlock, suggestion: Suggestion, by: Writer, over: int | None) -> None:
    texts.refuse_closed(block)
    text = texts.locked_text(block, suggestion.language)
    body = suggestion.body or {}
    if over != text.version:
        try:
            body = merged(suggestion.base, text.body, suggestion.body)
        except Clash as clash:
            raise Moved(
                _(
                    "The words have been changed in the same place since this was suggested. Nothing was changed now: "
                    "look at both below, and choose."
                )
            ) from clash
    note = text.note if suggestion.note is None else suggestion.note
    texts.save(block, suggestion.language, body=body, note=note, base_version=text.version, by=by)


def _insert(block: DraftBlock, suggestion: Suggestion, by: Writer) -> None:
    draft = db.session.get_one(Draft, suggestion.draft_id)
    words = suggestion.body or {}
    bodies = {code: fitted(INSERTED, {}, {}) for code in LANGUAGES} | {suggestion.language: words}
    heading = str(words.get("heading", ""))
    notes = {suggestion.language: suggestion.note} if suggestion.note else {}
    filling = blocks.Filling(bodies=bodies, notes=notes)
    blocks.add(draft, INSERTED, by=by, after=block.name, heading=heading, filling=filling)


def _refuse_who_may_not(suggestion: Suggestion, by: Writer) -> None:
    collaboration = _collaboration(suggestion)
    if model_of(collaboration.id) is Model.CO_CREATION:
        if collaboration.owner_id != by.person_id:
            raise DomainError(_("In co-creation the owner answers suggestions, always with a reason."), status=403)
    elif by.partner_id is None:
        raise DomainError(_("Only partners answer suggestions."), status=403)
    elif by.partner_id == suggestion.partner_id:
        raise DomainError(_("Somebody else answers your suggestion. You can take it back at any time."), status=403)


def _refuse_overruling(suggestion: Suggestion) -> None:
    sentences = {
        Waits.OPENING: _("This can be declined only together. Ask everybody first where they stand."),
        Waits.NO: _("Somebody said no. The suggestion stays open and listed; it holds nothing up."),
        Waits.PAUSE: _("Somebody is paused and has not said where they stand. We wait for them."),
        Waits.DAYS: _("Everybody has five working days to say where they stand. They are not over yet."),
        Waits.VOICES: _(
            "A yes or “I can live with it” is needed from lived experience and from the professionals. Silence is no yes."
        ),
    }
    waits = standing_of(suggestion).waits
    if waits is not Waits.NOTHING:
        raise DomainError(sentences[waits])


def _decide(suggestion: Suggestion, outcome: Outcome, answer: str, by: Writer) -> None:
    suggestion.outcome, suggestion.answer = outcome, answer
    suggestion.decided_at, suggestion.decided_by_id = now(), by.partner_id
    db.session.flush()
    record(Area.STUDIO, outcome.value, "suggestion", suggestion.id, by=by.person_id)
    author = db.session.get_one(Partner, suggestion.partner_id)
    if author.is_active and author.id != by.partner_id:
        tell(
            [author],
            "suggestion_answered",
            draft_id=suggestion.draft_id,
            thing_id=suggestion.id,
            but={by.partner_id},
        )


def _model(suggestion: Suggestion) -> Model | None:
    return model_of(_collaboration(suggestion).id)


def _collaboration(suggestion: Suggestion) -> Collaboration:
    return db.session.scalars(
        select(Collaboration)
        .join(Draft, Draft.collaboration_id == Collaboration.id)
        .where(Draft.id == suggestion.draft_id)
    ).one()
