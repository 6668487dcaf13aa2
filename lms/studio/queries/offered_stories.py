"""Which stories a lesson's partners may put into it, as their owners allow them right now (rule 4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from lms.accounts.models import Person
from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import Lesson, Story, StoryConsent, StoryText
from lms.studio import ownership
from lms.studio.models import StoryRequest
from lms.studio.queries.stories import titles_of

OPENING = 60  # characters by which somebody knows their own story again


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A story whose owner allows it in a lesson, as the lesson's partners see it: under its chosen name."""

    code: str
    name: str
    note: str
    languages: tuple[str, ...]
    lesson_id: int
    lesson: str
    opening: str = ""  # its first words, for whoever told it; nobody else is shown any


def offered(lesson_ids: Iterable[int], language: str, *, to: Person | None = None) -> list[Offered]:
    """Return the stories that may be placed in these lessons right now, for the lessons' partners.

    With `to` somebody knows their own ones again by their first words.
    """
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
    openings = openings_of(to) if to is not None and rows else {}
    return [
        Offered(
            code=code,
            name=texts[0].shown_name,
            note=next((text.note for text in texts if text.note), ""),
            languages=tuple(text.language for text in texts),
            lesson_id=lesson_id,
            lesson=titles[lesson_id],
            opening=openings.get(code, ""),
        )
        for (lesson_id, code), texts in by_story.items()
    ]


def offered_in(module_id: int, language: str, *, to: Person) -> list[Offered]:
    """Return the stories that may be placed in a module's lessons right now, as one of its partners sees them."""
    return offered(db.session.scalars(select(Lesson.id).where(Lesson.module_id == module_id)), language, to=to)


def was_asked(module_id: int) -> bool:
    """Tell whether a story has been asked for in this module: that happens once."""
    return db.session.scalar(select(StoryRequest.id).where(StoryRequest.module_id == module_id)) is not None


def openings_of(user: Person) -> dict[str, str]:
    """Return the first words of somebody's own stories by code: theirs alone to see."""
    own = ownership.visible_to(user).where(Story.withdrawn_at.is_(None)).with_only_columns(Story.id)
    rows = db.session.execute(
        select(Story.code, StoryText.body)
        .join(StoryText, StoryText.story_id == Story.id)
        .where(Story.id.in_(own))
        .order_by(Story.id, StoryText.language)
    )
    made: dict[str, str] = {}
    for code, body in rows:
        words = " ".join(body.split())
        made.setdefault(code, words if len(words) <= OPENING else f"{words[: OPENING - 1].rstrip()}…")
    return made


def _stands() -> tuple[ColumnElement[bool], ...]:
    return (
        Story.withdrawn_at.is_(None),
        StoryText.approved_at.is_not(None),
        StoryConsent.withdrawn_at.is_(None),
        StoryConsent.from_at <= now(),
        StoryConsent.until.is_(None) | (StoryConsent.until >= today()),
    )
