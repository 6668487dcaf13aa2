"""What a form is made of: entries in groups, and the buttons of a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]
Pairs = tuple[tuple[str, str], ...]  # value and what a person reads


class Sort(StrEnum):
    """How something is asked for."""

    PLAIN = "plain"  # a line without formatting
    LINE = "line"  # a line with bold, italics, links
    RICH = "rich"  # paragraphs
    WORDS = "words"  # words or phrases, one a line
    ONE = "one"  # one of some
    RIGHT = "right"  # the one right option, kept as a list
    MANY = "many"  # any of some
    NUMBER = "number"
    TICK = "tick"
    SOURCES = "sources"  # sources with their sections
    RULE = "rule"  # a condition
    WAYS = "ways"  # where it leads
    EFFECTS = "effects"  # what it does to the values


ROOM = {Sort.PLAIN: 200, Sort.LINE: 1_000, Sort.RICH: 20_000, Sort.WORDS: 4_000}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing to fill in. `place` says what it belongs to: `body` (this language), `structure` (every one), `note`."""

    place: str
    path: tuple[str, ...]
    sort: Sort
    label: str
    hint: str = ""
    choices: Pairs = ()
    needed: bool = True
    most: int = 0
    least: int = -1_000

    @property
    def name(self) -> str:
        return ".".join((self.place, *self.path))

    @property
    def subjects(self) -> Pairs:
        """What a rule within it can ask about."""
        return tuple(pair for pair in self.choices if pair[0].partition(":")[0] in ("chose", "not", "least", "most"))

    @property
    def values(self) -> Pairs:
        """What goes up and down."""
        return tuple(pair for pair in self.choices if pair[0].startswith("value:"))

    @property
    def places(self) -> Pairs:
        """Where a way can lead."""
        return tuple(pair for pair in self.choices if ":" not in pair[0])

    @property
    def room(self) -> int:
        return self.most or ROOM.get(self.sort, 200)


@dataclass(frozen=True, kw_only=True)
class Act:
    """A button that saves and does something: `add`, `remove`, `up`, `down`, with what it is about."""

    value: str
    label: str
    quiet: bool = True


PARTED = ("facts", "questions", "nodes", "endings", "topics")  # lists of a structure whose things have a page each


@dataclass(frozen=True, kw_only=True)
class Link:
    """A part with a page of its own."""

    part: str
    label: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Entries that belong together, with their buttons, groups within, and parts with pages of their own."""

    title: str = ""
    hint: str = ""
    entries: Sequence[Entry] = ()
    groups: Sequence["Group"] = ()
    links: Sequence[Link] = ()
    acts: Sequence[Act] = ()

    def all_entries(self) -> list[Entry]:
        return [*self.entries, *(entry for group in self.groups for entry in group.all_entries())]

    def all_acts(self) -> list[Act]:
        return [*self.acts, *(act for group in self.groups for act in group.all_acts())]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What there is to choose from: sources and the writer's own stories, with names to read."""

    sources: Pairs = ()
    stories: Pairs = ()


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a form is about: a block's structure, its words in the language at hand, and the part that is open."""

    kind: str
    structure: Mapping[str, Any]
    body: Mapping[str, Any]
    part: str = ""
    offer: Offer = field(default_factory=Offer)

    def said(self, *path: str) -> str:
        """Return a text of the body, to name things with; empty when it isn't there."""
        value: Any = self.body
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value if isinstance(value, str) else ""
