"""One suggestion with all that belongs to it: what would be different, who said what, and what I may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import LessonRevision
from lms.studio.bodies import fitted
from lms.studio.differences import FieldDifference, body_differences
from lms.studio.joint_decisions import Standing, Waits, model_of, needs_joint_decision, partners_of, standing_of
from lms.studio.merging import Clash, merged
from lms.studio.models import (
    Draft,
    DraftBlock,
    DraftText,
    Model,
    Partner,
    Perspective,
    Suggestion,
    SuggestionKind,
    SuggestionVoice,
    Thread,
    Voice,
)
from lms.studio.policy import acting_for, can_answer_suggestion
from lms.studio.queries.comments import CommentLine, comments_of
from lms.studio.queries.drafts import place_of
from lms.studio.talk_words import block_words, name_words

Body = Mapping[str, Any]


@dataclass(frozen=True)
class VoiceLine:
    """Where a partner stands. The perspective is seen by the partners of the same collaboration only."""

    name: str
    perspective: Perspective
    voice: Voice
    reason: str
    deputy: str


@dataclass(frozen=True)
class Seat:
    """A partner I may speak for: myself, or somebody paused whose deputy I am."""

    partner_id: int
    name: str
    is_me: bool
    voice: Voice | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Mays:
    """What I may do with a suggestion now."""

    withdraw: bool
    answer: bool  # yes, with a reason; a question in words
    decline: bool
    open_vote: bool
    discuss: bool


@dataclass(frozen=True, kw_only=True)
class SuggestionPage:
    """A suggestion's page."""

    id: int
    draft_id: int
    module_slug: str
    lesson_slug: str
    block_name: str
    block: str
    block_is_gone: bool
    suggestion: Suggestion
    author: str
    is_mine: bool
    decider: str
    differences: Sequence[FieldDifference]  # from what it was when suggested
    note: str | None
    version: int  # of the text now
    has_moved: bool
    clashes: bool
    now: Sequence[FieldDifference]  # from what the text says now, if that moved
    standing: Standing | None  # of the joint decision, where one is needed or was opened
    voices: Sequence[VoiceLine]
    silent: Sequence[str]
    seats: Sequence[Seat]
    may: Mays
    comments: Sequence[CommentLine]
    thread_id: int | None
    revision: int | None
    made_at: datetime


def suggestion_page(suggestion: Suggestion, *, me: Partner | None, user: Person) -> SuggestionPage:
    """Return what a suggestion's page shows to somebody who may see it."""
    block = db.session.get_one(DraftBlock, suggestion.block_id)
    draft = db.session.get_one(Draft, suggestion.draft_id)
    module_slug, lesson_slug = place_of(draft)
    partners = {partner.id: partner for partner in _everybody(draft)}
    model = model_of(draft.collaboration_id)
    jointly = needs_joint_decision(suggestion, model) and suggestion.kind is not SuggestionKind.QUESTION
    standing = standing_of(suggestion) if jointly or suggestion.vote_opened_at else None
    text, present = _text_now(suggestion, block)
    voices = _voices(suggestion)
    thread_id = db.session.scalar(select(Thread.id).where(Thread.suggestion_id == suggestion.id))
    return SuggestionPage(
        id=suggestion.id,
        draft_id=draft.id,
        module_slug=module_slug,
        lesson_slug=lesson_slug,
        block_name=block.name,
        block=block_words(block.kind, suggestion.base),
        block_is_gone=block.deleted_at is not None,
        suggestion=suggestion,
        author=name_words(partners[suggestion.partner_id].shown_name),
        is_mine=me is not None and me.id == suggestion.partner_id,
        decider=_decider(suggestion, partners),
        differences=_differences(suggestion),
        note=suggestion.note,
        version=text.version,
        has_moved=_is_change(suggestion) and suggestion.outcome is None and present != suggestion.base,
        clashes=_clashes(suggestion, present),
        now=body_differences(present, suggestion.body) if _is_change(suggestion) else (),
        standing=standing,
        voices=[_voice(one, partners) for one in voices],
        silent=_silent(suggestion, voices),
        seats=_seats(suggestion, voices, user, draft) if suggestion.vote_opened_at else (),
        may=_mays(suggestion, me, user, model, standing),
        comments=comments_of(thread_id, me=me) if thread_id else (),
        thread_id=thread_id,
        revision=_revision(suggestion),
        made_at=suggestion.made_at,
    )


