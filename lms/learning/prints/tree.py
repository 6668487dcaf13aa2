"""What stands on paper, as plain data: the words of the tree that `printed.typ` lays out.

A node is a dict with `t`, what it is. Inline nodes are plain strings too. Nodes hold words, never markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Node = dict[str, Any]
Run = list[Any]  # strings and inline nodes


def heading(level: int, words: str) -> Node:
    return {"t": "h", "n": level, "c": [words]}


def par(*run: Any) -> Node:
    return {"t": "p", "c": list(run)}


def strong(words: str) -> Node:
    return {"t": "b", "c": [words]}


def link(address: str, words: str) -> Node:
    return {"t": "a", "to": address, "c": [words]}


def reference(place: str, words: Run) -> Node:
    """Return a link to a place on this paper; where the place is missing the words stand alone."""
    return {"t": "ref", "to": place, "c": words}


def meta(*run: Any) -> Node:
    return {"t": "meta", "c": list(run)}


def tag(words: str) -> Node:
    return {"t": "tag", "c": [words]}


def bullets(items: Iterable[Sequence[Node]]) -> Node:
    return {"t": "ul", "i": [list(item) for item in items]}


def boxes(items: Iterable[Run], *, round_: bool = False) -> Node:
    """Return options to tick; `round_` ones are for choosing one."""
    return {"t": "boxes", "i": [list(item) for item in items], "round": round_}


def room(lines: int) -> Node:
    """Return empty lines to write on."""
    return {"t": "room", "n": lines}


def note(*nodes: Node) -> Node:
    return {"t": "note", "b": list(nodes)}


def together(nodes: Iterable[Node]) -> Node:
    """Return what should not be torn apart by the end of a page."""
    return {"t": "whole", "b": list(nodes)}


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[Sequence[Node]]],
    *,
    over: Sequence[Node] = (),
    wide: bool = False,
    first: float = 1,
    tears: bool = False,
) -> Node:
    """Return a table with what stands `over` it. The first cell of a row says what the row is.

    The first column is `first` times as broad as the others. A `wide` table lies across the page. A row stays on one
    page, unless it is long and `tears`.
    """
    cells = [[list(cell) for cell in row] for row in rows]
    shape = {"wide": wide, "first": first, "tears": tears}
    return {"t": "table", "over": list(over), "head": list(head), "rows": cells} | shape


def anchored(place: str, *nodes: Node) -> Node:
    return {"t": "at", "id": place, "b": list(nodes)}


def walk(nodes: Any) -> Iterator[Node]:
    """Yield every node of a tree, in reading order."""
    if isinstance(nodes, dict):
        if "t" in nodes:
            yield nodes
        for value in nodes.values():
            yield from walk(value)
    elif isinstance(nodes, list):
        for each in nodes:
            yield from walk(each)


def lowered(nodes: list[Node], by: int) -> list[Node]:
    """Let all headings stand `by` levels lower."""
    for node in walk(nodes):
        if node["t"] == "h":
            node["n"] += by
    return nodes


def in_steps(nodes: list[Node]) -> list[Node]:
    """Let no heading skip a level, as readers of a tagged PDF expect it."""
    last = 0
    for node in walk(nodes):
        if node["t"] == "h":
            last = node["n"] = min(node["n"], last + 1)
    return nodes


def closed(nodes: list[Node]) -> list[Node]:
    """Turn references to places that are not on this paper into their words."""
    places = {node["id"] for node in walk(nodes) if node["t"] == "at"}
    for node in walk(nodes):
        if node["t"] == "ref" and node["to"] not in places:
            node["t"] = "span"
    return nodes
