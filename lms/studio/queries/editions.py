"""What has been published of a lesson, newest first."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Status
from lms.curriculum.reading.curriculum import SourceLesson
from lms.studio.models import Draft
from lms.studio.queries.drafts import pictures_of


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One published revision."""

    revision_id: int
    number: int
    status: Status
    made_at: datetime
    languages: tuple[str, ...]
    note: str
    is_shown: bool


def editions(draft: Draft, language: str) -> tuple[Edition, ...]:
    """Return the published revisions of a draft's lesson, newest first."""
    current = db.session.scalar(select(Lesson.current_id).where(Lesson.id == draft.lesson_id))
    revisions = db.session.scalars(
        select(LessonRevision)
        .where(LessonRevision.lesson_id == draft.lesson_id)
        .order_by(LessonRevision.number.desc())
        .limit(50)
    ).all()
    rows = db.session.execute(
        select(LessonText.revision_id, LessonText.language)
        .where(LessonText.revision_id.in_([revision.id for revision in revisions]))
        .order_by(LessonText.language)
    )
    carried: dict[int, list[str]] = {}
    for revision_id, code in rows:
        carried.setdefault(revision_id, []).append(code)
    return tuple(
        Edition(
            revision_id=revision.id,
            number=revision.number,
            status=revision.status,
            made_at=revision.created_at,
            languages=tuple(carried.get(revision.id, ())),
            note=revision.made.get("notes", {}).get(language, ""),
            is_shown=revision.id == current,
        )
        for revision in revisions
    )


def edition_files(draft: Draft, revision_id: int) -> SourceLesson | None:
    """Return a published revision of a draft's lesson as its files, in the languages it was published in."""
    row = db.session.execute(
        select(Lesson.slug, LessonRevision.structure)
        .join(Lesson, Lesson.id == LessonRevision.lesson_id)
        .where(LessonRevision.id == revision_id, Lesson.id == draft.lesson_id)
    ).first()
    if row is None:
        return None
    texts = db.session.execute(
        select(LessonText.language, LessonText.source).where(LessonText.revision_id == revision_id)
    )
    sources = {language: source for language, source in texts}  # noqa: C416 (rows of two)
    return SourceLesson(row.slug, row.structure, sources, pictures_of(row.structure))
