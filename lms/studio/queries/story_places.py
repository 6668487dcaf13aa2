"""Where a story stands: published revisions and drafts hold its code, and nothing else of it (rule 4)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, Module
from lms.studio.models import Draft, DraftBlock


@dataclass(frozen=True, kw_only=True)
class Place:
    """A lesson that holds a story's code: in what readers see now, in earlier revisions, in the draft."""

    lesson_id: int
    module_slug: str
    lesson_slug: str
    now: int | None  # the number of the revision readers see, if it holds the story
    earlier: tuple[int, ...]
    in_draft: bool


def places_of(code: str, lesson_ids: Collection[int]) -> tuple[Place, ...]:
    """Return where a story stands. It can only be shown in lessons it was allowed in, so only those are looked through."""
    found = []
    for lesson_id, lesson_slug, module_slug, current_id in _lessons(lesson_ids):
        numbers = {number: key for key, number, structure in _revisions(lesson_id) if holds(structure, code)}
        now = next((number for number, key in numbers.items() if key == current_id), None)
        place = Place(
            lesson_id=lesson_id,
            module_slug=module_slug,
            lesson_slug=lesson_slug,
            now=now,
            earlier=tuple(sorted(number for number in numbers if number != now)),
            in_draft=code in _drafted(lesson_id),
        )
        if place.now or place.earlier or place.in_draft:
            found.append(place)
    return tuple(found)


def holds(structure: dict[str, Any], code: str) -> bool:
    """Tell whether a lesson's structure holds a story."""
    return any(block.get("story") == code for block in structure.get("blocks", ()))


def _lessons(lesson_ids: Collection[int]) -> list[tuple[int, str, str, int | None]]:
    rows = db.session.execute(
        select(Lesson.id, Lesson.slug, Module.slug, Lesson.current_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.id.in_(list(lesson_ids)))
        .order_by(Module.position, Lesson.position)
    )
    return [
        (lesson_id, lesson_slug, module_slug, current_id) for lesson_id, lesson_slug, module_slug, current_id in rows
    ]


def _revisions(lesson_id: int) -> list[tuple[int, int, dict[str, Any]]]:
    columns = (LessonRevision.id, LessonRevision.number, LessonRevision.structure)
    rows = db.session.execute(select(*columns).where(LessonRevision.lesson_id == lesson_id))
    return [(key, number, structure) for key, number, structure in rows]


def _drafted(lesson_id: int) -> set[str]:
    blocks = db.session.scalars(
        select(DraftBlock.structure)
        .join(Draft, Draft.id == DraftBlock.draft_id)
        .where(
            Draft.lesson_id == lesson_id,
            Draft.closed_at.is_(None),
            DraftBlock.kind == "story",
            DraftBlock.deleted_at.is_(None),
        )
    )
    return {structure.get("story", "") for structure in blocks}
