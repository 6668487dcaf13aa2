"""The glossary: its terms in one language, and the lessons they stand in.

What a glossary says is made once per process and kept until a term changes; so is where its terms stand, until a lesson does.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.curriculum import assembling, citations
from lms.curriculum.blocks import Citation
from lms.curriculum.cache import Shelf
from lms.curriculum.linking import linked
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module, Source
from lms.curriculum.models import Term as TermRow
from lms.curriculum.queries.shown import is_shown
from lms.curriculum.terms import Glossary, Term, order

NO_GLOSSARY = Glossary()
VERSION = select(func.max(TermRow.changed_at))  # a term that changes or goes makes it a newer one


@dataclass(frozen=True, kw_only=True)
class TermPlace:
    """A lesson in which a term stands."""

    module_slug: str
    slug: str
    title: str


@dataclass(frozen=True, kw_only=True)
class TermPage:
    """A term with its sources in words and the lessons it stands in, in the programme's order."""

    term: Term
    citations: tuple[Citation, ...]
    places: tuple[TermPlace, ...]


_glossaries: Shelf[Glossary] = Shelf(most=8)
_places: Shelf[dict[str, tuple[TermPlace, ...]]] = Shelf(most=8)


def glossary(language: str) -> tuple[Term, ...]:
    """Return all terms in a language, in its alphabet."""
    return glossary_of(db.session.scalar(VERSION), language).terms


def term_page(slug: str, language: str) -> TermPage | None:
    """Return what a term's page shows, or None where there is no such term."""
    version = db.session.scalar(VERSION)
    known = glossary_of(version, language)
    term = known.named.get(slug)
    if term is None:
        return None
    places = _all_places(version, known)
    return TermPage(term=term, citations=_citations(term), places=places.get(slug, ()))


def glossary_of(version: datetime | None, language: str) -> Glossary:
    """Return the glossary as of its last change, which the caller has read."""
    if version is None:
        return NO_GLOSSARY
    return _glossaries.get((version, language), lambda: _glossary(language))


def forget_terms() -> None:
    """Empty what this process keeps (for tests)."""
    _glossaries.clear()
    _places.clear()


def _glossary(language: str) -> Glossary:
    rows = list(db.session.scalars(select(TermRow).where(TermRow.position.is_not(None))))
    names = {row.slug: row.texts[language]["term"] for row in rows}
    other = next(code for code in LANGUAGES if code != language)
    terms = sorted((_term(row, language, other, names) for row in rows), key=lambda term: order(term.term))
    return Glossary(language, tuple(terms), {term.slug: term for term in terms})


def _term(row: TermRow, language: str, other: str, names: dict[str, str]) -> Term:
    text, structure = row.texts[language], row.structure
    return Term(
        slug=row.slug,
        language=language,
        term=text["term"],
        forms=tuple(text["forms"]),
        meaning=text["meaning"],
        other=row.texts[other]["term"],
        other_language=other,
        as_of=structure.get("as_of", ""),
        country=structure.get("country", ""),
        related=tuple((slug, names[slug]) for slug in structure["related"] if slug in names),
        sources=tuple(structure["sources"]),
    )


def _citations(term: Term) -> tuple[Citation, ...]:
    references = [citations.split(each) for each in term.sources]
    found = select(Source.code, Source.entry).where(Source.code.in_([code for code, _ in references]))
    rows = db.session.execute(found) if references else ()
    entries: dict[str, Any] = {row.code: row.entry for row in rows}
    return tuple(
        Citation(
            code=code,
            short=entries[code]["short"][term.language],
            title=entries[code]["title"][term.language],
            section=section,
            url=entries[code].get("url") or "",
        )
        for code, section in references
        if code in entries
    )


def _all_places(version: datetime | None, known: Glossary) -> dict[str, tuple[TermPlace, ...]]:
    """Return for each term the lessons that show it in the glossary's language."""
    rows = db.session.execute(
        select(Module.slug.label("module"), Lesson.slug, LessonText.title, LessonText.id, LessonText.rendered_at)
        .join(Lesson, Lesson.module_id == Module.id)
        .join(LessonRevision, LessonRevision.lesson_id == Lesson.id)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(LessonText.language == known.language, Lesson.retired_at.is_(None), is_shown())
        .order_by(Module.position, Lesson.position, Lesson.id)
    ).all()
    state = tuple((row.id, row.rendered_at) for row in rows)
    return _places.get((version, known.language, state), lambda: _found(rows, known))


def _found(rows: Any, known: Glossary) -> dict[str, tuple[TermPlace, ...]]:
    contents = (
        select(LessonText.id, LessonRevision.structure, LessonText.rendered)
        .join(LessonRevision, LessonRevision.id == LessonText.revision_id)
        .where(LessonText.id.in_([row.id for row in rows]))
    )
    met = {key: _met(structure, rendered, known) for key, structure, rendered in db.session.execute(contents)}
    places: dict[str, list[TermPlace]] = defaultdict(list)
    for row in rows:
        for term in met[row.id]:
            places[term.slug].append(TermPlace(module_slug=row.module, slug=row.slug, title=row.title))
    return {slug: tuple(found) for slug, found in places.items()}


def _met(structure: Any, rendered: Any, known: Glossary) -> tuple[Term, ...]:
    """Return the terms a lesson shows: none while it waits to be rendered as this version of the program does it."""
    try:
        return linked(assembling.blocks(structure, rendered), known)[1]
    except (KeyError, TypeError):
        return ()
