"""What a new block looks like before anybody has written in it: as much shape as its kind needs, and no words."""

from typing import Any

from lms.curriculum.blocks import Kind

Json = dict[str, Any]


def beginning(kind: str, heading: str = "") -> tuple[Json, Json]:
    """Return a new block's structure, and its first words: the heading, where the kind has one."""
    structure: Json = _SHAPES.get(Kind(kind), {})  # other kinds come with their shape
    words = {}
    if heading and kind in _TITLED:
        words = {_TITLED[kind]: heading}
    return _copy(structure), words


def new_fact(name: str) -> Json:
    return {"id": name, "who": "citizens", "as_of": "undated", "sources": []}


def new_question(name: str, kind: str) -> Json:
    """Return a question with as many empty options as its kind needs at least."""
    made: Json = {"id": name, "kind": kind}
    if kind in ("single", "multiple"):
        return made | {"options": ["a", "b"], "right": ["a"]}
    if kind == "ordering":
        return made | {"options": ["a", "b"]}
    if kind == "true_false":
        return made | {"right": ["true"]}
    if kind == "matching":
        return made | {"pairs": [["l1", "r1"], ["l2", "r2"]]}
    return made


def new_scene(name: str, *, slider: bool = False) -> Json:
    """Return a scene with two choices, or a scale of five steps, that lead to the end."""
    if slider:
        return {"id": name, "slider": [{"to": "end"}]}
    return {"id": name, "choices": [new_choice("a"), new_choice("b")]}


def new_choice(name: str) -> Json:
    return {"id": name, "to": [{"to": "end"}]}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(part) for key, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list) else value


_TITLED = {"text": "heading", "facts": "heading", "case": "heading", "dilemma": "title", "scenario": "title"}
_SHAPES: dict[Kind, Json] = {
    Kind.TEXT: {},
    Kind.FACTS: {"facts": [new_fact("f1")]},
    Kind.DILEMMA: {"sides": ["a", "b"]},
    Kind.CASE: {"steps": ["step1"]},
    Kind.STORY: {"story": ""},
    Kind.REFLECTION: {},
    Kind.QUIZ: {"questions": [new_question("q1", "single")]},
    Kind.SCENARIO: {
        "values": [],
        "start": "n1",
        "nodes": [new_scene("n1")],
        "endings": [{"id": "open", "retry": "n1", "sources": []}],
    },
}
