"""A practice tool as pages see it: a worksheet of fields, in order. See `lms.curriculum.kinds.tool`."""

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from lms.curriculum.blocks import NOTHING, Block


class FieldKind(StrEnum):
    """The kinds of field on a worksheet. A tick (one box) stands in tables only."""

    SECTION = "section"
    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    TICKS = "ticks"
    TICK = "tick"
    SCALE = "scale"
    TABLE = "table"
    SUM = "sum"


class Keeps(StrEnum):
    """Where a worksheet is kept at first: with the account, or on the reader's own device only."""

    ACCOUNT = "account"
    DEVICE = "device"


@dataclass(frozen=True, kw_only=True)
class Named:
    """An option or a row with its words. A row without words is an empty one to fill in."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Example(Named):
    """An idea for a row, of a kind, in a group."""

    group: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Examples:
    """Ideas to begin with, which can be put `into` a column of a table."""

    into: str
    kinds: tuple[Named, ...]
    groups: tuple[Named, ...]
    of: tuple[Example, ...]

    def kind(self, example: Example) -> str:
        """Return the words for an example's kind."""
        return next(kind.label for kind in self.kinds if kind.id == example.kind)

    def within(self, group: Named) -> list[Example]:
        return [example for example in self.of if example.group == group.id]


@dataclass(frozen=True, kw_only=True)
class ToolField:
    """A field of a worksheet, or a column of its table.

    `least` to `most` are a scale's numbers, `low` and `high` the words for its ends. `of` names what a sum adds up:
    scales, or scale columns as `table.column`. A table that is `heat` also shows its scales as a heat map;
    one that is `lights` counts how many of its rows stand at each of three options, the best one first.
    """

    id: str
    kind: FieldKind
    label: str
    hint: Markup = NOTHING
    options: tuple[Named, ...] = ()
    least: int = 0
    most: int = 0
    low: str = ""
    high: str = ""
    columns: tuple["ToolField", ...] = ()
    rows: tuple[Named, ...] = ()
    of: tuple[str, ...] = ()
    heat: bool = False
    lights: bool = False
    examples: Examples | None = None

    @property
    def steps(self) -> range:
        """The numbers of a scale."""
        return range(self.least, self.most + 1)

    @property
    def scales(self) -> tuple["ToolField", ...]:
        """The columns of a table that hold numbers."""
        return tuple(column for column in self.columns if column.kind is FieldKind.SCALE)

    @property
    def light(self) -> "ToolField":
        """The column of a table that says where a row stands."""
        return next(column for column in self.columns if column.kind is FieldKind.CHOICE)

    @property
    def has_named_rows(self) -> bool:
        return any(row.label for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class ToolBlock(Block):
    """A practice tool in place. `tool` is the programme's code of it, the same wherever it stands, or empty.

    `origin` is the lesson and block of the sheet from which this one can be begun, if any.
    """

    tool: str
    keeps: Keeps
    intro: Markup
    fields: tuple[ToolField, ...]
    after: Markup = NOTHING
    origin: tuple[str, str] | None = None

    def field(self, field_id: str) -> ToolField | None:
        return next((field for field in self.fields if field.id == field_id), None)
