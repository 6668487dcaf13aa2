"""What the curriculum must know of a kind of block to read, write, render and show it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from lms.curriculum.blocks import Block
from lms.curriculum.notation.items import Fields
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body
from lms.curriculum.pen import Pen

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """A kind of block, from its files to the page. Its body in a text file is YAML.

    `structure` reads its `keys` (and the `optional` ones) of lesson.yaml, given the codes of the known sources; `text`
    reads what a language says against that structure; `rendered` makes plain JSON with finished HTML of it; `assembled`
    puts structure and rendering into the dataclass that pages work with. `in_line` are the keys whose values stand in
    one line of lesson.yaml.
    """

    keys: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    in_line: frozenset[str] = frozenset()
    structure: Callable[[Fields, Collection[str]], Json]
    text: Callable[[Body, Json, Prose], Json]
    rendered: Callable[[Json, Json, Pen], Json]
    assembled: Callable[[Json, Json, dict[str, Any]], Block]
