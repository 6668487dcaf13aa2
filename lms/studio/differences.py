"""What has changed between two texts, word by word, for people: paragraphs with words that stayed, were added, removed.

A paragraph that says the same in another shape (something became bold, a link leads elsewhere) is told as that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from lms.studio.paragraphs import plain

_WORD = re.compile(r"\s+|\[@[^\]\n]*\]|\w+|[^\w\s]")
_MOST_PAIRS = 4_000_000  # beyond this many pairs of words the comparison takes its short way
_ALIKE = 0.5  # paragraphs that share less than this are one removed and one added
_SHORT = 3  # this many characters that stayed between two changes are read with them

Json = Mapping[str, Any]


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Part:
    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list or quote. `reshaped`: its words are the same, its formatting is not."""

    parts: tuple[Part, ...]
    reshaped: bool = False

    @property
    def is_changed(self) -> bool:
        return self.reshaped or any(part.change is not Change.SAME for part in self.parts)


@dataclass(frozen=True)
class FieldDifference:
    """What changed in one text of a block; `path` says which, such as ("facts", "f1")."""

    path: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


def differences(before: str, after: str) -> tuple[Paragraph, ...]:
    """Return how the Markdown `before` became `after`."""
    return tuple(_paragraphs(_split(before), _split(after)))


def body_differences(before: Json | None, after: Json | None) -> tuple[FieldDifference, ...]:
    """Return the texts of a block's body that changed, in the order of the newer one."""
    old, new = dict(_texts(before or {})), dict(_texts(after or {}))
    paths = [*new, *(path for path in old if path not in new)]
    return tuple(
        FieldDifference(path, differences(old.get(path, ""), new.get(path, "")))
        for path in paths
        if old.get(path) != new.get(path)
    )


def _texts(body: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text in a body with its path."""
    if isinstance(body, Mapping):
        for name, part in body.items():
            yield from _texts(part, (*path, str(name)))
    elif isinstance(body, list):
        yield path, "\n\n".join(str(part) for part in body)
    elif body is not None:
        yield path, str(body)


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"\n{2,}", text.strip("\n")) if part.strip()]


def _paragraphs(before: list[str], after: list[str]) -> Iterator[Paragraph]:
    for what, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Paragraph((Part(Change.SAME, plain(text)),)) for text in before[start:end])
        else:
            yield from _changed(before[start:end], after[new_start:new_end])


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    """Yield changed paragraphs: those that are alike held against each other, the others whole."""
    left = list(before)
    for text in after:
        alike = next((place for place, old in enumerate(left) if _likeness(old, text) >= _ALIKE), None)
        if alike is None:
            yield _whole(Change.ADDED, text)
            continue
        yield from (_whole(Change.REMOVED, old) for old in left[:alike])
        yield _compared(plain(left[alike]), plain(text))
        left = left[alike + 1 :]
    yield from (_whole(Change.REMOVED, old) for old in left)


def _likeness(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, _WORD.findall(old), _WORD.findall(new))
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _whole(change: Change, text: str) -> Paragraph:
    return Paragraph((Part(change, plain(text)),))


def _compared(before: str, after: str) -> Paragraph:
    if before == after:
        return Paragraph((Part(Change.SAME, after),), reshaped=True)
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts: list[Part] = []
    quick = len(old) * len(new) > _MOST_PAIRS
    for what, start, end, new_start, new_end in SequenceMatcher(str.isspace, old, new, autojunk=quick).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        if what == "equal":
            parts.append(Part(Change.SAME, come))
        else:
            parts += [Part(Change.REMOVED, gone)] * bool(gone) + [Part(Change.ADDED, come)] * bool(come)
    return Paragraph(tuple(_calm(parts)))


def _calm(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with changes that only a space or a comma keeps apart read as one: fewer, longer pieces."""
    made: list[Part] = []
    removed = added = ""
    for number, part in enumerate(parts):
        between = 0 < number < len(parts) - 1 and len(part.text) <= _SHORT and not part.text.strip().isalnum()
        if part.change is Change.SAME and not (between and (removed or added)):
            made += _both(removed, added)
            made.append(part)
            removed = added = ""
            continue
        removed += part.text if part.change is not Change.ADDED else ""
        added += part.text if part.change is not Change.REMOVED else ""
    return made + _both(removed, added)


def _both(removed: str, added: str) -> list[Part]:
    return [Part(Change.REMOVED, removed)] * bool(removed) + [Part(Change.ADDED, added)] * bool(added)
