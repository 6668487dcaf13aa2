"""How equal is it? Figures of one module's work, for its partners: beside the model they agreed on.

Perspectives are compared only where at least three people share each one that is shown (rule 5): otherwise what one person
did could be read from it, and there are figures by kind of decision instead. Days on which anybody paused never count
(rule 11).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, LessonText
from lms.studio.models import (
    HEAD,
    AgreementVersion,
    Candidate,
    Collaboration,
    Draft,
    DraftBlock,
    DraftChange,
    Hold,
    Model,
    Outcome,
    Partner,
    Pause,
    Perspective,
    Publication,
    SignOff,
    Suggestion,
)
from lms.studio.published_words import shares

FEWEST = 3  # people who share a perspective, before it is shown
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Group:
    """What those who share a perspective did. `perspective` is None for all the others together."""

    perspective: Perspective | None
    people: int
    decisions: int
    words: int
    days: float | None  # median wait of their suggestions and holds


@dataclass(frozen=True, kw_only=True)
class DecisionKind:
    """Decisions of one kind, whoever made them."""

    name: str
    count: int
    open: int
    days: float | None


@dataclass(frozen=True, kw_only=True)
class Equality:
    """A module's figures. `groups` is empty where a perspective would give a person away."""

    model: Model | None
    partners: int
    groups: tuple[Group, ...]
    kinds: tuple[DecisionKind, ...]
    words: int
    words_of_partners: int


@dataclass(frozen=True)
class _Published:
    """What a lesson shows: when its draft was frozen, the parts it holds and the languages it is there in."""

    frozen_at: datetime
    blocks: tuple[str, ...]
    languages: list[str]


@dataclass(frozen=True)
class _Answer:
    partner_id: int
    kind: str
    asked: datetime
    ended: datetime | None


def equality(collaboration: Collaboration) -> Equality:
    """Return the figures of one collaboration."""
    partners = db.session.scalars(select(Partner).where(Partner.collaboration_id == collaboration.id)).all()
    words = _words(collaboration)
    answers, decided = _answers(collaboration), _decided(collaboration)
    pauses = _pauses(collaboration)
    waits = [(each, waited(each.asked, each.ended, pauses)) for each in answers if each.ended is not None]
    grouped = groups_of({partner.id: partner.perspective for partner in partners})
    return Equality(
        model=_model(collaboration),
        partners=len(partners),
        groups=tuple(
            Group(
                perspective=perspective,
                people=len(members),
                decisions=sum(decided[member] for member in members),
                words=sum(words[member] for member in members),
                days=_middle(days for each, days in waits if each.partner_id in members),
            )
            for perspective, members in grouped.items()
        ),
        kinds=_kinds(answers, waits, collaboration),
        words=sum(words.values()),
        words_of_partners=sum(count for owner, count in words.items() if owner is not None),
    )


def groups_of(perspectives: Mapping[int, Perspective]) -> dict[Perspective | None, set[int]]:
    """Return partners by perspective where nobody can be told by elimination; else nothing at all."""
    by_perspective: dict[Perspective | None, set[int]] = defaultdict(set)
    for partner_id, perspective in perspectives.items():
        by_perspective[perspective].add(partner_id)
    shown = {perspective: people for perspective, people in by_perspective.items() if len(people) >= FEWEST}
    others = set(perspectives) - {one for people in shown.values() for one in people}
    if others and len(others) < FEWEST:
        return {}
    return shown | ({None: others} if others and shown else {})


def waited(asked: datetime, ended: datetime, pauses: list[tuple[datetime, datetime]]) -> float:
    """Return the days between two moments, without those on which anybody paused."""
    paused, reached = timedelta(), asked
    for began, back in sorted(pauses):
        start, end = max(began, reached), min(back, ended)
        if end > start:
            paused += end - start
            reached = end
    return (ended - asked - paused) / DAY


def _words(collaboration: Collaboration) -> Counter[int | None]:
    """Count who brought in the words that are published now: of each lesson, by what had been written when it was frozen."""
    published = _published(collaboration)
    rows = db.session.execute(
        select(
            Draft.lesson_id, DraftBlock.name, DraftChange.language, DraftChange.state, DraftChange.partner_id,
            DraftChange.made_at,
        )
        .join(DraftBlock, DraftBlock.id == DraftChange.block_id)
        .join(Draft, Draft.id == DraftBlock.draft_id)
        .where(Draft.collaboration_id == collaboration.id, Draft.lesson_id.in_(list(published)), DraftChange.language != "")
        .order_by(Draft.id, DraftChange.id)
    )  # fmt: skip
    changes = (
        ((row.lesson_id, row.name, row.language), row.state.get("body"), row.partner_id)
        for row in rows
        if row.made_at <= published[row.lesson_id].frozen_at
    )
    standing = {
        (lesson, name, language)
        for lesson, text in published.items()
        for name in text.blocks
        for language in text.languages
    }
    return shares(changes, standing)


