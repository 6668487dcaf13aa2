"""The words of a part, sentence by sentence, and the passages somebody talks about where they stand in them.

A passage is found by its words: in the same part and language, whatever the spaces between them. When they can't be found
any more, the passage has changed since.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lms.studio.paragraphs import parts
from lms.studio.plain_words import plain
from lms.studio.published_words import texts_of

MOST = 400  # sentences a page lists to choose from
_CLOSING = "\"')\u00bb\u201d\u2019"
_OPENING = "\"'(\u00ab\u201c\u2018"
_END = re.compile(rf"(?:(?<=[.!?\u2026])|(?<=[.!?\u2026][{_CLOSING}]))\s+(?=[{_OPENING}]*[A-ZÆØÅ0-9])")


@dataclass(frozen=True)
class Piece:
    """Some words of a sentence. `threads`: the conversations about them; `ends`: those whose passage ends here."""

    words: str
    threads: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence, and its pieces where passages begin and end in it."""

    words: str
    pieces: Sequence[Piece]


Paragraph = Sequence[Sentence]


def sentences_of(body: Mapping[str, Any], passages: Iterable[tuple[int, str]] = ()) -> list[Paragraph]:
    """Return a part's paragraphs as sentences, with the passages (conversation, words) marked in them."""
    paragraphs = [_END.split(one) for one in _paragraphs(body)]
    spans = _spans(" ".join(" ".join(one) for one in paragraphs), passages)
    made: list[Paragraph] = []
    at = 0
    for one in paragraphs:
        sentences = []
        for words in one:
            sentences.append(Sentence(words, _pieces(words, at, spans)))
            at += len(words) + 1
        made.append(sentences)
    return made


def around(body: Mapping[str, Any], passage: str) -> list[list[Piece]]:
    """Return the paragraphs in which a passage stands, the passage marked; nothing when its words have changed."""
    marked = sentences_of(body, [(1, passage)]) if passage else []
    found = [one for one in marked if any(piece.threads for sentence in one for piece in sentence.pieces)]
    return [_joined(one) for one in found]


def _joined(paragraph: Paragraph) -> list[Piece]:
    """Return a paragraph's pieces in a row, a space between its sentences."""
    made: list[Piece] = []
    for sentence in paragraph:
        made += [Piece(" ")] if made else []
        made += sentence.pieces
    return made


def stands(body: Mapping[str, Any], passage: str) -> bool:
    """Tell whether the words of a passage still stand in a part."""
    return not passage.strip() or bool(_spans(" ".join(_paragraphs(body)), [(1, passage)]))


def _paragraphs(body: Mapping[str, Any]) -> list[str]:
    found = (plain(source) for text in texts_of(body) for source, _said in parts(text))
    return [words for words in found if words]


def _spans(whole: str, passages: Iterable[tuple[int, str]]) -> list[tuple[int, int, int]]:
    """Return where each passage stands: first and last place, and the conversation."""
    found = []
    for thread, passage in passages:
        words = [re.escape(word) for word in passage.split()]
        match = re.search(r"\s+".join(words), whole, re.IGNORECASE) if words else None
        if match:
            found.append((match.start(), match.end(), thread))
    return found


def _pieces(words: str, at: int, spans: Sequence[tuple[int, int, int]]) -> list[Piece]:
    """Cut a sentence that begins at a place of the whole where passages begin and end."""
    last = at + len(words)
    cuts = sorted({at, last, *(place for start, end, _ in spans for place in (start, end) if at < place < last)})
    made = []
    for start, end in pairwise(cuts):
        inside = tuple(thread for first, over, thread in spans if first < end and over > start)
        ends = tuple(thread for first, over, thread in spans if start < over <= end and first < over)
        made.append(Piece(words[start - at : end - at], inside, ends))
    return made
