"""Which stories a lesson's partners may put into it, as their owners allow them right now (rule 4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import Lesson, Story, StoryConsent, StoryText
from lms.studio.models import StoryRequest
from lms.studio.queries.stories import titles_of


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A story whose owner allows it in a lesson, as the lesson's partners see it: under its chosen name."""

    code: str
    name: str
    note: str
    languages: tuple[str, ...]
    lesson_id: int
    lesson: str


def offered(lesson_ids: Iterable[int], language: str) -> list[Offered]:
    """Return the stories that may be placed in these lessons right now, for the lessons' partners."""
    rows = db.session.execute(
        select(Story.code, Story.shown_name, StoryText.note, StoryText.language, StoryConsent.lesson_id)
        .join(StoryConsent, StoryConsent.story_id == Story.id)
        .join(StoryText, (StoryText.story_id == Story.id) & (StoryText.language == StoryConsent.language))
        .where(StoryConsent.lesson_id.in_(list(lesson_ids)), *_stands())
        .order_by(StoryConsent.lesson_id, Story.id, StoryText.language)
    ).all()
    by_story = defaultdict(list)
    for row in rows:
        by_story[row.lesson_id, row.code].append(row)
    titles = titles_of({row.lesson_id for row in rows}, language)
    return [
        Offered(
            code=code,
            name=texts[0].shown_name,
            note=next((text.note for text in texts if text.note), ""),
            languages=tuple(text.language for text in texts),
            lesson_id=lesson_id,
            lesson=titles[lesson_id],
        )
        for (lesson_id, code), texts in by_story.items()
    ]


def offered_in(module_id: int, language: str) -> list[Offered]:
    """Return the stories that may be placed in a module's lessons right now."""
    return offered(db.session.scalars(select(Lesson.id).where(Lesson.module_id == module_id)), language)


def was_asked(module_id: int) -> bool:
    """Tell whether a story has been asked for in this module: that happens once."""
    return db.session.scalar(select(StoryRequest.id).where(StoryRequest.module_id == module_id)) is not None


def _stands() -> tuple[ColumnElement[bool], ...]:
    return (
        Story.withdrawn_at.is_(None),
        StoryText.approved_at.is_not(None),
        StoryConsent.withdrawn_at.is_(None),
        StoryConsent.from_at <= now(),
        StoryConsent.until.is_(None) | (StoryConsent.until >= today()),
    )
