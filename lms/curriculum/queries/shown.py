"""Which texts readers see: of each language the last one published, which may lag behind the lesson (rule 9)."""

from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, or_, select
from sqlalchemy.orm import aliased

from lms.curriculum.editions import Credited
from lms.curriculum.models import Credit, Lesson, LessonRevision, LessonText

BETWEEN, WITHIN = "\x1e", "\x1f"  # credits, and a credit's name and contribution


def is_shown() -> ColumnElement[bool]:
    """Tell whether a text is the newest of its language, and not from before the lesson was taken out.

    For a SELECT over Lesson, LessonRevision and LessonText. A newer revision has a higher id.
    """
    other, text = aliased(LessonRevision), aliased(LessonText)
    newest = (
        select(func.max(other.id))
        .join(text, text.revision_id == other.id)
        .where(
            other.lesson_id == Lesson.id,
            other.id <= Lesson.current_id,
            text.language == LessonText.language,
            or_(Lesson.withdrawn_at.is_(None), other.created_at > Lesson.withdrawn_at),
        )
        .correlate(Lesson, LessonText)
        .scalar_subquery()
    )
    return LessonRevision.id == newest


def credits_column() -> Any:
    """Return a lesson's credits as one value, so that they are read with the lesson and never kept."""
    return (
        select(func.aggregate_strings(Credit.name + WITHIN + cast(Credit.contribution, String), BETWEEN))
        .where(Credit.lesson_id == Lesson.id)
        .correlate(Lesson)
        .scalar_subquery()
    )


def credited(value: str | None) -> Credited:
    """Return who is named with what they did, by name; people without a name are one line each kind of work."""
    found: dict[str, set[str]] = {}
    for entry in (value or "").split(BETWEEN):
        name, _, contribution = entry.partition(WITHIN)
        if contribution:
            found.setdefault(name, set()).add(contribution)
    return tuple(
        (name, tuple(sorted(found[name]))) for name in sorted(found, key=lambda name: (not name, name.casefold()))
    )
