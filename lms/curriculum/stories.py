"""Stories: fetched for each request, after their consent is checked; never kept anywhere else (rule 4)."""

from markupsafe import Markup
from sqlalchemy import or_, select

from lms.core import clock, markdown
from lms.core.db import db
from lms.curriculum.models import Story, StoryConsent, StoryText


def story_text(code: str, lesson_id: int, language: str) -> Markup | None:
    """Return the story in this language, or None when its owner does not allow it (now, here, in this wording)."""
    body = db.session.scalar(
        select(StoryText.body)
        .join(Story, Story.id == StoryText.story_id)
        .join(StoryConsent, StoryConsent.story_id == Story.id)
        .where(
            Story.code == code,
            Story.withdrawn_at.is_(None),
            StoryText.language == language,
            StoryText.approved_at.is_not(None),
            StoryConsent.lesson_id == lesson_id,
            StoryConsent.language == language,
            StoryConsent.given_at <= clock.now(),
            StoryConsent.withdrawn_at.is_(None),
            or_(StoryConsent.until.is_(None), StoryConsent.until >= clock.today()),
        )
    )
    return None if body is None else markdown.to_html(body)
