"""A scenario as a picture and as a list that says the same: which choice leads where.

Works on what is being written, so it takes what isn't finished: a way to a node that isn't there, a node no way leads to,
a loop. Each is shown where it is and named in `Tree.problems`.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lms.curriculum.scenarios import END, SLIDER
from lms.studio.paragraphs import plain, plain_line

Json = Mapping[str, Any]
WIDTH, HEIGHT = 200, 76  # of a box, in units of the picture
GAP, DROP = 28, 74  # between boxes beside each other, between rows
MARGIN = 16
_LINE, _LINES = 24, 2  # characters in a line of a box, and lines
_MOST_IN_LABEL = 120


class Shape(StrEnum):
    """What a box stands for."""

    NODE = "node"
    ENDING = "ending"
    RULES = "rules"  # the endings' rules decide
    MISSING = "missing"  # a way leads to something that isn't there


@dataclass(frozen=True)
class Box:
    """A place in the picture. `x` and `y` are its upper left corner."""

    id: str
    shape: Shape
    words: str
    lines: tuple[str, ...]
    x: int = 0
    y: int = 0
    unreached: bool = False


@dataclass(frozen=True)
class Way:
    """A way from one box to another. `backwards`: it leads to a place that was met before, which makes a loop."""

    source: str
    target: str
    choice: str
    path: str
    label_x: int
    label_y: int
    backwards: bool


@dataclass(frozen=True)
class Branch:
    """A choice in the list: its words, where it leads, and what follows, unless that stands elsewhere in the list."""

    choice: str
    words: str
    target: Box
    only_if: bool
    backwards: bool
    follows: "Twig | None"


@dataclass(frozen=True)
class Twig:
    """A place in the list and the choices it offers."""

    box: Box
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Tree:
    """A scenario laid out. `loops`, `unreached` and `missing` are ids of what a person should look at."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    trunk: Twig | None
    apart: tuple[Twig, ...]  # what can't be reached from the start
    width: int
    height: int
    loops: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def problems(self) -> bool:
        return bool(self.loops or self.unreached or self.missing)


@dataclass(frozen=True)
class _Lead:
    """One way as the structure has it."""

    choice: str
    words: str
    target: str
    only_if: bool


def tree(structure: Json, text: Json) -> Tree:
    """Lay out a scenario block's structure with its texts in one language."""
    graph = _Graph(structure, text)
    boxes = _placed(graph)
    width = max((box.x for box in boxes.values()), default=0) + WIDTH + MARGIN
    height = max((box.y for box in boxes.values()), default=0) + HEIGHT + MARGIN
    written: set[str] = set()
    trunk = _twig(graph, boxes, graph.start, written) if graph.start in boxes else None
    apart = tuple(_twig(graph, boxes, name, written) for name in graph.leads if name not in written)
    return Tree(
        boxes=tuple(boxes.values()),
        ways=tuple(_ways(graph, boxes)),
        trunk=trunk,
        apart=apart,
        width=width,
        height=height,
        loops=tuple(dict.fromkeys(source for source, _ in graph.backwards)),
        unreached=tuple(box.id for box in boxes.values() if box.unreached),
        missing=tuple(box.id for box in boxes.values() if box.shape is Shape.MISSING),
    )


@dataclass
class _Graph:
    """The scenario's places and ways by id, in the order they are met from the start."""

    structure: Json
    text: Json
    start: str = ""
    leads: dict[str, list[_Lead]] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    depth: dict[str, int] = field(default_factory=dict)
    backwards: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        nodes = self.structure.get("nodes") or []
        self.start = str(self.structure.get("start") or "")
        self.shapes = {node["id"]: Shape.NODE for node in nodes}
        self.shapes |= {ending["id"]: Shape.ENDING for ending in self.structure.get("endings") or []}
        self.leads = {node["id"]: list(self._leads(node)) for node in nodes}
        for lead in [lead for leads in self.leads.values() for lead in leads]:
            self.shapes.setdefault(lead.target, Shape.RULES if lead.target == END else Shape.MISSING)
        self.backwards = _backwards(self.leads, self.start)
        self.depth = _depths(self.leads, self.start, self.backwards)

    def _leads(self, node: Json) -> Iterator[_Lead]:
        said = _part(self.text, "nodes", node["id"])
        if "slider" in node:
            words = " … ".join(plain_line(str(said.get(end, ""))) for end in ("low", "high"))
            slider = node["slider"]
            for way in _list(slider.get("to") if isinstance(slider, Mapping) else slider):
                yield _Lead(f"{SLIDER[0]}-{SLIDER[-1]}", words, way["to"], only_if="when" in way)
        for choice in node.get("choices") or []:
            words = plain_line(str(_part(said, "choices", choice["id"]).get("label", "")))
            for way in _list(choice.get("to")):
                yield _Lead(choice["id"], words, way["to"], only_if="when" in way or "when" in choice)

    def words(self, name: str) -> str:
        """Return what a place says, cut to what a label holds."""
        if self.shapes[name] is Shape.ENDING:
            return str(_part(self.text, "endings", name).get("title", ""))
        said = str(_part(self.text, "nodes", name).get("text", ""))
        return textwrap.shorten(plain(said), _MOST_IN_LABEL, placeholder=" …")


