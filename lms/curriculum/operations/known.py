"""What the database holds before an import, without the contents: digests, numbers, places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from lms.core.db import db
from lms.curriculum.models import (
    Agreement,
    Lesson,
    LessonRevision,
    Media,
    Module,
    ModuleRevision,
    Proposal,
    Source,
    Status,
    Term,
)
from lms.curriculum.operations import decks
from lms.curriculum.operations.decks import KnownCards

Json = dict[str, Any]


@dataclass(frozen=True)
class KnownModule:
    id: int
    shown: Json  # what the programme says: code, position, level, minutes, titles
    digest: str | None
    number: int


@dataclass(frozen=True)
class KnownLesson:
    id: int
    module_id: int
    position: int
    minutes: int
    digest: str | None
    current_id: int | None
    number: int
    retired: bool
    co_produced: bool


@dataclass(frozen=True)
class Known:
    """The state an import is planned against. Equal states are the same content."""

    modules: Mapping[str, KnownModule]
    lessons: Mapping[str, KnownLesson]
    sources: Mapping[str, tuple[int, int | None, Json]]  # code → id, position, entry
    terms: Mapping[str, tuple[int, int | None, Json, Json]]  # slug → id, position, structure, texts
    cards: KnownCards
    pictures: frozenset[str]
    proposals: frozenset[tuple[int, str]]
    partners: frozenset[int]  # modules with an agreement in force

    def is_taken_over(self, slug: str, module_id: int | None) -> bool:
        """Tell whether a lesson belongs to its partners, so that an import only proposes (rule 2)."""
        lesson = self.lessons.get(slug)
        own = {lesson.module_id} if lesson else set()
        return bool((own | {module_id}) & self.partners) or (lesson is not None and lesson.co_produced)


def look() -> Known:
    """Return what the database holds now."""
    return Known(
        modules=_modules(),
        lessons=_lessons(),
        sources={
            code: (key, place, entry)
            for key, code, place, entry in _all(Source.id, Source.code, Source.position, Source.entry)
        },
        terms={
            slug: (key, place, structure, texts)
            for key, slug, place, structure, texts in _all(
                Term.id, Term.slug, Term.position, Term.structure, Term.texts
            )
        },
        cards=decks.look(),
        pictures=frozenset(db.session.scalars(select(Media.digest))),
        proposals=frozenset((lesson, digest) for lesson, digest in _all(Proposal.lesson_id, Proposal.digest)),
        partners=frozenset(db.session.scalars(select(Agreement.module_id).where(Agreement.ended_at.is_(None)))),
    )


def _all(*columns: Any) -> Any:
    return db.session.execute(select(*columns))


def _modules() -> dict[str, KnownModule]:
    rows = db.session.execute(
        select(
            Module.slug,
            Module.id,
            Module.code,
            Module.position,
            Module.level,
            Module.minutes,
            Module.titles,
            ModuleRevision.digest,
            select(func.coalesce(func.max(ModuleRevision.number), 0))
            .where(ModuleRevision.module_id == Module.id)
            .correlate(Module)
            .scalar_subquery(),
        ).outerjoin(ModuleRevision, ModuleRevision.id == Module.current_id)
    )
    names = ("code", "position", "level", "minutes", "titles")
    return {
        slug: KnownModule(key, dict(zip(names, shown, strict=True)), digest, number)
        for slug, key, *shown, digest, number in rows
    }


def _lessons() -> dict[str, KnownLesson]:
    own = LessonRevision.lesson_id == Lesson.id
    current = select(LessonRevision.digest).where(LessonRevision.id == Lesson.current_id)
    highest = select(func.coalesce(func.max(LessonRevision.number), 0)).where(own)
    co_produced = select(LessonRevision.id).where(own, LessonRevision.status == Status.CO_PRODUCTION)
    rows = db.session.execute(
        select(
            Lesson.slug,
            Lesson.id,
            Lesson.module_id,
            Lesson.position,
            Lesson.minutes,
            current.correlate(Lesson).scalar_subquery(),
            Lesson.current_id,
            highest.correlate(Lesson).scalar_subquery(),
            Lesson.retired_at.is_not(None),
            co_produced.correlate(Lesson).exists(),
        )
    )
    return {slug: KnownLesson(*values) for slug, *values in rows}
