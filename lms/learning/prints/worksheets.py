"""A practice tool on paper: an empty worksheet with room to write."""

from flask_babel import gettext as _

from lms.curriculum.tool_blocks import FieldKind, ToolBlock, ToolField
from lms.learning.prints.prose import flow, line
from lms.learning.prints.tree import Node, boxes, heading, meta, par, room, strong, table, together
from lms.learning.sheets.worksheet import Worksheet

WIDE = 5  # columns from which a table lies across the page


def worksheet(block: ToolBlock, base: str) -> list[Node]:
    """Return a tool to fill in with a pen."""
    made = [*flow(block.intro, base), meta(_("No real citizens here: fictional cases only, and no real names."))]
    for field in block.fields:
        if field.kind is FieldKind.SECTION:
            made += [heading(3, field.label), *_hint(field, base)]
        elif field.kind is FieldKind.TABLE:
            made.append(_table(field, base))
        else:
            made.append(together([par(strong(field.label)), *_hint(field, base), *_field(block, field)]))
    return made + flow(block.after, base)


def _hint(field: ToolField, base: str) -> list[Node]:
    return [meta(*line(field.hint, base))] if field.hint else []


def _field(block: ToolBlock, field: ToolField) -> list[Node]:
    match field.kind:
        case FieldKind.CHOICE | FieldKind.TICKS:
            return [boxes([[option.label] for option in field.options], round_=field.kind is FieldKind.CHOICE)]
        case FieldKind.SCALE:
            return [par(_ends(field)), _steps(field)]
        case FieldKind.LINES:
            return [room(4)]
        case FieldKind.SUM:
            most = Worksheet(block=block, values={}).most(field)
            return [room(1), meta(_("of %(most)s at most", most=most))]
    return [room(1)]


def _table(field: ToolField, base: str) -> Node:
    head = [_("Row"), *(column.label if field.heat else _column(column) for column in field.columns)]
    rows = [
        [[par(row.label or str(number))], *(_cell(column, field) for column in field.columns)]
        for number, row in enumerate(field.rows, 1)
    ]
    over = [par(strong(field.label)), *_hint(field, base)]
    over += [meta(strong(column.label), ": ", *line(column.hint, base)) for column in field.columns if column.hint]
    over += [meta(_ends(field.scales[0]))] if field.heat else []
    first = 1.4 if field.has_named_rows else 0.4
    return table(head, rows, over=over, wide=len(field.columns) >= WIDE, first=first)


def _column(column: ToolField) -> str:
    return f"{column.label} ({_ends(column)})" if column.kind is FieldKind.SCALE else column.label


def _cell(column: ToolField, field: ToolField) -> list[Node]:
    match column.kind:
        case FieldKind.CHOICE:
            return [boxes([[option.label] for option in column.options], round_=True)]
        case FieldKind.TICK:
            return [boxes([[""]])]
        case FieldKind.SCALE if not field.heat:
            return [_steps(column)]
        case FieldKind.LINES:
            return [{"t": "gap", "n": 2}]
    return [{"t": "gap", "n": 1}]


def _ends(field: ToolField) -> str:
    return f"{field.least} {field.low} – {field.most} {field.high}"  # noqa: RUF001 (from one end to the other)


def _steps(field: ToolField) -> Node:
    return {"t": "steps", "c": [str(step) for step in field.steps]}
