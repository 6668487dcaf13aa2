"""The first words of a block, as plain text, for lists in which a heading alone says too little."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lms.core.i18n import LANGUAGES
from lms.studio.bodies import fitted
from lms.studio.documents import body_in
from lms.studio.models import DraftBlock
from lms.studio.plain_words import LENGTH, plain, shortened
from lms.studio.published_words import texts_of


@dataclass(frozen=True)
class Excerpt:
    """Some words and the language they are in."""

    words: str
    language: str


def excerpt_of(block: DraftBlock, language: str, *, after: str) -> Excerpt | None:
    """Return how a block goes on `after` what it is called, in a language or else the other one."""
    for code in (language, *LANGUAGES):
        parts = _read(block.kind, fitted(block.kind, block.structure, body_in(block, code)))
        words = _without(_joined(parts, LENGTH + len(after)), after)
        if words:
            return Excerpt(shortened(words, LENGTH), code)
    return None


def _joined(parts: Iterator[str], enough: int) -> str:
    """Return the words of the first parts; the rest is not read."""
    words = ""
    for part in parts:
        if len(words) > enough:
            break
        words = f"{words} {plain(part)}".strip()
    return words


def _read(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a reader meets first: of a quiz its questions, and no answer."""
    if kind == "quiz":
        return (question["stem"] for question in body.values())
    return texts_of(body)


def _without(words: str, heading: str) -> str:
    opening = heading.removesuffix("…").rstrip()
    if not opening or not words.startswith(opening):
        return words
    rest = words[len(opening) :].strip()
    return f"…{rest}" if rest and heading.endswith("…") else rest
