"""The six ingredients of anti-stigma training that works, and which blocks of a module carry them.

Source: Knaak, Modgill and Patten 2014, Canadian Journal of Psychiatry 59(10 Suppl 1):S19: a model
drawn from 22 programmes for health-care staff; those with all six did better than those without.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from lms.curriculum.notation.files import is_id
from lms.curriculum.notation.items import Item, each
from lms.curriculum.notation.problems import Page

INGREDIENTS = ("testimony", "contact", "skills", "myths", "facilitator", "recovery")

Json = dict[str, Any]


def read(item: Item) -> Json:
    """Return, per ingredient, the blocks that carry it, as `lesson/block`; an empty list says that it is missing."""
    found = each(item, list(INGREDIENTS))
    return {name: [_place(entry) for entry in found[name].items()] for name in INGREDIENTS if name in found}


def check(page: Page, carried: Mapping[str, list[str]], blocks: Iterable[str]) -> None:
    """Note places that don't exist; `blocks` are those of the module, as `lesson/block`."""
    there = set(blocks)
    for name, places in carried.items():
        for place in places:
            if place and place not in there:
                page.wrong(0, f"{name}: there is no block “{place}” in this module.")


def _place(entry: Item) -> str:
    place = entry.text(161)
    lesson, _, block = place.partition("/")
    if place and not (is_id(lesson) and is_id(block)):
        entry.wrong(f"“{place}” is no block; expected: <lesson>/<block id>.")
    return place
