"""Who brought in the words of a lesson: each word belongs to whoever's change introduced it and still stands.

Changes are followed block by block and language by language, from draft to draft of the same lesson; what an import or a new
draft brought belongs to nobody until somebody changes it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

Owner = int | None  # a partner's id; none for what came from the sources
_WORD = re.compile(r"\w+(?:[-'\u2019]\w+)*")
_Attributed = list[tuple[str, Owner]]


def words_of(body: Any) -> list[str]:
    """Return the words of a text's body, in order, whatever its shape."""
    return [word for text in texts_of(body) for word in _WORD.findall(text.casefold())]


def carried_on(before: _Attributed, words: Sequence[str], owner: Owner) -> _Attributed:
    """Return `words` with their owners: those that stood before keep theirs, new ones are `owner`'s."""
    old = [word for word, _ in before]
    start = _common(old, words)
    end = _common(old[start:][::-1], words[start:][::-1])
    middle_old, middle_new = old[start : len(old) - end], words[start : len(words) - end]
    made = before[:start]
    for what, first, last, new_first, new_last in SequenceMatcher(
        None, middle_old, middle_new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            made += before[start + first : start + last]
        else:
            made += [(word, owner) for word in middle_new[new_first:new_last]]
    return made + (before[len(before) - end :] if end else [])


def shares(
    changes: Iterable[tuple[tuple[int, str, str], Any, Owner]], standing: set[tuple[int, str, str]]
) -> Counter[Owner]:
    """Count the words each owner brought in. A change is (lesson, block, language), the body it left, who made it.

    Only places that still stand are counted: `standing` names them.
    """
    places: dict[tuple[int, str, str], _Attributed] = defaultdict(list)
    for place, body, owner in changes:
        places[place] = carried_on(places[place], words_of(body), owner)
    return Counter(owner for place in standing for _, owner in places.get(place, ()))


def texts_of(body: Any) -> Iterator[str]:
    """Yield the texts of a body, in order."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict):
        for value in body.values():
            yield from texts_of(value)
    elif isinstance(body, list):
        for value in body:
            yield from texts_of(value)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
