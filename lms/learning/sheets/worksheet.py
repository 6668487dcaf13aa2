"""A practice tool's worksheet: the names of its fields, what a form sends for them, and what they add up to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from flask_babel import gettext as _

from lms.core.errors import DomainError
from lms.curriculum.tool_blocks import FieldKind, ToolBlock, ToolField
from lms.tools.values import Values, as_text

PREFIX = "f."  # of a field's name in the form
LONGEST_LINE, LONGEST_TEXT, LONGEST_SHEET = 500, 5_000, 60_000  # characters
SHADES = 4  # of a heat map, above none
_NAME = re.compile(r"[a-z0-9.-]{1,250}")
_TEXTS = (FieldKind.LINE, FieldKind.LINES)


class Sent(Protocol):
    """What a form sent, by name."""

    def get(self, key: str, default: str) -> str: ...
    def getlist(self, key: str) -> list[str]: ...
    def __iter__(self) -> Iterator[str]: ...


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A sheet as a page shows it: the tool, what stands in its fields, and what stood in fields it no longer has."""

    block: ToolBlock
    values: Values

    def value(self, name: str) -> str:
        found = self.values.get(name, "")
        return found if isinstance(found, str) else ""

    def has(self, name: str, option: str) -> bool:
        return option in self.values.get(name, ())

    def total(self, field: ToolField) -> int | None:
        """Return what a sum comes to; None while nothing it adds up has been filled in."""
        numbers = [int(self.value(name)) for name in self.added(field) if self.value(name).isdigit()]
        return sum(numbers) if numbers else None

    def added(self, field: ToolField) -> list[str]:
        """Return the names of the scales a sum adds up."""
        return [name for of in field.of for name in _scales(self.block, of)]

    def most(self, field: ToolField) -> int:
        """Return what a sum comes to at most."""
        parts = dict(named_fields(self.block))
        return sum(parts[name].most for name in self.added(field))

    def shade(self, column: ToolField, name: str) -> int | None:
        """Return how strongly a heat map shades a number, 0 to 4; None where there is none. As in worksheet.js."""
        if not self.value(name).isdigit():
            return None
        span = column.most - column.least
        return (2 * SHADES * (int(self.value(name)) - column.least) + span) // (2 * span)

    def standing(self, field: ToolField, option: str) -> int:
        """Return how many rows of a table with lights stand at an option. As in worksheet.js."""
        return sum(self.value(f"{field.id}.{row.id}.{field.light.id}") == option for row in field.rows)

    @property
    def left_over(self) -> dict[str, str]:
        """What stands in fields that this revision of the tool doesn't have (rule 7)."""
        known = {name for name, _field in named_fields(self.block)}
        return {
            name: value if isinstance(value, str) else ", ".join(value)
            for name, value in self.values.items()
            if name not in known
        }


def named_fields(block: ToolBlock) -> Iterator[tuple[str, ToolField]]:
    """Yield every field to fill in with its name: its id, or table.row.column."""
    for field in block.fields:
        if field.kind is FieldKind.TABLE:
            for row in field.rows:
                for column in field.columns:
                    yield f"{field.id}.{row.id}.{column.id}", column
        elif field.kind not in (FieldKind.SECTION, FieldKind.SUM):
            yield field.id, field


def filled_in(block: ToolBlock, sent: Sent) -> dict[str, str | list[str]]:
    """Return what a form sent, without what is empty or not offered. Call `refuse_too_long` before keeping it."""
    values = {name: _value(field, name, sent) for name, field in named_fields(block)}
    for key in sent:
        name = key.removeprefix(PREFIX)
        if key.startswith(PREFIX) and name not in values and _NAME.fullmatch(name) and len(values) < 2_000:
            values[name] = _clean(sent.get(key, ""))
    return {name: value for name, value in values.items() if value}


def refuse_too_long(block: ToolBlock, values: Values) -> None:
    """Refuse what no field has room for."""
    fields = dict(named_fields(block))
    for name, value in values.items():
        field = fields.get(name)
        room = LONGEST_LINE if field is not None and field.kind is FieldKind.LINE else LONGEST_TEXT
        if len(value) > room and isinstance(value, str):
            raise DomainError(
                _(
                    "This text has %(has)s characters; there is room for %(room)s. Nothing is lost: shorten it and send again.",
                    has=len(value),
                    room=room,
                ),
                status=422,
            )
    if len(as_text(values)) > LONGEST_SHEET:
        raise DomainError(
            _("The sheet as a whole is too long. Nothing is lost: shorten it and send again."), status=422
        )


def in_words(field: ToolField, value: str | list[str]) -> str:
    """Return what stands in a field as its reader sees it."""
    labels = {option.id: option.label for option in field.options}
    if isinstance(value, list):
        return ", ".join(labels.get(each, each) for each in value)
    if field.kind is FieldKind.TICK:
        return str(_("Yes")) if value else ""
    return labels.get(value, value)


def _value(field: ToolField, name: str, sent: Sent) -> str | list[str]:
    offered = {option.id for option in field.options}
    if field.kind is FieldKind.TICKS:
        return [each for each in dict.fromkeys(sent.getlist(PREFIX + name)) if each in offered]
    text = _clean(sent.get(PREFIX + name, ""))
    match field.kind:
        case FieldKind.CHOICE:
            return text if text in offered else ""
        case FieldKind.TICK:
            return "1" if text else ""
        case FieldKind.SCALE:
            return text if text in map(str, field.steps) else ""
        case FieldKind.LINE:
            return " ".join(text.split("\n"))
    return text


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.rstrip() if text.strip() else ""


def _scales(block: ToolBlock, of: str) -> list[str]:
    table_id, _dot, column = of.partition(".")
    table = block.field(table_id)
    if not column or table is None:
        return [of]
    return [f"{table_id}.{row.id}.{column}" for row in table.rows]


def plain(block: ToolBlock, values: Values) -> Mapping[str, str]:
    """Return a sheet's values by name, each in words, in the order of the form; left-over ones at the end."""
    fields = dict(named_fields(block))
    known = {name: in_words(field, values[name]) for name, field in fields.items() if name in values}
    return known | Worksheet(block=block, values=values).left_over


def labels(block: ToolBlock, *sheets: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the name of every field with its words; of a table with its row and column. Left-over ones at the end."""
    named = []
    for field in block.fields:
        if field.kind is not FieldKind.TABLE:
            named.append((field.id, field.label))
            continue
        for number, row in enumerate(field.rows, 1):
            for column in field.columns:
                words = f"{field.label} · {row.label or number} · {column.label}"
                named.append((f"{field.id}.{row.id}.{column.id}", words))
    known = {name for name, _label in named}
    earlier = dict.fromkeys(name for sheet in sheets for name in sheet if name not in known)
    return named + [(name, str(_("From an earlier version of this sheet"))) for name in earlier]


def told(block: ToolBlock, values: Values) -> list[tuple[str, str]]:
    """Return a sheet line by line, label and words, as a text file has it; sections without words between them."""
    words = plain(block, values)
    sheet = Worksheet(block=block, values=values)
    sums = {field.id: sheet.total(field) for field in block.fields if field.kind is FieldKind.SUM}
    words = dict(words) | {name: str(total) for name, total in sums.items() if total is not None}
    sections = {field.id for field in block.fields if field.kind is FieldKind.SECTION}
    return [(label, words.get(name, "")) for name, label in labels(block, words) if name in sections or name in words]
