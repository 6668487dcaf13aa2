"""A module's lessons as the studio finds them: by name, published or not, and somebody's practice lesson."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.curriculum.models import Lesson, LessonText
from lms.studio.models import Collaboration, Draft


@dataclass(frozen=True)
class StudioLesson:
    """A lesson under collaboration. `titles` are empty while nothing of it is published."""

    row: Lesson
    titles: dict[str, str]

    @property
    def is_published(self) -> bool:
        return self.row.current_id is not None

    def title(self, language: str) -> str:
        """Return its title in a language or the other one, or else its name in addresses."""
        return next((self.titles[code] for code in (language, *LANGUAGES) if self.titles.get(code)), self.row.slug)


def lesson_in(collaboration: Collaboration, slug: str) -> StudioLesson | None:
    """Return a lesson of the collaboration's module."""
    row = db.session.scalar(select(Lesson).where(Lesson.module_id == collaboration.module_id, Lesson.slug == slug))
    if row is None:
        return None
    texts = db.session.execute(
        select(LessonText.language, LessonText.title).where(LessonText.revision_id == row.current_id)
    )
    return StudioLesson(row, {language: title for language, title in texts})  # noqa: C416 (rows of two)


def practice_of(user: Person) -> Draft | None:
    """Return somebody's own practice lesson."""
    return db.session.scalar(select(Draft).where(Draft.practice_of_id == user.id, Draft.closed_at.is_(None)))
