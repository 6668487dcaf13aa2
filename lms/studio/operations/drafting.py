"""Drafts: begun from what is published or from nothing, for a new lesson or for practice, and put away again."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.activity import operations as trail
from lms.activity.models import Area
from lms.core.clock import now, today
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES, force_locale
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module
from lms.studio import documents
from lms.studio.models import HEAD, Collaboration, Draft, DraftBlock
from lms.studio.naming import slug, unused
from lms.studio.operations.blocks import note, note_texts
from lms.studio.writers import Writer

Json = dict[str, Any]
MINUTES = 15
REVIEW_AFTER = timedelta(days=183)
MOST_LESSONS = 30


def start(lesson: Lesson, collaboration: Collaboration, *, by: Writer) -> Draft:
    """Begin a draft from what is published, or return the one that is open."""
    there = open_draft(lesson)
    if there is not None:
        return there
    if lesson.current_id is None:
        return start_empty(lesson, collaboration, by=by)
    structure = db.session.scalars(select(LessonRevision.structure).where(LessonRevision.id == lesson.current_id)).one()
    rows = db.session.execute(
        select(LessonText.language, LessonText.source).where(LessonText.revision_id == lesson.current_id)
    )
    texts = {language: source for language, source in rows}  # noqa: C416 (rows of two)
    return _begin(lesson, collaboration, documents.load(structure, texts), by)


def start_empty(lesson: Lesson, collaboration: Collaboration, *, by: Writer, title: str = "") -> Draft:
    """Begin a draft without any blocks, or return the one that is open."""
    return open_draft(lesson) or _begin(lesson, collaboration, [_empty_head(title)], by)


def new_lesson(collaboration: Collaboration, title: str, *, by: Writer) -> Draft:
    """Add a lesson to the module and begin its draft. Readers see it once it is published."""
    db.session.execute(select(Module.id).where(Module.id == collaboration.module_id).with_for_update())
    rows = db.session.scalars(select(Lesson).where(Lesson.module_id == collaboration.module_id)).all()
    if len(rows) >= MOST_LESSONS:
        raise DomainError(_("A module has room for %(most)s lessons. Nothing was added.", most=MOST_LESSONS))
    module = db.session.get_one(Module, collaboration.module_id)
    taken = set(db.session.scalars(select(Lesson.slug)))
    name = unused(f"{module.code}-{slug(title) or 'lesson'}", taken)
    place = db.session.scalar(select(func.max(Lesson.position)).where(Lesson.module_id == module.id)) or 0
    lesson = Lesson(module_id=module.id, slug=name, position=place + 1, minutes=MINUTES)
    db.session.add(lesson)
    db.session.flush()
    return start_empty(lesson, collaboration, by=by, title=title)


def practice(person: Person) -> Draft:
    """Return somebody's own practice lesson, which nobody else sees; it is made when they first ask for it."""
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    there = db.session.scalar(select(Draft).where(Draft.practice_of_id == person.id, Draft.closed_at.is_(None)))
    if there is not None:
        return there
    draft = Draft(practice_of_id=person.id, created_at=now())
    structure, texts = _example()
    return _filled(draft, documents.load(structure, texts), Writer(person.id, None))


def close(draft: Draft, *, by: Writer) -> None:
    """Put a draft away: it was published, or its people begin anew. Nothing in it is lost."""
    if draft.closed_at is None:
        draft.closed_at = now()
        if draft.collaboration_id is not None:
            trail.record(Area.STUDIO, "draft_closed", "draft", draft.id, by=by.person_id)


def open_draft(lesson: Lesson) -> Draft | None:
    """Return the lesson's open draft."""
    return db.session.scalar(select(Draft).where(Draft.lesson_id == lesson.id, Draft.closed_at.is_(None)))


def _begin(lesson: Lesson, collaboration: Collaboration, blocks: list[DraftBlock], by: Writer) -> Draft:
    draft = Draft(
        collaboration_id=collaboration.id, lesson_id=lesson.id, based_on_id=lesson.current_id, created_at=now()
    )
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:  # somebody began it in the same moment
        return db.session.scalars(select(Draft).where(Draft.lesson_id == lesson.id, Draft.closed_at.is_(None))).one()
    made = _filled(draft, blocks, by)
    trail.record(Area.STUDIO, "draft_started", "draft", draft.id, by=by.person_id)
    return made


def _filled(draft: Draft, blocks: list[DraftBlock], by: Writer) -> Draft:
    """Fill a draft with its first blocks. What was published before is not the words of whoever begins (`published_words`)."""
    db.session.add(draft)
    draft.blocks = blocks
    db.session.flush()
    words_of = by if draft.based_on_id is None else Writer(by.person_id, None)
    for block in blocks:
        note_texts(block, words_of)
        note(block, by)
    return draft


def _empty_head(title: str) -> DraftBlock:
    words = {"title": title, "summary": ""}
    front = {"minutes": MINUTES, "review": _review()}
    return documents.new_block(HEAD, HEAD, front, dict.fromkeys(LANGUAGES, words))


def _example() -> tuple[Json, dict[str, Json]]:
    """Return the practice lesson as everybody gets it."""
    structure = {
        "minutes": 5,
        "review": _review(),
        "blocks": [{"id": "first", "kind": "text"}, {"id": "think", "kind": "reflection"}],
    }
    return structure, {language: _example_in(language) for language in LANGUAGES}


def _example_in(language: str) -> Json:
    with force_locale(language):
        body = _(
            "Nobody else sees this lesson. Write whatever you like, take parts out, move them and bring them back. "
            "When you have had enough, just close the page: everything is kept."
        )
        words = {
            "first": {"heading": _("This is a part of text"), "body": body},
            "think": {"body": _("What would you like the people who help others into work to know?")},
        }
        return {"title": _("My practice lesson"), "summary": _("A place to try everything."), "blocks": words}


def _review() -> Json:
    return {"by": (today() + REVIEW_AFTER).isoformat(), "role": "curriculum editor"}
