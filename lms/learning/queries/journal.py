"""Reading a person's own journal. Every read starts from `policy.own_entries`; texts are opened here only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from lms.core.cpr import looks_like_cpr
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.curriculum.models import Lesson, LessonText, Module
from lms.curriculum.quizzes import fold
from lms.learning import policy
from lms.learning.models import JournalCopy, JournalEntry

PER_PAGE = 20
SEARCHED = 2_000  # the newest entries a search opens
FOUND = 100


@dataclass(frozen=True, kw_only=True)
class CopyView:
    """A text that met a newer one and waits for its author's choice."""

    id: int
    text: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class EntryView:
    """An entry as its author's page shows it. `prompt` is empty for a note written freely."""

    id: int
    text: str
    version: int
    updated_at: datetime
    copies: tuple[CopyView, ...]
    prompt: str
    language: str

    @property
    def holds_cpr(self) -> bool:
        return looks_like_cpr(self.text)


@dataclass(frozen=True, kw_only=True)
class JournalLine:
    """An entry in the list, with where it belongs; the places are empty for a note written freely."""

    id: int
    text: str
    prompt: str
    language: str
    module: str
    module_title: str
    lesson: str
    lesson_title: str
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class JournalPage:
    """A page of the list. `entries` counts all there are."""

    lines: tuple[JournalLine, ...]
    number: int
    pages: int
    entries: int


def entries_in(person_id: int, lesson_id: int) -> dict[str, EntryView]:
    """Return a person's reflections in a lesson by block, with what was set aside, in one select."""
    entries = _with_copies(policy.own_entries(person_id).where(JournalEntry.lesson_id == lesson_id))
    return {entry.block or "": _view(entry) for entry in entries}


def entry(person_id: int, entry_id: int) -> EntryView | None:
    """Return one entry of a person's journal, or None when it is not theirs."""
    found = _with_copies(policy.own_entries(person_id).where(JournalEntry.id == entry_id))
    return next((_view(each) for each in found), None)


def journal_page(person_id: int, number: int, *, language: str) -> JournalPage:
    """Return a page of a person's journal, what was written last first."""
    entries = db.session.scalar(select(func.count()).select_from(policy.own_entries(person_id).subquery())) or 0
    pages = max(1, -(-entries // PER_PAGE))
    number = min(max(1, number), pages)
    query = _listed(person_id).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    return JournalPage(lines=tuple(_lines(query, language)), number=number, pages=pages, entries=entries)


def search(person_id: int, words: str, *, language: str) -> tuple[JournalLine, ...]:
    """Return the entries that hold every word, in text, prompt or title, without regard to case and accents."""
    wanted = [fold(word) for word in words.split() if fold(word)]
    found = []
    for line in _lines(_listed(person_id).limit(SEARCHED), language) if wanted else ():
        told = fold(f"{line.text} {line.prompt} {line.lesson_title} {line.module_title}")
        if all(word in told for word in wanted):
            found.append(line)
        if len(found) == FOUND:
            break
    return tuple(found)


def everything(person_id: int, *, language: str) -> tuple[JournalLine, ...]:
    """Return the whole journal, oldest first, for its author to take along."""
    return tuple(_lines(_listed(person_id), language))[::-1]


def _with_copies(query: Select[JournalEntry]) -> Iterable[JournalEntry]:
    query = query.outerjoin(JournalEntry.copies).options(contains_eager(JournalEntry.copies)).order_by(JournalCopy.id)
    return db.session.scalars(query.execution_options(populate_existing=True)).unique()


def _view(entry: JournalEntry) -> EntryView:
    return EntryView(
        id=entry.id,
        text=decrypt(entry.sealed),
        version=entry.version,
        updated_at=entry.updated_at,
        copies=tuple(
            CopyView(id=copy.id, text=decrypt(copy.sealed), written_at=copy.created_at) for copy in entry.copies
        ),
        prompt=entry.prompt,
        language=entry.language,
    )


def _listed(person_id: int) -> Select[JournalEntry, str, str, dict[str, str], str]:
    written_for = (LessonText.revision_id == JournalEntry.revision_id) & (LessonText.language == JournalEntry.language)
    return (
        policy.own_entries(person_id)
        .outerjoin(Lesson, Lesson.id == JournalEntry.lesson_id)
        .outerjoin(Module, Module.id == Lesson.module_id)
        .outerjoin(LessonText, written_for)
        .add_columns(Lesson.slug, Module.slug, Module.titles, LessonText.title)
        .order_by(JournalEntry.updated_at.desc(), JournalEntry.id.desc())
    )


def _lines(query: Select[JournalEntry, str, str, dict[str, str], str], language: str) -> Iterator[JournalLine]:
    for entry, lesson, module, titles, lesson_title in db.session.execute(query):
        yield JournalLine(
            id=entry.id,
            text=decrypt(entry.sealed),
            prompt=entry.prompt,
            language=entry.language,
            module=module or "",
            module_title=(titles or {}).get(language, ""),
            lesson=lesson or "",
            lesson_title=lesson_title or "",
            updated_at=entry.updated_at,
        )
