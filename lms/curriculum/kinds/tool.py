"""A practice tool in place: a worksheet to fill in, kept for its writer alone."""

import re
from collections.abc import Collection
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import Block
from lms.curriculum.kinds import tool_examples
from lms.curriculum.kinds.rules import Rules
from lms.curriculum.notation.items import Fields, Item, compose, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body
from lms.curriculum.pen import Pen
from lms.curriculum.tool_blocks import FieldKind, Keeps, Named, ToolBlock, ToolField

Json = dict[str, Any]

DEVICE_ONLY = frozenset({"t6", "t7", "t20"})  # openness aid, plan for bad days, strain check (rule 8)
_TOOL = re.compile(r"t(?:[1-9]|1[0-9]|20)[a-z]?")
_PLACE = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_IN_TABLES = (FieldKind.LINE, FieldKind.LINES, FieldKind.CHOICE, FieldKind.TICK, FieldKind.SCALE)
_FIELDS = tuple(kind for kind in FieldKind if kind is not FieldKind.TICK)
_KEYS: dict[str, tuple[str, ...]] = {
    FieldKind.CHOICE: ("options",),
    FieldKind.TICKS: ("options",),
    FieldKind.SCALE: ("least", "most"),
    FieldKind.TABLE: ("columns", "rows"),
    FieldKind.SUM: ("of",),
}
_LIGHTS = 3
_MOST_FIELDS, _MOST_OPTIONS, _MOST_COLUMNS, _MOST_ROWS, _MOST_STEPS = 80, 40, 8, 40, 11
LONGEST_LABEL = 300