def _mays(
    suggestion: Suggestion, me: Partner | None, user: Person, model: Model | None, standing: Standing | None
) -> Mays:
    is_open = suggestion.outcome is None
    mine = me is not None and me.id == suggestion.partner_id
    answers = is_open and can_answer_suggestion(user, suggestion) and (not mine or model is Model.CO_CREATION)
    is_question = suggestion.kind is SuggestionKind.QUESTION
    closes = standing is None or standing.waits is Waits.NOTHING
    return Mays(
        withdraw=is_open and mine,
        answer=answers,
        decline=answers and not is_question and closes and model is not None,
        open_vote=answers and standing is not None and standing.waits is Waits.OPENING and model is not None,
        discuss=me is not None,
    )


def _everybody(draft: Draft) -> Sequence[Partner]:
    """Return all partners there were: a voice or a suggestion stays when its author leaves."""
    return db.session.scalars(select(Partner).where(Partner.collaboration_id == draft.collaboration_id)).all()


def _text_now(suggestion: Suggestion, block: DraftBlock) -> tuple[DraftText, Body]:
    text = next(text for text in block.texts if text.language == suggestion.language)
    return text, fitted(block.kind, block.structure, text.body)


def _is_change(suggestion: Suggestion) -> bool:
    return suggestion.kind is SuggestionKind.REPLACEMENT


def _differences(suggestion: Suggestion) -> tuple[FieldDifference, ...]:
    if suggestion.kind is SuggestionKind.REPLACEMENT:
        return body_differences(suggestion.base, suggestion.body)
    if suggestion.kind is SuggestionKind.INSERTION:
        return body_differences({}, suggestion.body)
    if suggestion.kind is SuggestionKind.DELETION:
        return body_differences(suggestion.base, {})
    return body_differences({}, {})


def _clashes(suggestion: Suggestion, present: Body) -> bool:
    if not _is_change(suggestion) or suggestion.outcome is not None:
        return False
    try:
        merged(suggestion.base, present, suggestion.body)
    except Clash:
        return True
    return False


def _voices(suggestion: Suggestion) -> Sequence[SuggestionVoice]:
    return db.session.scalars(
        select(SuggestionVoice).where(SuggestionVoice.suggestion_id == suggestion.id).order_by(SuggestionVoice.id)
    ).all()


def _voice(one: SuggestionVoice, partners: Mapping[int, Partner]) -> VoiceLine:
    partner = partners[one.partner_id]
    deputy = name_words(partners[one.by_deputy_id].shown_name) if one.by_deputy_id else ""
    return VoiceLine(name_words(partner.shown_name), partner.perspective, one.voice, one.reason, deputy)


def _silent(suggestion: Suggestion, voices: Sequence[SuggestionVoice]) -> list[str]:
    """Return who has not said where they stand, while that is asked."""
    if suggestion.vote_opened_at is None or suggestion.outcome is not None:
        return []
    spoken = {one.partner_id for one in voices}
    return [name_words(partner.shown_name) for partner in partners_of(suggestion.draft_id) if partner.id not in spoken]


def _seats(suggestion: Suggestion, voices: Sequence[SuggestionVoice], user: Person, draft: Draft) -> list[Seat]:
    if suggestion.outcome is not None:
        return []
    given = {one.partner_id: one for one in voices}
    own = next((one for one in partners_of(draft.id) if one.person_id == user.id), None)
    if own is None:
        return []
    seats = []
    for partner in acting_for(user, own.collaboration):
        one = given.get(partner.id)
        voice, reason = (one.voice, one.reason) if one else (None, "")
        seats.append(Seat(partner.id, name_words(partner.shown_name), partner.id == own.id, voice, reason))
    return seats


def _decider(suggestion: Suggestion, partners: Mapping[int, Partner]) -> str:
    partner = partners.get(suggestion.decided_by_id or 0)
    return name_words(partner.shown_name) if partner else ""


def _revision(suggestion: Suggestion) -> int | None:
    if suggestion.revision_id is None:
        return None
    return db.session.scalar(select(LessonRevision.number).where(LessonRevision.id == suggestion.revision_id))
