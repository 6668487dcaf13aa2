"""What can be found, brought up to what readers see. Safe to run at any time, twice, and while people read."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.curriculum import searchable
from lms.curriculum.queries.cards import Card, cards
from lms.curriculum.queries.findable import findable_texts
from lms.curriculum.queries.lessons import published_lesson
from lms.curriculum.queries.terms import glossary
from lms.curriculum.terms import Term
from lms.search import forms
from lms.search.models import SearchEntry
from lms.search.operations import Entry, gather_words, keep_words, replace, rows_of

Key = tuple[str, str]  # ref, language


def refresh() -> int:
    """Make entries of what is new or has changed, and take out what is gone; return how many things that were."""
    known, small = _known(), dict(_small_things())
    wanted = {key: version for key, (version, _) in small.items()}
    for language in LANGUAGES:
        wanted |= {(ref, language): version for ref, version in findable_texts(language).items()}
    new = [key for key, version in wanted.items() if known.get(key) != version]
    touched = [*new, *(key for key in known if key not in wanted)]
    entries = [entry for key in new for entry in ([small[key][1]] if key in small else _lesson(key, wanted[key]))]
    db.session.rollback()
    if touched:
        _write(touched, entries)
    return len(touched)


def _write(touched: list[Key], entries: list[Entry]) -> None:
    """Forms and words are made outside the transactions, which hold SQL only."""
    rows = rows_of(entries)
    with transaction():
        replace(touched, rows)
    words = gather_words()
    db.session.rollback()
    with transaction():
        keep_words(words)


def _known() -> dict[Key, str]:
    """Return the version of everything that has entries."""
    found = db.session.execute(select(SearchEntry.ref, SearchEntry.language, SearchEntry.version).distinct())
    return {(ref, language): version for ref, language, version in found}


def _small_things() -> Iterator[tuple[Key, tuple[str, Entry]]]:
    """Yield terms and cards; their version is made from what they say."""
    for language in LANGUAGES:
        for term in glossary(language):
            entry = searchable.term_entry(term, _digest(term))
            yield (entry.ref, language), (entry.version, entry)
        for card in cards(language):
            if card.language == language:
                entry = searchable.card_entry(card, _digest(card))
                yield (entry.ref, language), (entry.version, entry)


def _lesson(key: Key, version: str) -> list[Entry]:
    (module, slug), language = key[0].split("/"), key[1]
    lesson = published_lesson(module, slug, language)
    return list(searchable.lesson_entries(lesson, version)) if lesson is not None else []


def _digest(thing: Term | Card) -> str:
    return f"{forms.VERSION}:{hashlib.sha256(repr(thing).encode()).hexdigest()[:32]}"


def _refresh() -> None:
    refresh()


REFRESH = Job("curriculum.search", timedelta(minutes=1), _refresh)