def _structure(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001 (one shape for every kind)
    made: Json = {}
    if "tool" in fields:
        made["tool"] = fields["tool"].text(4)
        if not _TOOL.fullmatch(made["tool"]):
            fields["tool"].wrong("A tool's code was expected, such as t5 or t10a.")
    made["keeps"] = fields["keeps"].word([each.value for each in Keeps])
    if made.get("tool") in DEVICE_ONLY and made["keeps"] == Keeps.ACCOUNT:
        fields["keeps"].wrong(f"{made['tool']} is kept on the reader's device: expected device.")
    if "from" in fields:
        made["from"] = fields["from"].text(200)
        if not _PLACE.fullmatch(made["from"]) or made["keeps"] == Keeps.DEVICE:
            fields["from"].wrong("A sheet kept with the account starts from another, as <lesson>/<block>.")
    made["fields"] = _several(fields["fields"], _FIELDS, _MOST_FIELDS)
    _check_sums(fields["fields"], made["fields"])
    return made


def _several(item: Item, kinds: Collection[FieldKind], most: int) -> list[Json]:
    """Return the fields of a worksheet or the columns of a table."""
    entries = item.items()
    if item.is_list() and not 1 <= len(entries) <= most:
        item.wrong(f"{len(entries)} stand here; 1 to {most} were expected.")
    made: list[Json] = []
    for entry in entries:
        field = _field(entry, kinds)
        if field["id"] and field["id"] in {each["id"] for each in made}:
            entry.wrong(f"“{field['id']}” is there twice.")
        made.append(field)
    return made


def _field(item: Item, kinds: Collection[FieldKind]) -> Json:
    named = dict(item.entries("a field with id and kind"))
    keys = _KEYS.get(str(getattr(named["kind"].node, "value", "")) if "kind" in named else "", ())
    fields = item.fields("id", "kind", *keys, optional=("shown", "examples") if "rows" in keys else ())
    made: Json = {"id": fields["id"].id(), "kind": fields["kind"].word([kind.value for kind in kinds])}
    if "options" in keys:
        made["options"] = _ids(fields["options"], _MOST_OPTIONS)
    if "least" in keys:
        made["least"] = fields["least"].number(0, 100)
        made["most"] = fields["most"].number(0, 100)
        if "most" in fields and not 1 <= made["most"] - made["least"] < _MOST_STEPS:
            fields["most"].wrong(f"A scale of 2 to {_MOST_STEPS} steps was expected.")
    if "rows" in keys:
        made["columns"] = _several(fields["columns"], _IN_TABLES, _MOST_COLUMNS)
        rows = fields["rows"]
        made["rows"] = _ids(rows, _MOST_ROWS) if rows.is_list() else rows.number(1, 30)
    if "shown" in fields:
        made["shown"] = fields["shown"].word(["heat", "lights"])
        _check_shown(fields["shown"], made["shown"], made["columns"])
    if "examples" in fields:
        made["examples"] = tool_examples.structure(fields["examples"], made["columns"])
    if "of" in keys:
        made["of"] = [entry.text(200) for entry in fields["of"].items()]
    return made


def _check_shown(item: Item, shown: str, columns: list[Json]) -> None:
    if shown == "lights" and [len(column["options"]) for column in columns if "options" in column] != [_LIGHTS]:
        item.wrong("Lights show one choice column with three options, the best one first; it was expected.")
    if shown == "heat" and len({(column["least"], column["most"]) for column in columns if "least" in column}) != 1:
        item.wrong("A heat map shows scale columns; one or more with the same numbers were expected.")


def _ids(item: Item, most: int) -> list[str]:
    found = item.ids()
    if item.is_list() and not 1 <= len(found) <= most:
        item.wrong(f"{len(found)} stand here; 1 to {most} were expected.")
    return found


def _check_sums(item: Item, fields: list[Json]) -> None:
    known = {field["id"] for field in fields if field["kind"] == FieldKind.SCALE} | {
        f"{field['id']}.{column['id']}"
        for field in fields
        for column in field.get("columns", ())
        if column["kind"] == FieldKind.SCALE
    }
    for entry, field in zip(item.items(), fields, strict=False):
        unknown = [name for name in field.get("of", ()) if name not in known]
        if unknown or ("of" in field and not field["of"]):
            entry.wrong("A sum adds up scales, or scale columns of a table written as table.column.")


def _text(body: Body, block: Json, prose: Prose) -> Json:
    fields = compose(body.text, body.page).fields("title", "intro", "fields", optional=("after",))
    found = each(fields["fields"], [field["id"] for field in block["fields"]])
    made: Json = {
        "title": prose.plain(fields["title"]),
        "intro": prose.blocks(fields["intro"]),
        "fields": {
            field["id"]: _words(found[field["id"]], field, prose) for field in block["fields"] if field["id"] in found
        },
    }
    return made | ({"after": prose.blocks(fields["after"])} if "after" in fields else {})


def _words(item: Item, field: Json, prose: Prose) -> Json:
    """Return what a language says in a field or column."""
    keys: list[str] = [key for key in ("options", "columns") if key in field]
    keys += ["low", "high"] if "least" in field else []
    keys += ["examples"] if "examples" in field else []
    keys += ["rows"] if isinstance(field.get("rows"), list) else []
    fields = item.fields("label", *keys, optional=("hint",))
    made: Json = {"label": prose.plain(fields["label"], LONGEST_LABEL)}
    if "hint" in fields:
        made["hint"] = prose.inline(fields["hint"])
    if "options" in keys:
        made["options"] = _labels(fields["options"], field["options"], prose)
    if "low" in keys:
        made |= {end: prose.plain(fields[end]) for end in ("low", "high")}
    if "columns" in keys:
        columns = {column["id"]: column for column in field["columns"]}
        found = each(fields["columns"], list(columns))
        made["columns"] = {name: _words(words, columns[name], prose) for name, words in found.items()}
    if "examples" in keys:
        made["examples"] = tool_examples.text(fields["examples"], field["examples"], prose, LONGEST_LABEL)
    if "rows" in keys:
        made["rows"] = _labels(fields["rows"], field["rows"], prose)
    return made


def _labels(item: Item, ids: list[str], prose: Prose) -> Json:
    return {name: prose.plain(label, LONGEST_LABEL) for name, label in each(item, ids).items()}


def _rendered(block: Json, text: Json, pen: Pen) -> Json:
    return {
        "heading": text["title"],
        "intro": pen.blocks(text["intro"]),
        "fields": {field["id"]: _rendered_words(text["fields"][field["id"]], pen) for field in block["fields"]},
        "after": pen.blocks(text["after"]) if "after" in text else "",
    }


def _rendered_words(words: Json, pen: Pen) -> Json:
    made = dict(words)
    if "hint" in words:
        made["hint"] = pen.inline(words["hint"])
    if "columns" in words:
        made["columns"] = {name: _rendered_words(column, pen) for name, column in words["columns"].items()}
    return made


def _assembled(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    lesson, _slash, sheet = block.get("from", "").partition("/")
    return ToolBlock(
        **shared,
        tool=block.get("tool", ""),
        keeps=Keeps(block["keeps"]),
        intro=Markup(text["intro"]),  # noqa: S704 (made by `_rendered`)
        fields=tuple(_assembled_field(field, text["fields"][field["id"]]) for field in block["fields"]),
        after=Markup(text["after"]),  # noqa: S704
        origin=(lesson, sheet) if sheet else None,
    )


def _assembled_field(field: Json, words: Json) -> ToolField:
    return ToolField(
        id=field["id"],
        kind=FieldKind(field["kind"]),
        label=words["label"],
        hint=Markup(words.get("hint", "")),  # noqa: S704 (made by `_rendered_words`)
        options=tuple(Named(id=name, label=words["options"][name]) for name in field.get("options", ())),
        least=field.get("least", 0),
        most=field.get("most", 0),
        low=words.get("low", ""),
        high=words.get("high", ""),
        columns=tuple(_assembled_field(column, words["columns"][column["id"]]) for column in field.get("columns", ())),
        rows=_rows(field.get("rows", 0), words),
        of=tuple(field.get("of", ())),
        heat=field.get("shown") == "heat",
        lights=field.get("shown") == "lights",
        examples=tool_examples.assembled(field["examples"], words["examples"]) if "examples" in field else None,
    )


def _rows(rows: int | list[str], words: Json) -> tuple[Named, ...]:
    if isinstance(rows, int):
        return tuple(Named(id=str(number), label="") for number in range(1, rows + 1))
    return tuple(Named(id=name, label=words["rows"][name]) for name in rows)


RULES = Rules(
    keys=("keeps", "fields"),
    optional=("tool", "from"),
    in_line=frozenset({"columns", "rows", "of", "kinds"}),
    structure=_structure,
    text=_text,
    rendered=_rendered,
    assembled=_assembled,
)
