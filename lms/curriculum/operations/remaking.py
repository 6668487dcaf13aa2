"""HTML made anew from the immutable source, when the renderer has changed. `lms db upgrade` calls it."""

from typing import Any

from sqlalchemy import select, update

from lms.core.clock import now
from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.models import LessonRevision, LessonText, Source
from lms.curriculum.rendering import RENDERER, rendered

BATCH = 100


def remake() -> int:
    """Render every text again that an older renderer made; return how many. May be run twice, and while people read."""
    stale = list(db.session.scalars(select(LessonText.id).where(LessonText.renderer < RENDERER)))
    sources = {row.code: row.entry for row in db.session.execute(select(Source.code, Source.entry))}
    db.session.rollback()
    for start in range(0, len(stale), BATCH):
        made = _rendered(stale[start : start + BATCH], sources)
        with transaction():
            db.session.execute(update(LessonText), made)
    return len(stale)


def _rendered(ids: list[int], sources: dict[str, Any]) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(LessonText.id, LessonText.language, LessonText.source, LessonRevision.structure)
        .join(LessonRevision, LessonRevision.id == LessonText.revision_id)
        .where(LessonText.id.in_(ids))
    ).all()
    db.session.rollback()  # rendering holds no lock
    return [
        {
            "id": key,
            "rendered": rendered(structure, source, language, sources),
            "renderer": RENDERER,
            "rendered_at": now(),
        }
        for key, language, source, structure in rows
    ]
