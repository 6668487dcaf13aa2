"""Where the practice tools are: every one that a lesson holds as it is shown now."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, func, select

from lms.core.db import db
from lms.curriculum.blocks import Kind
from lms.curriculum.cache import Shelf
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module
from lms.curriculum.queries.lessons import nearest
from lms.curriculum.queries.shown import is_shown
from lms.curriculum.tool_blocks import Keeps


@dataclass(frozen=True, kw_only=True)
class ToolPlace:
    """A practice tool in its lesson. `language` is that of its heading and the lesson's title."""

    lesson_id: int
    block: str
    tool: str
    keeps: Keeps
    heading: str
    module: str
    module_title: str
    lesson: str
    lesson_title: str
    language: str


_places: Shelf[tuple[ToolPlace, ...]] = Shelf(most=8)


def tool_places(language: str) -> tuple[ToolPlace, ...]:
    """Return all practice tools in the order of the programme, in `language` or the other one."""
    state = db.session.execute(
        select(
            func.max(LessonRevision.id),
            func.count(Lesson.current_id),
            func.max(Lesson.withdrawn_at),
            func.max(LessonText.rendered_at),
            func.max(Module.current_id),
        )
        .join(LessonRevision, LessonRevision.id == Lesson.current_id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.retired_at.is_(None))
    ).one()
    return _places.get((language, *state), lambda: _read(language))


def _read(language: str) -> tuple[ToolPlace, ...]:
    rows = db.session.execute(
        select(
            Lesson.id,
            Lesson.slug,
            Module.slug.label("module"),
            Module.titles,
            LessonRevision.structure,
            LessonText.rendered,
            LessonText.title,
            LessonText.language,
        )
        .join(Module, Module.id == Lesson.module_id)
        .join(LessonRevision, LessonRevision.lesson_id == Lesson.id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(Module.current_id.is_not(None), Lesson.retired_at.is_(None), is_shown())
        .where(cast(LessonRevision.structure, String).contains(f'"kind": "{Kind.TOOL.value}"'))
        .order_by(Module.position, Lesson.position, Lesson.id)
    )
    by_lesson = defaultdict(list)
    for row in rows:
        by_lesson[row.id].append(row)
    return tuple(place for texts in by_lesson.values() for place in _in_lesson(nearest(texts, language), language))


def _in_lesson(row: Any, language: str) -> list[ToolPlace]:
    return [
        ToolPlace(
            lesson_id=row.id,
            block=block["id"],
            tool=block.get("tool", ""),
            keeps=Keeps(block["keeps"]),
            heading=row.rendered["blocks"][block["id"]]["heading"],
            module=row.module,
            module_title=row.titles.get(language) or next(iter(row.titles.values())),
            lesson=row.slug,
            lesson_title=row.title,
            language=row.language,
        )
        for block in row.structure["blocks"]
        if block["kind"] == Kind.TOOL
    ]
