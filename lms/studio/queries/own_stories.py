"""A person's own stories, to choose one from."""

from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Story, StoryText
from lms.studio import ownership


def story_choices(user: Person) -> tuple[tuple[str, str], ...]:
    """Return somebody's own stories that are not withdrawn: code, and the first words, which they alone are shown."""
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
        made.setdefault(code, words if len(words) <= 60 else f"{words[:59].rstrip()}…")
    return tuple(made.items())
