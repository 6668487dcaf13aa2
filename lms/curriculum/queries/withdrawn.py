"""Lessons that those who wrote them have taken out: what their address still says."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson, Module


@dataclass(frozen=True)
class TakenOut:
    """The module of a lesson that is not shown any more. What the lesson was called isn't said again."""

    module: str
    title: str
    is_open: bool  # whether the module has a page


def taken_out(module_slug: str, lesson_slug: str, language: str) -> TakenOut | None:
    """Return where a lesson stood that its partners took out; None for one that is shown, or never was."""
    row = db.session.execute(
        select(Module.slug, Module.titles, Module.current_id)
        .join(Lesson, Lesson.module_id == Module.id)
        .where(
            Module.slug == module_slug,
            Lesson.slug == lesson_slug,
            Lesson.current_id.is_(None),
            Lesson.withdrawn_at.is_not(None),
        )
    ).one_or_none()
    if row is None:
        return None
    title = row.titles.get(language) or next(iter(row.titles.values()), row.slug)
    return TakenOut(row.slug, title, row.current_id is not None)
