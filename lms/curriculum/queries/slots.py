"""Open places: what waits for people with lived experience, in which lesson."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module
from lms.curriculum.queries.lessons import nearest
from lms.curriculum.queries.shown import is_shown


@dataclass(frozen=True, kw_only=True)
class OpenPlaces:
    """What a lesson asks: `slots` says per place (decide, make, tell) what it is about, in `language`."""

    module: str
    module_title: str
    lesson: str
    title: str
    language: str
    slots: Mapping[str, str]


def open_places(language: str, module_id: int | None = None) -> tuple[OpenPlaces, ...]:
    """Return the lessons that wait for people with lived experience, of one module or of all, in order."""
    query = (
        select(
            Lesson.id,
            Lesson.slug,
            Module.slug.label("module"),
            Module.titles,
            LessonText.title,
            LessonText.language,
            LessonText.source["slots"].label("slots"),
        )
        .join(Module, Module.id == Lesson.module_id)
        .join(LessonRevision, LessonRevision.lesson_id == Lesson.id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(Lesson.retired_at.is_(None), is_shown())
        .order_by(Module.position, Lesson.position, Lesson.id)
    )
    if module_id is not None:
        query = query.where(Lesson.module_id == module_id)
    by_lesson = defaultdict(list)
    for row in db.session.execute(query):
        by_lesson[row.id].append(row)
    shown = [nearest(rows, language) for rows in by_lesson.values()]
    return tuple(
        OpenPlaces(
            module=row.module,
            module_title=row.titles[language],
            lesson=row.slug,
            title=row.title,
            language=row.language,
            slots=row.slots,
        )
        for row in shown
        if row.slots
    )
