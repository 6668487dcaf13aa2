"""Which texts may be found: those that readers see, each with the version that its entries must have."""

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module
from lms.curriculum.queries.shown import is_shown
from lms.search import forms


def findable_texts(language: str) -> dict[str, str]:
    """Return module/lesson → version for every lesson that can be read in `language`."""
    rows = db.session.execute(
        select(Module.slug, Lesson.slug, LessonText.id)
        .join(Lesson, Lesson.module_id == Module.id)
        .join(LessonRevision, LessonRevision.lesson_id == Lesson.id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(Lesson.retired_at.is_(None), Module.current_id.is_not(None), LessonText.language == language, is_shown())
    )
    return {f"{module}/{lesson}": f"{forms.VERSION}:{text}" for module, lesson, text in rows}
