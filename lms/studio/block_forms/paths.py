"""Finding and replacing a value inside a structure or a body, by a path of keys and ids."""

from collections.abc import Mapping
from typing import Any


def value_at(whole: Any, path: tuple[str, ...]) -> Any:
    """Return what stands at `path`: keys of mappings, ids of things in a list, left sides of pairs; None if nothing."""
    for step in path:
        whole = _step(whole, step)
    return whole


def with_value(whole: Any, path: tuple[str, ...], value: Any) -> Any:
    """Return a copy of `whole` with `value` at `path`. Mappings on the way that are not there are made."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(whole, list):
        return [_replaced(one, step, rest, value) for one in whole]
    known = dict(whole) if isinstance(whole, Mapping) else {}
    return known | {step: with_value(known.get(step), rest, value)}


def without(whole: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """Return a copy of `whole` without the key at the end of `path`."""
    parent = value_at(whole, path[:-1])
    if not isinstance(parent, Mapping):
        return whole
    return with_value(whole, path[:-1], {key: part for key, part in parent.items() if key != path[-1]})


def _step(whole: Any, step: str) -> Any:
    if isinstance(whole, Mapping):
        return whole.get(step)
    if isinstance(whole, list):
        for one in whole:
            if isinstance(one, Mapping) and one.get("id") == step:
                return one
            if isinstance(one, list) and one and one[0] == step:
                return one[1]
    return None


def _replaced(one: Any, step: str, rest: tuple[str, ...], value: Any) -> Any:
    if isinstance(one, Mapping) and one.get("id") == step:
        return with_value(one, rest, value)
    if isinstance(one, list) and one and one[0] == step:
        return [one[0], value]
    return one
