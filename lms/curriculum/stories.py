"""Stories: fetched for each request, after their consent is checked; never kept anywhere else (rule 4).

Nothing is derived from a story's text, no digest and no index: what its owner deletes is gone.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from lms.core import clock, crypto, markdown
from lms.core.db import db
from lms.curriculum.models import Lesson, Story, StoryConsent, StoryName, StoryRecording, StoryText, StoryVoice

PRINT, VOICE = "print", "voice"  # what a consent may allow besides reading
NAMED = frozenset({StoryName.FULL, StoryName.FIRST})  # who is told by name may be heard in their own voice


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story as its owner allows it right now, in one lesson and language. An empty name is anonymous."""

    code: str
    html: Markup
    name: str
    note: str
    may_print: bool
    may_hear: bool


def told(code: str, lesson_id: int, language: str) -> Told | None:
    """Return the story in this language, or None when its owner does not allow it (now, here, in this wording)."""
    columns = (StoryText.body, StoryText.note, Story.name_kind, Story.shown_name, StoryConsent.uses)
    sound = (StoryRecording.voice, StoryRecording.allowed_at)
    row = db.session.execute(_allowed(select(*columns, *sound), code, lesson_id, language)).first()
    if row is None:
        return None
    return Told(
        code=code,
        html=markdown.to_html(row.body),
        name=row.shown_name if row.name_kind is not StoryName.ANONYMOUS else "",
        note=row.note,
        may_print=PRINT in row.uses,
        may_hear=_may_hear(row),
    )


def story_text(code: str, lesson_id: int, language: str) -> Markup | None:
    """Return only the text of a story that may be shown, or None."""
    story = told(code, lesson_id, language)
    return story.html if story is not None else None


def sound(code: str, lesson_id: int, language: str) -> bytes | None:
    """Return the story read aloud as a WAV file, or None when its owner does not allow that."""
    columns = (Story.name_kind, StoryConsent.uses, StoryRecording.voice, StoryRecording.allowed_at)
    row = db.session.execute(_allowed(select(*columns, StoryRecording.sealed), code, lesson_id, language)).first()
    return crypto.unseal(row.sealed) if row is not None and _may_hear(row) else None


def to_print(module_id: int, language: str) -> bool:
    """Tell whether a module's lessons may be printed with some story."""
    uses = select(StoryConsent.uses).where(
        StoryConsent.lesson_id.in_(select(Lesson.id).where(Lesson.module_id == module_id)),
        StoryConsent.language == language,
        *_in_force(),
    )
    return any(PRINT in each for each in db.session.scalars(uses))


def may_be_heard(name_kind: StoryName, voice: StoryVoice | None, allowed_at: datetime | None) -> bool:
    """Tell whether a recording fits the name: one's own voice gives away who wants a pseudonym or no name."""
    return allowed_at is not None and (voice is StoryVoice.READER or (voice is StoryVoice.OWN and name_kind in NAMED))


def _may_hear(row: Row[Any]) -> bool:
    return VOICE in row.uses and may_be_heard(row.name_kind, row.voice, row.allowed_at)


def _allowed(columns: Select[*tuple[Any, ...]], code: str, lesson_id: int, language: str) -> Select[*tuple[Any, ...]]:
    read_aloud = and_(StoryRecording.story_id == Story.id, StoryRecording.language == StoryText.language)
    return (
        columns.select_from(StoryText)
        .join(Story, Story.id == StoryText.story_id)
        .join(StoryConsent, StoryConsent.story_id == Story.id)
        .outerjoin(StoryRecording, read_aloud)
        .where(
            Story.code == code,
            Story.withdrawn_at.is_(None),
            StoryText.language == language,
            StoryText.approved_at.is_not(None),
            StoryConsent.lesson_id == lesson_id,
            StoryConsent.language == language,
            *_in_force(),
        )
    )


def _in_force() -> tuple[ColumnElement[bool], ...]:
    return (
        StoryConsent.from_at <= clock.now(),
        StoryConsent.withdrawn_at.is_(None),
        or_(StoryConsent.until.is_(None), StoryConsent.until >= clock.today()),
    )
