"""Where a draft is, for the line on top of a page: its module and its lesson, under the titles they have now."""

from dataclasses import dataclass

from sqlalchemy import and_, select

from lms.core.db import db
from lms.curriculum.models import Lesson, Module
from lms.studio.models import HEAD, Draft, DraftBlock, DraftText


@dataclass(frozen=True)
class DraftPlace:
    """A draft of a collaboration, as people find it."""

    module: str
    module_slug: str
    lesson: str
    lesson_slug: str


def place_of(draft_id: int, language: str) -> DraftPlace | None:
    """Return where a draft is; None for a practice lesson."""
    row = db.session.execute(
        select(Module.titles, Module.slug, DraftText.body, Lesson.slug)
        .select_from(Draft)
        .join(Lesson, Lesson.id == Draft.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .outerjoin(DraftBlock, and_(DraftBlock.draft_id == Draft.id, DraftBlock.name == HEAD))
        .outerjoin(DraftText, and_(DraftText.block_id == DraftBlock.id, DraftText.language == language))
        .where(Draft.id == draft_id)
    ).first()
    if row is None:
        return None
    titles, module_slug, body, lesson_slug = row
    title = (body or {}).get("title") or lesson_slug
    return DraftPlace(titles.get(language) or next(iter(titles.values()), ""), module_slug, title, lesson_slug)
