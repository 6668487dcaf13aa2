"""Frameworks side by side: a table on a wide screen, cards on a phone. Every cell says who says it, where, and as of when."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import Block, Citation
from lms.curriculum.citations import CODE
from lms.curriculum.kinds.rules import Rules
from lms.curriculum.notation.evidence import WHO, as_of, references
from lms.curriculum.notation.items import Fields, Item, compose, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body
from lms.curriculum.pen import Pen

Json = dict[str, Any]
TOLD, SINCE = "told", "since"


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something said in a cell: who says it (a key of `lms.learning.words`), as of when, and where it stands."""

    html: Markup
    who: str
    as_of: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What the sources tell about a topic in a column, and what has changed since, where that is known."""

    told: Said
    since: Said | None = None


@dataclass(frozen=True, kw_only=True)
class Column:
    """What is compared, such as a country; `check` is the authority that knows the rule in force, with its address."""

    id: str
    label: str
    check: Citation | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A row: what the columns are compared in. A column the sources say nothing about has no cell."""

    id: str
    label: str
    cells: dict[str, Cell]


@dataclass(frozen=True, kw_only=True)
class ComparisonBlock(Block):
    """Frameworks side by side."""

    intro: Markup
    columns: tuple[Column, ...]
    topics: tuple[Topic, ...]


def _structure(fields: Fields, sources: Collection[str]) -> Json:
    columns = fields["columns"].ids()
    if fields["columns"].is_list() and len(columns) < 2:
        fields["columns"].wrong("Two columns or more were expected.")
    made: Json = {"columns": columns}
    if "check" in fields:
        made["check"] = _checks(fields["check"], columns, sources)
    topics: list[Json] = []
    for item in fields["topics"].items():
        topic = _topic(item, columns, sources)
        if topic["id"] in {one["id"] for one in topics} - {""}:
            item.wrong(f"“{topic['id']}” is there twice.")
        topics.append(topic)
    if fields["topics"].is_list() and not topics:
        fields["topics"].wrong("A topic was expected.")
    return made | {"topics": topics}


def _checks(item: Item, columns: list[str], sources: Collection[str]) -> Json:
    """Return, by column, the source whose address leads to the rule in force."""
    made = {}
    for name, entry in item.entries("a mapping of columns to sources"):
        code = entry.text(12)
        if name not in columns:
            item.page.wrong(entry.key_line, f"“{name}” is no column; expected: {', '.join(columns)}.")
        elif not CODE.fullmatch(code) or code not in sources:
            entry.wrong(f"The source {code} does not stand in sources.yaml.")
        made[name] = code
    return {name: made[name] for name in columns if name in made}


def _topic(item: Item, columns: list[str], sources: Collection[str]) -> Json:
    fields = item.fields("id", "cells")
    cells: Json = {}
    for name, entry in fields["cells"].entries("a mapping of columns to what is told"):
        if name not in columns:
            item.page.wrong(entry.key_line, f"“{name}” is no column; expected: {', '.join(columns)}.")
        own = entry.fields(TOLD, optional=(SINCE,))
        cells[name] = {key: _evidence(own[key], sources) for key in (TOLD, SINCE) if key in own}
    if fields["cells"].is_mapping() and not cells:
        fields["cells"].wrong("A cell was expected.")
    return {"id": fields["id"].id(), "cells": {name: cells[name] for name in columns if name in cells}}


def _evidence(item: Item, sources: Collection[str]) -> Json:
    fields = item.fields("who", "as_of", "sources")
    found = references(fields["sources"], sources)
    if fields["sources"].is_list() and not found:
        fields["sources"].wrong("A cell needs a source.")
    return {"who": fields["who"].word(WHO), "as_of": as_of(fields["as_of"]), "sources": found}


def _text(body: Body, block: Json, prose: Prose) -> Json:
    fields = compose(body.text, body.page).fields("title", "intro", "columns", "topics")
    topics = each(fields["topics"], [topic["id"] for topic in block["topics"]])
    return {
        "title": prose.plain(fields["title"]),
        "intro": prose.blocks(fields["intro"]),
        "columns": {name: prose.plain(item, 60) for name, item in each(fields["columns"], block["columns"]).items()},
        "topics": {
            topic["id"]: _topic_text(topics[topic["id"]], topic["cells"], prose)
            for topic in block["topics"]
            if topic["id"] in topics
        },
    }


def _topic_text(item: Item, cells: Json, prose: Prose) -> Json:
    fields = item.fields("label", "cells")
    words = {}
    for name, cell in each(fields["cells"], cells).items():
        own = each(cell, cells[name])
        words[name] = {key: prose.blocks(own[key], 1_500) for key in own}
    return {"label": prose.plain(fields["label"], 120), "cells": words}


def _rendered(block: Json, text: Json, pen: Pen) -> Json:
    return {
        "heading": text["title"],
        "intro": pen.blocks(text["intro"]),
        "columns": text["columns"],
        "check": {name: pen.references([code])[0] for name, code in block.get("check", {}).items()},
        "topics": {topic["id"]: _rendered_topic(topic, text["topics"][topic["id"]], pen) for topic in block["topics"]},
    }


def _rendered_topic(topic: Json, text: Json, pen: Pen) -> Json:
    cells = {
        name: {
            key: {"html": pen.blocks(text["cells"][name][key]), "citations": pen.references(said["sources"])}
            for key, said in cell.items()
        }
        for name, cell in topic["cells"].items()
    }
    return {"label": text["label"], "cells": cells}


def _assembled(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    check = {name: Citation(**found) for name, found in text["check"].items()}
    return ComparisonBlock(
        **shared | {"required": False},
        intro=Markup(text["intro"]),  # noqa: S704 (made by `_rendered`)
        columns=tuple(Column(id=name, label=text["columns"][name], check=check.get(name)) for name in block["columns"]),
        topics=tuple(_assembled_topic(topic, text["topics"][topic["id"]]) for topic in block["topics"]),
    )


def _assembled_topic(topic: Json, text: Json) -> Topic:
    cells = {}
    for name, cell in topic["cells"].items():
        said = {key: _said(cell[key], text["cells"][name][key]) for key in cell}
        cells[name] = Cell(told=said[TOLD], since=said.get(SINCE))
    return Topic(id=topic["id"], label=text["label"], cells=cells)


def _said(evidence: Json, text: Json) -> Said:
    return Said(
        html=Markup(text["html"]),  # noqa: S704 (made by `_rendered_topic`)
        who=evidence["who"],
        as_of=evidence["as_of"],
        citations=tuple(Citation(**citation) for citation in text["citations"]),
    )


RULES = Rules(
    keys=("columns", "topics"),
    optional=("check",),
    in_line=frozenset({"columns", "check", TOLD, SINCE}),
    structure=_structure,
    text=_text,
    rendered=_rendered,
    assembled=_assembled,
)