def _published(collaboration: Collaboration) -> dict[int, _Published]:
    """Return the lessons that show what this collaboration published. A text shown again was frozen when it was new."""
    same = aliased(Candidate)
    first = select(func.min(same.made_at)).where(same.lesson_id == Candidate.lesson_id, same.digest == Candidate.digest)
    rows = db.session.execute(
        select(Lesson.id, LessonRevision.structure, LessonText.language, first.scalar_subquery().label("frozen_at"))
        .join(LessonRevision, LessonRevision.id == Lesson.current_id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .join(Publication, Publication.revision_id == LessonRevision.id)
        .join(Candidate, Candidate.id == Publication.candidate_id)
        .where(Candidate.collaboration_id == collaboration.id)
    )
    found: dict[int, _Published] = {}
    for row in rows:
        blocks = (HEAD, *(block["id"] for block in row.structure["blocks"]))
        found.setdefault(row.id, _Published(row.frozen_at, blocks, [])).languages.append(row.language)
    return found


def _answers(collaboration: Collaboration) -> list[_Answer]:
    """Return what somebody put to the others: suggestions, questions and holds. What was taken back was not answered."""
    suggestions = db.session.scalars(
        select(Suggestion)
        .join(Draft, Draft.id == Suggestion.draft_id)
        .where(Draft.collaboration_id == collaboration.id)
        .where(Suggestion.outcome.is_(None) | (Suggestion.outcome != Outcome.WITHDRAWN))
    )
    holds = db.session.scalars(
        select(Hold).join(Draft, Draft.id == Hold.draft_id).where(Draft.collaboration_id == collaboration.id)
    )
    asked = [
        _Answer(
            one.partner_id, "question" if one.kind.value == "question" else "suggestion", one.made_at, one.decided_at
        )
        for one in suggestions
    ]
    return asked + [_Answer(one.partner_id, "hold", one.placed_at, one.ended_at) for one in holds]


def _decided(collaboration: Collaboration) -> Counter[int | None]:
    """Count the decisions each partner made: answers to suggestions, sign-offs, and publications."""
    mates = select(Partner.id).where(Partner.collaboration_id == collaboration.id)
    answered = Suggestion.decided_by_id.in_(mates), Suggestion.outcome != Outcome.WITHDRAWN
    return (
        Counter(db.session.scalars(select(Suggestion.decided_by_id).where(*answered)))
        + Counter(db.session.scalars(select(SignOff.partner_id).where(SignOff.partner_id.in_(mates))))
        + Counter(db.session.scalars(select(Publication.partner_id).where(Publication.partner_id.in_(mates))))
    )


def _pauses(collaboration: Collaboration) -> list[tuple[datetime, datetime]]:
    rows = db.session.execute(
        select(Pause.began_at, Pause.ended_at)
        .join(Partner, Partner.id == Pause.partner_id)
        .where(Partner.collaboration_id == collaboration.id)
    )
    return [(began, ended or now()) for began, ended in rows]


def _kinds(
    answers: list[_Answer], waits: list[tuple[_Answer, float]], collaboration: Collaboration
) -> tuple[DecisionKind, ...]:
    made = tuple(
        DecisionKind(
            name=name,
            count=sum(1 for each in answers if each.kind == name and each.ended is not None),
            open=sum(1 for each in answers if each.kind == name and each.ended is None),
            days=_middle(days for each, days in waits if each.kind == name),
        )
        for name in ("suggestion", "question", "hold")
    )
    lessons = select(Lesson.id).where(Lesson.module_id == collaboration.module_id)
    published = db.session.scalars(select(Publication.id).where(Publication.lesson_id.in_(lessons))).all()
    return (*made, DecisionKind(name="publication", count=len(published), open=0, days=None))


def _middle(days: Iterable[float]) -> float | None:
    found = sorted(days)
    return round(float(median(found)), 1) if found else None


def _model(collaboration: Collaboration) -> Model | None:
    return db.session.scalar(
        select(AgreementVersion.model)
        .where(AgreementVersion.collaboration_id == collaboration.id, AgreementVersion.in_force_at.is_not(None))
        .order_by(AgreementVersion.number.desc())
    )
