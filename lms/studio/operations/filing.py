"""Noting that a file which holds stories left the house, so that their owners see it: it can't be recalled (rule 4)."""

from collections.abc import Iterable

from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Story
from lms.studio.models import StoryExport

PRINT = "print"


def note_file(codes: Iterable[str], kind: str) -> None:
    """Note a file of a kind, such as `print`, that holds the text of these stories."""
    stories = db.session.scalars(select(Story.id).where(Story.code.in_(list(codes)), Story.withdrawn_at.is_(None)))
    db.session.add_all(StoryExport(story_id=story_id, kind=kind, made_at=now()) for story_id in stories.all())