def _part(text: Any, *names: str) -> Json:
    """Return a mapping inside a text, or an empty one where it isn't written yet."""
    for name in names:
        text = text.get(name) if isinstance(text, Mapping) else None
    return text if isinstance(text, Mapping) else {}


def _list(ways: Any) -> list[Json]:
    if isinstance(ways, str):
        return [{"to": ways}]
    return [way for way in ways or [] if way.get("to")]


def _backwards(leads: Mapping[str, list[_Lead]], start: str) -> set[tuple[str, str]]:
    """Return the ways that close a loop: those that lead to a place on the path to them."""
    found: set[tuple[str, str]] = set()
    done: set[str] = set()
    for root in [start, *leads]:
        path: list[tuple[str, Iterator[_Lead]]] = [(root, iter(leads.get(root, [])))] if root not in done else []
        on_path = {root}
        while path:
            name, left = path[-1]
            lead = next(left, None)
            if lead is None:
                path.pop()
                on_path.discard(name)
                done.add(name)
            elif lead.target in on_path:
                found.add((name, lead.target))
            elif lead.target not in done:
                path.append((lead.target, iter(leads.get(lead.target, []))))
                on_path.add(lead.target)
    return found


def _depths(leads: Mapping[str, list[_Lead]], start: str, backwards: set[tuple[str, str]]) -> dict[str, int]:
    """Return in which row each place stands that the start leads to: below everything that leads to it."""
    depth = {start: 0} if start in leads else {}
    for _ in range(len(leads) + 1):  # without its backward ways the graph has no longer path
        before = dict(depth)
        for name, level in before.items():
            for lead in leads.get(name, []):
                if (name, lead.target) not in backwards:
                    depth[lead.target] = max(depth.get(lead.target, 0), level + 1)
        if depth == before:
            break
    return depth


def _placed(graph: _Graph) -> dict[str, Box]:
    """Return a box for every place: row by row from the start, then a row of what can't be reached."""
    rows: dict[int, list[str]] = {}
    last = max(graph.depth.values(), default=-1) + 1
    for name in [*graph.depth, *(name for name in graph.shapes if name not in graph.depth)]:
        rows.setdefault(graph.depth.get(name, last), []).append(name)
    broadest = max(map(len, rows.values()), default=0)
    decided = any(shape is Shape.RULES for shape in graph.shapes.values())
    made: dict[str, Box] = {}
    for row, names in sorted(rows.items()):
        shift = (broadest - len(names)) * (WIDTH + GAP) // 2
        for place, name in enumerate(names):
            words = graph.words(name)
            lines = textwrap.wrap(words, _LINE, max_lines=_LINES, placeholder=" …")
            shape = graph.shapes[name]
            unreached = name not in graph.depth and not (shape is Shape.ENDING and decided)
            x, y = MARGIN + shift + place * (WIDTH + GAP), MARGIN + row * (HEIGHT + DROP)
            made[name] = Box(name, shape, words, tuple(lines), x, y, unreached)
    return made


def _ways(graph: _Graph, boxes: Mapping[str, Box]) -> Iterator[Way]:
    for name, leads in graph.leads.items():
        source = boxes[name]
        for number, lead in enumerate(leads, 1):
            target = boxes[lead.target]
            x, y = source.x + WIDTH * number // (len(leads) + 1), source.y + HEIGHT
            path = _curve(x, y, target.x + WIDTH // 2, target.y)
            yield Way(name, lead.target, lead.choice, path, x, y + 16, (name, lead.target) in graph.backwards)


def _curve(x: int, y: int, to_x: int, to_y: int) -> str:
    bend = max(abs(to_y - y) // 2, DROP // 2)
    return f"M {x} {y} C {x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"


def _twig(graph: _Graph, boxes: Mapping[str, Box], name: str, written: set[str]) -> Twig:
    """Return a place with what follows. Each place is written out once; later mentions name it only."""
    written.add(name)
    branches = []
    for lead in graph.leads.get(name, []):
        fresh = lead.target in graph.leads and lead.target not in written
        follows = _twig(graph, boxes, lead.target, written) if fresh else None
        backwards = (name, lead.target) in graph.backwards
        branches.append(Branch(lead.choice, lead.words, boxes[lead.target], lead.only_if, backwards, follows))
    return Twig(boxes[name], tuple(branches))
