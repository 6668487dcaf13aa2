"""How a revision was made, as it is stored with it for readers: what changed, since when, in which languages (rules 2, 7, 9).

    model    the status in the words of the agreement
    notes    language → what has changed, for readers
    changed  language → ids of the blocks that are new or say something else than what was shown before
    earlier  the notes of the revisions before, newest first, each with its revision's id
    behind   a language that lags → ids of the blocks of its last published text that have changed since, and how many
             new ones it lacks

Perspectives and names stand in none of it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, LessonText
from lms.studio.comparing import Document, changed_names
from lms.studio.joint_decisions import model_of
from lms.studio.models import HEAD, Candidate

MOST_EARLIER = 10
Json = dict[str, Any]


def made_of(candidate: Candidate, languages: list[str], notes: Mapping[str, str]) -> Json:
    """Return what is stored with a revision of `candidate` that carries `languages`."""
    model = model_of(candidate.collaboration_id)
    new = {text.language: Document(candidate.structure, text.source) for text in candidate.texts}
    shown = {language: last_shown(candidate.lesson_id, language) for language in (*languages, *_others(candidate))}
    return {
        "model": model.value if model else "",
        "notes": dict(notes),
        "changed": {language: changed_names(_document(shown[language]), new[language]) for language in languages},
        "earlier": _earlier(candidate.lesson_id),
        "behind": {
            language: _behind(candidate.lesson_id, found, languages, new)
            for language, found in shown.items()
            if language not in languages and found is not None
        },
    }


def last_shown(lesson_id: int, language: str, *, until: int | None = None) -> tuple[LessonRevision, Json] | None:
    """Return the revision whose text in a language readers see (or saw when revision `until` came), and that text."""
    wanted = (
        select(LessonRevision, LessonText.source)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .join(Lesson, Lesson.id == LessonRevision.lesson_id)
        .where(Lesson.id == lesson_id, LessonText.language == language)
        .where((Lesson.withdrawn_at.is_(None)) | (LessonRevision.created_at > Lesson.withdrawn_at))
        .order_by(LessonRevision.id.desc())
    )
    if until is not None:
        wanted = wanted.where(LessonRevision.id <= until)
    row = db.session.execute(wanted.limit(1)).one_or_none()
    return None if row is None else (row[0], row[1])


def _others(candidate: Candidate) -> list[str]:
    """Return the languages in which the lesson was ever published."""
    own = select(LessonText.language).join(LessonRevision).where(LessonRevision.lesson_id == candidate.lesson_id)
    return list(db.session.scalars(own.distinct()))


def _document(found: tuple[LessonRevision, Json] | None) -> Document | None:
    return None if found is None else Document(found[0].structure, found[1])


def _behind(
    lesson_id: int, found: tuple[LessonRevision, Json], languages: list[str], new: Mapping[str, Document]
) -> Json:
    """Return which blocks of a lagging text have changed, as the languages that don't lag tell."""
    old = found[0]
    changed: set[str] = set()
    for language in languages:
        then = last_shown(lesson_id, language, until=old.id)
        changed |= set(changed_names(_document(then), new[language]))
    now_there = {block["id"] for language in languages for block in new[language].structure["blocks"]}
    names = [block["id"] for block in old.structure["blocks"]]
    return {
        "blocks": [name for name in names if name in changed or name not in now_there],
        "new": len(now_there - set(names)),
        "head": HEAD in changed,
    }


def _earlier(lesson_id: int) -> list[Json]:
    """Return the notes of what was published before, newest first."""
    current = db.session.scalar(
        select(LessonRevision).where(LessonRevision.lesson_id == lesson_id).order_by(LessonRevision.id.desc()).limit(1)
    )
    if current is None or not current.made.get("notes"):
        return []
    own = {"revision": current.id, "notes": current.made["notes"], "changed": current.made.get("changed", {})}
    return [own, *current.made.get("earlier", [])][:MOST_EARLIER]
