"""Putting entries in and taking them out. Forms are made before, so that a transaction holds only SQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, tuple_

from lms.core.db import db
from lms.search import forms
from lms.search.models import SearchEntry, SearchWord

LEAST = 4  # letters of a word worth offering as a near word
MOST = 60
MANY = 300  # rows named in one statement


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A piece of text to be found: see `SearchEntry`. `heading` names the part, `place` where the whole stands."""

    kind: str
    ref: str
    language: str
    version: str
    title: str
    body: str
    part: str = ""
    heading: str = ""
    place: str = ""


def rows_of(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return entries as rows, with their words in the search form. Takes a while: call it before a transaction."""
    return [
        {
            "kind": entry.kind,
            "ref": entry.ref,
            "part": entry.part,
            "language": entry.language,
            "version": entry.version,
            "position": position,
            "title": entry.title,
            "heading": entry.heading,
            "place": entry.place,
            "body": entry.body,
            "title_form": forms.forms(f"{entry.title} {entry.heading}", entry.language),
            "body_form": forms.forms(entry.body, entry.language),
        }
        for position, entry in enumerate(entries)
    ]


def replace(things: Sequence[tuple[str, str]], rows: list[dict[str, Any]]) -> None:
    """Put `rows` in the place of everything kept of `things`, each a ref and a language."""
    for start in range(0, len(things), MANY):
        some = things[start : start + MANY]
        db.session.execute(delete(SearchEntry).where(tuple_(SearchEntry.ref, SearchEntry.language).in_(some)))
    if rows:
        db.session.execute(insert(SearchEntry), rows)


def gather_words() -> list[dict[str, Any]]:
    """Return every word the entries are written with, as rows. Takes a while: call it before a transaction."""
    found: set[tuple[str, str]] = set()
    for language, title, heading, body in db.session.execute(
        select(SearchEntry.language, SearchEntry.title, SearchEntry.heading, SearchEntry.body)
    ):
        for word in forms.words(f"{title} {heading} {body}"):
            if LEAST <= len(word[0]) <= MOST and not any(letter.isdigit() for letter in word[0]):
                found.add((language, word[0].casefold()))
    return [
        {"language": language, "word": word, "trigrams": " ".join(sorted(forms.trigrams(word)))}
        for language, word in sorted(found)
    ]


def keep_words(rows: list[dict[str, Any]]) -> None:
    """Let `rows` be the words that may be offered. Only what is new is written, and what is gone taken out."""
    known = db.session.execute(select(SearchWord.id, SearchWord.language, SearchWord.word))
    there = {(row.language, row.word): row.id for row in known}
    wanted = {(row["language"], row["word"]) for row in rows}
    gone = [number for key, number in there.items() if key not in wanted]
    for start in range(0, len(gone), MANY):
        db.session.execute(delete(SearchWord).where(SearchWord.id.in_(gone[start : start + MANY])))
    new = [row for row in rows if (row["language"], row["word"]) not in there]
    if new:
        db.session.execute(insert(SearchWord), new)
