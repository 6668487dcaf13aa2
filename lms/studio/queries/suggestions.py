"""Suggestions as pages show them: lists with what waits for me, one with all that belongs to it, and what became of mine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, Module
from lms.studio.differences import Change, body_differences
from lms.studio.models import (
    Collaboration,
    Draft,
    DraftBlock,
    Outcome,
    Partner,
    Suggestion,
    SuggestionKind,
    SuggestionVoice,
)
from lms.studio.plain_words import LENGTH, shortened
from lms.studio.policy import suggestions_visible_to
from lms.studio.talk_words import block_words, name_words

MOST = 300


class Show(StrEnum):
    """Which suggestions a list shows."""

    OPEN = "open"
    MINE = "mine"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True)
class SuggestionLine:
    """A suggestion in a list. `waits_for_me`: others' open ones that I could answer, or say where I stand on."""

    id: int
    draft_id: int
    lesson_id: int | None
    kind: SuggestionKind
    block_name: str
    block: str
    language: str
    author: str
    is_mine: bool
    reason: str
    made_at: datetime
    outcome: Outcome | None
    has_vote: bool
    waits_for_me: bool


@dataclass(frozen=True, kw_only=True)
class Said:
    """One of my suggestions that was answered: what I said, what was done, and where it came out."""

    id: int
    module: str
    kind: SuggestionKind
    block: str
    language: str
    words: str  # those that would have come in
    reason: str
    outcome: Outcome
    answer: str
    decided_at: datetime
    revision: int | None
    came_out_at: datetime | None
    module_slug: str
    lesson_slug: str


def suggestion_visible_to(user: Person, suggestion_id: int) -> Suggestion | None:
    """Return a suggestion somebody may see."""
    return db.session.scalar(suggestions_visible_to(user).where(Suggestion.id == suggestion_id))


def block_in(draft: Draft, name: str) -> DraftBlock | None:
    """Return one of a draft's blocks that is not taken out."""
    return db.session.scalar(
        select(DraftBlock).where(
            DraftBlock.draft_id == draft.id, DraftBlock.name == name, DraftBlock.deleted_at.is_(None)
        )
    )


def suggestions_in(draft: Draft, *, me: Partner | None, show: Show = Show.OPEN) -> list[SuggestionLine]:
    """Return a draft's suggestions, the oldest open one first, the latest answered one first."""
    return _lines([Suggestion.draft_id == draft.id], me, show)


def open_suggestions(collaboration: Collaboration, *, me: Partner | None) -> list[SuggestionLine]:
    """Return what is undecided in all open drafts of a collaboration: it stays listed and holds nothing up."""
    return _lines([Draft.collaboration_id == collaboration.id, Draft.closed_at.is_(None)], me, Show.OPEN)


