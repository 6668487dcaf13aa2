"""What a block says in a language has the shape its structure gives it: every key there, in the reader's order.

Stored bodies may hold more (the words of a question taken out, so that undoing brings them back) or less (a question just
added). `fitted` gives exactly the shape, with empty texts where nothing has been written yet.
"""

from collections.abc import Callable, Mapping
from typing import Any

from lms.curriculum.kinds import tool_examples
from lms.curriculum.kinds.measure import Asked
from lms.curriculum.reading.questions import BOTH, right_column

Json = dict[str, Any]
OPTIONAL = object()  # a text that stays away when it is empty


def fitted(kind: str, structure: Mapping[str, Any], body: Mapping[str, Any]) -> Json:
    """Return `body` in the shape that a block of `kind` with `structure` has."""
    made: Json = _fit(_SHAPES[kind](structure), body)
    return made


def _fit(shape: Any, value: Any) -> Any:
    if isinstance(shape, dict):
        given = value if isinstance(value, Mapping) else {}
        parts = {key: _fit(part, given.get(key)) for key, part in shape.items()}
        return {key: part for key, part in parts.items() if part or shape[key] is not OPTIONAL}
    if isinstance(shape, list):
        return [str(one) for one in value] if isinstance(value, list) else []
    return value if isinstance(value, str) else ""


def _head(structure: Mapping[str, Any]) -> Json:
    slots = dict.fromkeys(structure.get("slots", ()), "")
    return {"title": "", "summary": ""} | ({"slots": slots} if slots else {})


def _text(structure: Mapping[str, Any]) -> Json:  # noqa: ARG001
    return {"heading": OPTIONAL, "body": ""}


def _prompt(structure: Mapping[str, Any]) -> Json:  # noqa: ARG001
    return {"body": ""}


def _facts(structure: Mapping[str, Any]) -> Json:
    return {"heading": OPTIONAL, "facts": {fact["id"]: "" for fact in structure.get("facts", ())}}


def _case(structure: Mapping[str, Any]) -> Json:
    return {"heading": "", "steps": dict.fromkeys(structure.get("steps", ()), "")}


def _dilemma(structure: Mapping[str, Any]) -> Json:
    sides = {side: {"label": "", "argument": ""} for side in structure.get("sides", ())}
    return {"title": "", "question": "", "sides": sides, "closing": ""}


def _quiz(structure: Mapping[str, Any]) -> Json:
    return {question["id"]: _question(question) for question in structure.get("questions", ())}


def _question(question: Mapping[str, Any]) -> Json:
    kind = question["kind"]
    two = {"right": "", "wrong": ""}
    if kind == "short_text":
        return {"stem": "", "accepted": [], "model_answer": "", "feedback": {"right": "", "other": ""}}
    if kind == "matching":
        left = {left: "" for left, _ in question.get("pairs", ())}
        right = dict.fromkeys(right_column(dict(question)), "")
        return {"stem": "", "left": left, "right": right, "feedback": two}
    if kind == "ordering":
        return {"stem": "", "options": {name: {"text": ""} for name in question.get("options", ())}, "feedback": two}
    options = question.get("options", BOTH)
    return {"stem": "", "options": {name: {"text": "", "feedback": ""} for name in options}}


def _picture(structure: Mapping[str, Any]) -> Json:
    labels = dict.fromkeys(structure.get("labels", ()), "")
    made = {"title": "", "description": ""} | ({"labels": labels} if labels else {})
    return made | {"caption": OPTIONAL}


def _measure(structure: Mapping[str, Any]) -> Json:
    questions = {question["id"]: _measured(question) for question in structure.get("questions", ())}
    return {"title": "", "intro": OPTIONAL, "questions": questions}


def _measured(question: Mapping[str, Any]) -> Json:
    if "options" in question:
        return {"stem": "", "options": dict.fromkeys(question["options"], "")}
    later = {"later": ""} if question["kind"] == Asked.BEHAVIOUR else {}
    return {"stem": ""} | later | {"low": "", "high": ""}


def _tool(structure: Mapping[str, Any]) -> Json:
    fields = {field["id"]: _field(field) for field in structure.get("fields", ())}
    return {"title": "", "intro": "", "fields": fields, "after": OPTIONAL}


def _field(field: Mapping[str, Any]) -> Json:
    """Return the shape of a field's words, or a column's, in the reader's order."""
    made: Json = {"label": "", "hint": OPTIONAL}
    if "options" in field:
        made["options"] = dict.fromkeys(field["options"], "")
    if "least" in field:
        made |= {"low": "", "high": ""}
    if "columns" in field:
        made["columns"] = {column["id"]: _field(column) for column in field["columns"]}
    if isinstance(field.get("rows"), list):
        made["rows"] = dict.fromkeys(field["rows"], "")
    if "examples" in field:
        made["examples"] = {
            key: dict.fromkeys(names, "") for key, names in tool_examples.ids(field["examples"]).items()
        }
    return made


def _comparison(structure: Mapping[str, Any]) -> Json:
    topics = {
        topic["id"]: {"label": "", "cells": {name: dict.fromkeys(cell, "") for name, cell in topic["cells"].items()}}
        for topic in structure.get("topics", ())
    }
    return {"title": "", "intro": "", "columns": dict.fromkeys(structure.get("columns", ()), ""), "topics": topics}


def _cards(structure: Mapping[str, Any]) -> Json:  # noqa: ARG001
    return {"title": "", "intro": ""}


def _scenario(structure: Mapping[str, Any]) -> Json:
    ending = {"title": "", "noticed": "", "frame": "", "builds_on": ""}
    return {
        "title": "",
        "intro": "",
        "role": "",
        "values": {value["id"]: "" for value in structure.get("values", ())},
        "nodes": {node["id"]: _node(node) for node in structure.get("nodes", ())},
        "endings": {one["id"]: ending for one in structure.get("endings", ())},
    }


def _node(node: Mapping[str, Any]) -> Json:
    if "slider" in node:
        return {"text": "", "low": "", "high": "", "consequence": ""}
    choices = {choice["id"]: {"label": "", "consequence": ""} for choice in node.get("choices", ())}
    return {"text": "", "choices": choices}


_SHAPES: dict[str, Callable[[Mapping[str, Any]], Json]] = {
    "head": _head,
    "text": _text,
    "facts": _facts,
    "case": _case,
    "dilemma": _dilemma,
    "story": _prompt,
    "reflection": _prompt,
    "quiz": _quiz,
    "scenario": _scenario,
    "picture": _picture,
    "measure": _measure,
    "tool": _tool,
    "comparison": _comparison,
    "cards": _cards,
}


# In this order a structure's keys stand in the reader's answers, whatever order they were filled in.
_KEYS = (
    "id", "kind", "required", "content_note", "who", "as_of", "value", "add", "values", "start", "min", "max",
    "options", "right", "pairs", "extra", "choices", "slider", "when", "effects", "to", "retry", "sources",
    "nodes", "endings",
)  # fmt: skip
_PLACES = {key: place for place, key in enumerate(_KEYS)}


def in_order(part: Any) -> Any:
    """Return a structure with its keys in the reader's order."""
    if isinstance(part, Mapping):
        keys = list(part)
        if "to" in keys and "id" not in keys:  # a way, whose place stands first
            keys.sort(key=lambda key: key != "to")
        elif "id" in keys or "value" in keys or "nodes" in keys:
            keys.sort(key=lambda key: _PLACES.get(key, len(_PLACES)))
        return {key: in_order(part[key]) for key in keys}
    return [in_order(one) for one in part] if isinstance(part, list) else part
