"""Lessons as they are shown.

One SELECT says which revision each language shows; what a revision says never changes, so it is made once
per process and shared by all its readers. Nothing about a reader is kept here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, select
from sqlalchemy.orm import aliased

from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.curriculum import assembling
from lms.curriculum.blocks import Block, CitedSource, LessonLine, PublishedLesson
from lms.curriculum.cache import Shelf
from lms.curriculum.editions import Behind, Edition
from lms.curriculum.linking import linked
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module, ModuleRevision
from lms.curriculum.queries.shown import credited, credits_column, is_shown
from lms.curriculum.queries.terms import VERSION, forget_terms, glossary_of
from lms.curriculum.team_tasks import TeamTask, team_task
from lms.curriculum.terms import Glossary, Term


@dataclass(frozen=True, kw_only=True)
class _Content:
    """What a text says for good, and how far it lags behind one certain later revision."""

    blocks: tuple[Block, ...]
    sources: tuple[CitedSource, ...]
    minutes: int
    review_by: str
    review_role: str
    editions: tuple[Edition, ...]
    behind: Behind | None
    terms: tuple[Term, ...]


_contents: Shelf[_Content] = Shelf(most=256)
_modules: Shelf[dict[str, tuple[str, TeamTask | None]]] = Shelf(most=64)
_lists: Shelf[tuple[LessonLine, ...]] = Shelf(most=128)


def published_lesson(module_slug: str, lesson_slug: str, language: str) -> PublishedLesson | None:
    """Return a lesson as published last in `language` or, where it never was, in the other one (rule 9)."""
    found = _lessons(language, _ONE, {"module": module_slug, "lesson": lesson_slug})
    return found[0] if found else None


def published_lessons(module_id: int, language: str) -> tuple[PublishedLesson, ...]:
    """Return all lessons of a module, in order, as `published_lesson` would."""
    return tuple(_lessons(language, _ALL, {"module": module_id}))


def revision_content(revision_id: int, language: str) -> PublishedLesson | None:
    """Return any published revision as its readers saw it, for an answer that comes from an older page (rule 7)."""
    found = _lessons(language, _REVISION, {"revision": revision_id})
    return found[0] if found else None


def lesson_list(module_id: int, language: str) -> tuple[LessonLine, ...]:
    """Return a module's lessons in order, titles in `language` or the other one."""
    rows = db.session.execute(
        select(Lesson.id, Lesson.slug, LessonText.title, Lesson.minutes, LessonText.language)
        .join(LessonRevision, LessonRevision.lesson_id == Lesson.id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(Lesson.module_id == module_id, Lesson.retired_at.is_(None), is_shown())
        .order_by(Lesson.position, Lesson.id)
    )
    by_lesson = defaultdict(list)
    for row in rows:
        by_lesson[row.id].append(row)
    return tuple(LessonLine(**nearest(texts, language)._asdict()) for texts in by_lesson.values())


def lesson_id(module_slug: str, lesson_slug: str) -> int | None:
    """Return the id of a lesson by its address."""
    named = Module.slug == module_slug, Lesson.slug == lesson_slug
    return db.session.scalar(select(Lesson.id).join(Module, Module.id == Lesson.module_id).where(*named))


def nearest(texts: Sequence[Any], language: str) -> Any:
    """Return the row in `language`, or else the one in the first other language of the house."""
    order = [language, *LANGUAGES]
    return min(texts, key=lambda row: order.index(row.language))


def forget() -> None:
    """Empty what this process keeps (for tests, whose databases use ids again)."""
    for shelf in (_contents, _modules, _lists):
        shelf.clear()
    forget_terms()


def _lessons(language: str, statement: Any, values: dict[str, Any]) -> list[PublishedLesson]:
    by_lesson = defaultdict(list)
    for row in db.session.execute(statement, values):
        by_lesson[row.lesson_id].append(row)
    return [_lesson(nearest(texts, language), language) for texts in by_lesson.values()]


def _light_select(revision: ColumnElement[bool]) -> Any:
    """Return the SELECT behind every lesson: ids and short texts of a `revision`, a row per language."""
    other = aliased(Lesson)
    beside = other.module_id == Module.id, other.retired_at.is_(None)
    return (
        select(
            Lesson.id.label("lesson_id"),
            Lesson.slug,
            Lesson.module_id,
            Module.slug.label("module_slug"),
            Module.current_id.label("module_revision_id"),
            LessonRevision.id.label("revision_id"),
            LessonRevision.number,
            LessonRevision.status,
            LessonRevision.created_at.label("made_at"),
            Lesson.current_id,
            credits_column().label("credits"),
            LessonText.id.label("text_id"),
            LessonText.language,
            LessonText.title,
            LessonText.summary,
            LessonText.digest,
            LessonText.rendered_at,
            # A newer revision has a higher id, so these two tell whether the module's list is still the same.
            select(func.max(other.current_id)).where(*beside).scalar_subquery().label("newest"),
            select(func.count(other.current_id)).where(*beside).scalar_subquery().label("lessons"),
            VERSION.scalar_subquery().label("glossary"),
        )
        .join(Module, Module.id == Lesson.module_id)
        .join(LessonRevision, revision)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(Module.current_id.is_not(None))
    )


# Made once: putting such a statement together takes longer than running it.
_OWN = LessonRevision.lesson_id == Lesson.id
_CURRENT = _light_select(_OWN).where(Lesson.retired_at.is_(None), is_shown())
_ONE = _CURRENT.where(Module.slug == bindparam("module"), Lesson.slug == bindparam("lesson"))
_ALL = _CURRENT.where(Module.id == bindparam("module")).order_by(Lesson.position, Lesson.id)
_REVISION = _light_select(_OWN).where(LessonRevision.id == bindparam("revision"))


def _lesson(row: Row[Any], language: str) -> PublishedLesson:
    content = _contents.get(
        (row.text_id, row.revision_id, row.digest, row.rendered_at, row.current_id, row.glossary),
        lambda: _content(row.text_id, row.current_id, glossary_of(row.glossary, row.language)),
    )
    said = _modules.get((row.module_id, row.module_revision_id), lambda: _module_words(row.module_revision_id))
    module_title, task = said.get(language) or next(iter(said.values()))
    lessons = _lists.get(
        (row.module_id, row.module_revision_id, row.newest, row.lessons, language),
        lambda: lesson_list(row.module_id, language),
    )
    return PublishedLesson(
        lesson_id=row.lesson_id,
        slug=row.slug,
        module_id=row.module_id,
        module_slug=row.module_slug,
        module_title=module_title,
        revision_id=row.revision_id,
        number=row.number,
        status=row.status,
        language=row.language,
        title=row.title,
        summary=row.summary,
        minutes=content.minutes,
        review_by=content.review_by,
        review_role=content.review_role,
        blocks=content.blocks,
        sources=content.sources,
        lessons=lessons,
        made_at=row.made_at,
        editions=content.editions,
        behind=content.behind,
        credits=credited(row.credits),
        terms=content.terms,
        team_task=task,
    )


def _content(text_id: int, current_id: int | None, glossary: Glossary) -> _Content:
    row = db.session.execute(
        select(
            LessonRevision.id, LessonRevision.structure, LessonRevision.made, LessonText.rendered, LessonText.language
        )
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(LessonText.id == text_id)
    ).one()
    blocks, terms = linked(assembling.blocks(row.structure, row.rendered), glossary)
    return _Content(
        blocks=blocks,
        sources=assembling.sources(row.rendered),
        minutes=row.structure["minutes"],
        review_by=row.structure["review"]["by"],
        review_role=row.structure["review"]["role"],
        editions=assembling.editions(row.id, row.made, row.language),
        behind=_behind(current_id, row.language) if current_id is not None and current_id > row.id else None,
        terms=terms,
    )


def _behind(current_id: int, language: str) -> Behind | None:
    made = db.session.scalars(select(LessonRevision.made).where(LessonRevision.id == current_id)).one()
    return assembling.behind(made, language)


def _module_words(revision_id: int) -> dict[str, tuple[str, TeamTask | None]]:
    """Return what a lesson shows of its module, per language: its title and its team task."""
    texts = db.session.scalars(select(ModuleRevision.texts).where(ModuleRevision.id == revision_id)).one()
    return {language: (text["title"], team_task(text)) for language, text in texts.items()}
