"""Two people wrote from the same version: what each changed is put together, unless both changed the same paragraph."""

from difflib import SequenceMatcher
from typing import Any

MISSING = object()


class Clash(Exception):  # noqa: N818 (nothing went wrong: two people meant two things)
    """Both changed the same thing in different ways."""


def merged(base: Any, theirs: Any, mine: Any, *, insist: bool = False) -> Any:
    """Return what results from both changes to `base`. Raises Clash where they can't both stand.

    With `insist`, mine stands where they clash: the rest of theirs is still taken in.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(theirs, dict) and isinstance(mine, dict):
        return _mapping(base if isinstance(base, dict) else {}, theirs, mine, insist=insist)
    try:
        if isinstance(theirs, list) and isinstance(mine, list):
            return _list(base if isinstance(base, list) else [], theirs, mine)
        if isinstance(theirs, str) and isinstance(mine, str) and isinstance(base, str):
            return _paragraphs(base, theirs, mine)
    except Clash:
        if not insist:
            raise
    if insist:
        return mine
    raise Clash


def _mapping(base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any], *, insist: bool) -> dict[str, Any]:
    keys = [*theirs, *(key for key in mine if key not in theirs)]
    parts = {key: merged(*(each.get(key, MISSING) for each in (base, theirs, mine)), insist=insist) for key in keys}
    return {key: part for key, part in parts.items() if part is not MISSING}


def _list(base: list[Any], theirs: list[Any], mine: list[Any]) -> list[Any]:
    """Merge things with ids one by one; other lists (options in order, sources, conditions) by what came and went."""
    if all(isinstance(one, dict) and "id" in one for one in [*base, *theirs, *mine]):
        found = [{one["id"]: one for one in each} for each in (base, theirs, mine)]
        things = _mapping(*found, insist=False)
        return [things[name] for name in _order(*(list(each) for each in found)) if name in things]
    if all(isinstance(one, str) for one in [*base, *theirs, *mine]):
        return _order(base, theirs, mine)
    raise Clash


def _order(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """Return the names of both, in the order of whoever moved them; what one of the two took out is gone."""
    gone = {name for name in base if name not in theirs or name not in mine}
    mine_moved = [name for name in mine if name in base] != [name for name in base if name in mine]
    first, second = (mine, theirs) if mine_moved else (theirs, mine)
    made = [name for name in first if name not in gone]
    for place, name in enumerate(second):
        if name not in made and name not in gone:
            before = next((one for one in reversed(second[:place]) if one in made), None)
            made.insert(made.index(before) + 1 if before is not None else 0, name)
    return made


def _paragraphs(base: str, theirs: str, mine: str) -> str:
    """Merge paragraph by paragraph; of two put in at one place, both stay. Raises Clash where both touched the same."""
    start, one, two = (_split(text) for text in (base, theirs, mine))
    if max(len(start), len(one), len(two)) <= 1:
        raise Clash
    changes = sorted([*_changes(start, one), *_changes(start, two)], key=lambda change: (change[0], change[1]))
    made: list[str] = []
    at = 0
    for number, (first, last, new) in enumerate(changes):
        if number and changes[number - 1] == (first, last, new):
            continue
        if number and first < changes[number - 1][1]:
            raise Clash
        made += [*start[at:first], *new]
        at = last
    return "\n\n".join([*made, *start[at:]])


def _split(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part.strip()]


def _changes(base: list[str], other: list[str]) -> list[tuple[int, int, list[str]]]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(first, last, other[start:end]) for tag, first, last, start, end in codes if tag != "equal"]