def open_by_block(draft_id: int) -> dict[str, int]:
    """Return how many suggestions are open on each block, by the block's name."""
    names = db.session.scalars(
        select(DraftBlock.name)
        .join(Suggestion, Suggestion.block_id == DraftBlock.id)
        .where(Suggestion.draft_id == draft_id, Suggestion.outcome.is_(None))
    )
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def you_said(user: Person, language: str) -> list[Said]:
    """Return somebody's own answered suggestions in every collaboration of theirs, the latest first."""
    rows = db.session.execute(
        select(
            Suggestion,
            DraftBlock.kind,
            Lesson.slug,
            Module.slug,
            Module.titles,
            LessonRevision.number,
            LessonRevision.created_at,
        )
        .join(Partner, Partner.id == Suggestion.partner_id)
        .join(DraftBlock, DraftBlock.id == Suggestion.block_id)
        .join(Draft, Draft.id == Suggestion.draft_id)
        .join(Lesson, Lesson.id == Draft.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .outerjoin(LessonRevision, LessonRevision.id == Suggestion.revision_id)
        .where(Partner.person_id == user.id, Suggestion.outcome.is_not(None), Suggestion.outcome != Outcome.WITHDRAWN)
        .order_by(Suggestion.decided_at.desc(), Suggestion.id.desc())
        .limit(MOST)
    ).all()
    return [_said(row, language) for row in rows]


def _words(suggestion: Suggestion) -> str:
    """Return the words a suggestion brings in, those together that stand together."""
    if suggestion.kind not in (SuggestionKind.REPLACEMENT, SuggestionKind.INSERTION):
        return ""
    before = suggestion.base if suggestion.kind is SuggestionKind.REPLACEMENT else {}
    found = (
        part.text.strip()
        for field in body_differences(before, suggestion.body)
        for paragraph in field.paragraphs
        for part in paragraph.parts
        if part.change is Change.ADDED
    )
    return shortened(" … ".join(text for text in found if text), LENGTH)


def _said(row: Any, language: str) -> Said:
    suggestion, kind, lesson_slug, module_slug, titles, number, came_out_at = row
    return Said(
        id=suggestion.id,
        module=titles.get(language) or next(iter(titles.values()), ""),
        kind=suggestion.kind,
        block=block_words(kind, suggestion.base),
        language=suggestion.language,
        words=_words(suggestion),
        reason=suggestion.reason,
        outcome=suggestion.outcome,
        answer=suggestion.answer,
        decided_at=suggestion.decided_at,
        revision=number,
        came_out_at=came_out_at,
        module_slug=module_slug,
        lesson_slug=lesson_slug,
    )


def _lines(where: Sequence[ColumnElement[bool]], me: Partner | None, show: Show) -> list[SuggestionLine]:
    query = _with_names().where(*where)
    if show is Show.OPEN:
        query = query.where(Suggestion.outcome.is_(None)).order_by(Suggestion.id)
    elif show is Show.ANSWERED:
        query = query.where(Suggestion.outcome.is_not(None)).order_by(Suggestion.decided_at.desc(), Suggestion.id)
    else:
        mine = me.id if me is not None else 0
        query = query.where(Suggestion.partner_id == mine).order_by(Suggestion.id.desc())
    rows = db.session.execute(query.limit(MOST)).all()
    spoken = _spoken((row[0].id for row in rows), me)
    return [_line(row, me, spoken) for row in rows]


def _with_names() -> Any:
    author = aliased(Partner)
    return (
        select(Suggestion, DraftBlock.name, DraftBlock.kind, author.shown_name, Draft.lesson_id)
        .join(DraftBlock, DraftBlock.id == Suggestion.block_id)
        .join(Draft, Draft.id == Suggestion.draft_id)
        .join(author, author.id == Suggestion.partner_id)
    )


def _line(row: Any, me: Partner | None, spoken: set[int]) -> SuggestionLine:
    suggestion, name, kind, author, lesson_id = row
    is_mine = me is not None and suggestion.partner_id == me.id
    voted = suggestion.vote_opened_at is not None
    is_open = suggestion.outcome is None
    waits = is_open and (suggestion.id not in spoken if voted else not is_mine)
    return SuggestionLine(
        id=suggestion.id,
        draft_id=suggestion.draft_id,
        lesson_id=lesson_id,
        kind=suggestion.kind,
        block_name=name,
        block=block_words(kind, suggestion.base),
        language=suggestion.language,
        author=name_words(author),
        is_mine=is_mine,
        reason=suggestion.reason,
        made_at=suggestion.made_at,
        outcome=suggestion.outcome,
        has_vote=voted,
        waits_for_me=waits,
    )


def _spoken(suggestions: Iterable[int], me: Partner | None) -> set[int]:
    """Return on which of the suggestions I have said where I stand."""
    if me is None:
        return set()
    return set(
        db.session.scalars(
            select(SuggestionVoice.suggestion_id).where(
                SuggestionVoice.partner_id == me.id, SuggestionVoice.suggestion_id.in_(list(suggestions))
            )
        )
    )
