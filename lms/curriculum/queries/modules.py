"""The catalogue and a module's page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from lms.core.db import db
from lms.core.i18n import SOURCE
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module, ModuleRevision, Status
from lms.curriculum.queries.lessons import nearest
from lms.curriculum.queries.shown import is_shown
from lms.curriculum.team_tasks import TeamTask, team_task


@dataclass(frozen=True, kw_only=True)
class CatalogueModule:
    """A module in the catalogue; one that is coming has a title and minutes, but no summary and no lessons."""

    id: int
    code: str
    slug: str
    title: str
    summary: str
    level: str
    minutes: int
    shipped: bool
    lessons: int


@dataclass(frozen=True, kw_only=True)
class Prerequisite:
    """A module to take first; one that isn't shipped is coming and has no page to link to."""

    slug: str
    title: str
    shipped: bool


@dataclass(frozen=True, kw_only=True)
class LessonEntry:
    """A lesson on its module's page. `made_at` is when its revision was published."""

    id: int
    slug: str
    title: str
    language: str
    minutes: int
    status: Status
    number: int
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class ModulePage:
    """What a module's page shows. `review_by` is a date such as 2027-05-22."""

    id: int
    revision_id: int | None
    code: str
    slug: str
    title: str
    summary: str
    level: str
    minutes: int
    shipped: bool
    number: int
    pass_mark: int
    objectives: tuple[str, ...]
    for_whom: str
    made: str
    audiences: tuple[str, ...]
    prerequisites: tuple[Prerequisite, ...]
    review_by: str
    lessons: tuple[LessonEntry, ...]
    team_task: TeamTask | None = None
    ingredients: Mapping[str, Sequence[str]] = field(default_factory=dict)  # of anti-stigma training → lesson/block


def catalogue(language: str) -> tuple[CatalogueModule, ...]:
    """Return the modules of the programme in order, shipped and coming."""
    lessons = (
        select(func.count(Lesson.id))
        .where(Lesson.module_id == Module.id, Lesson.retired_at.is_(None), Lesson.current_id.is_not(None))
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Module, ModuleRevision.texts, lessons)
        .outerjoin(ModuleRevision, ModuleRevision.id == Module.current_id)
        .order_by(Module.position)
    )
    made = []
    for module, texts, number in rows:
        text = _in(texts or {}, language)
        made.append(
            CatalogueModule(
                **_shown(module, text, language),
                summary=text.get("summary", ""),
                shipped=texts is not None,
                lessons=number if texts is not None else 0,
            )
        )
    return tuple(made)


def module_page(slug: str, language: str) -> ModulePage | None:
    """Return what a module's page shows, or None where the programme has no such module."""
    row = db.session.execute(
        select(Module, ModuleRevision)
        .outerjoin(ModuleRevision, ModuleRevision.id == Module.current_id)
        .where(Module.slug == slug)
    ).one_or_none()
    if row is None:
        return None
    module, revision = row
    structure: dict[str, Any] = revision.structure if revision else {}
    text = _in(revision.texts if revision else {}, language)
    return ModulePage(
        **_shown(module, text, language),
        revision_id=revision.id if revision else None,
        summary=text.get("summary", ""),
        shipped=revision is not None,
        number=revision.number if revision else 0,
        pass_mark=structure.get("pass_mark", 0),
        objectives=tuple(text.get("objectives", ())),
        for_whom=text.get("for_whom", ""),
        made=text.get("made", ""),
        audiences=tuple(structure.get("audiences", ())),
        prerequisites=_prerequisites(structure.get("prerequisites", []), language),
        review_by=structure.get("review", {}).get("by", ""),
        lessons=_lessons(module.id, language) if revision else (),
        team_task=team_task(text),
        ingredients=structure.get("ingredients", {}),
    )


def _shown(module: Module, text: dict[str, Any], language: str) -> dict[str, Any]:
    title = text.get("title") or module.titles.get(language) or module.titles[SOURCE]
    return {
        "id": module.id,
        "code": module.code,
        "slug": module.slug,
        "title": title,
        "level": module.level,
        "minutes": module.minutes,
    }


def _in(texts: dict[str, Any], language: str) -> dict[str, Any]:
    return texts.get(language) or next(iter(texts.values()), {})


def _prerequisites(slugs: list[str], language: str) -> tuple[Prerequisite, ...]:
    if not slugs:
        return ()
    rows = db.session.execute(
        select(Module.slug, Module.titles, Module.current_id.is_not(None).label("shipped")).where(
            Module.slug.in_(slugs)
        )
    )
    found = {row.slug: row for row in rows}
    return tuple(
        Prerequisite(slug=slug, title=found[slug].titles[language], shipped=bool(found[slug].shipped))
        for slug in slugs
        if slug in found
    )


def _lessons(module_id: int, language: str) -> tuple[LessonEntry, ...]:
    rows = db.session.execute(
        select(
            Lesson.id,
            Lesson.slug,
            LessonText.title,
            LessonText.language,
            Lesson.minutes,
            LessonRevision.status,
            LessonRevision.number,
            LessonRevision.created_at.label("made_at"),
        )
        .join(LessonRevision, LessonRevision.lesson_id == Lesson.id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(Lesson.module_id == module_id, Lesson.retired_at.is_(None), is_shown())
        .order_by(Lesson.position, Lesson.id)
    )
    by_lesson = defaultdict(list)
    for row in rows:
        by_lesson[row.id].append(row)
    return tuple(LessonEntry(**nearest(texts, language)._asdict()) for texts in by_lesson.values())
