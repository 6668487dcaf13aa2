"""Source texts to what a page needs: Markdown to safe HTML, once, with the renderer's version.

The result is plain JSON beside the text: block id → its texts, and `sources`, those the lesson cites in this language.
"""

from collections.abc import Callable, Mapping
from typing import Any

from lms.curriculum.kinds import NEW
from lms.curriculum.pen import Pen, Sources
from lms.curriculum.quizzes import fold

RENDERER = 1  # raise it when the same source gives other HTML; `lms db upgrade` then remakes what is stored

Json = dict[str, Any]


def rendered(structure: Json, text: Json, language: str, sources: Sources) -> Json:
    """Return a lesson's text in `language` as a page needs it."""
    pen = Pen(language, sources, structure.get("media", {}))
    blocks = {}
    for block in structure["blocks"]:
        made = _KINDS[block["kind"]](block, text["blocks"][block["id"]], pen)
        note = text.get("content_notes", {}).get(block["id"])
        blocks[block["id"]] = made | ({"note": note} if note else {})
    return {"blocks": blocks, "sources": [_source(code, sources[code], language) for code in pen.cited]}


def _text(block: Json, text: Json, pen: Pen) -> Json:  # noqa: ARG001 (one shape for every kind)
    return {"heading": text.get("heading", ""), "html": pen.blocks(text["body"])}


def _facts(block: Json, text: Json, pen: Pen) -> Json:
    facts = {
        fact["id"]: {"html": pen.blocks(text["facts"][fact["id"]]), "citations": pen.references(fact["sources"])}
        for fact in block["facts"]
    }
    return {"heading": text.get("heading", ""), "facts": facts}


def _dilemma(block: Json, text: Json, pen: Pen) -> Json:
    sides = {
        side: {"label": text["sides"][side]["label"], "argument": pen.blocks(text["sides"][side]["argument"])}
        for side in block["sides"]
    }
    question = pen.inline(text["question"])
    return {"heading": text["title"], "question": question, "sides": sides, "closing": pen.blocks(text["closing"])}


def _case(block: Json, text: Json, pen: Pen) -> Json:
    return {"heading": text["heading"], "steps": {step: pen.blocks(text["steps"][step]) for step in block["steps"]}}


def _reflection(block: Json, text: Json, pen: Pen) -> Json:  # noqa: ARG001
    return {"html": pen.blocks(text["body"]), "text": pen.plain(text["body"])}


def _story(block: Json, text: Json, pen: Pen) -> Json:  # noqa: ARG001
    return {"html": pen.blocks(text["body"])}


def _quiz(block: Json, text: Json, pen: Pen) -> Json:
    return {"questions": {question["id"]: _question(text[question["id"]], pen) for question in block["questions"]}}


def _question(text: Json, pen: Pen) -> Json:
    made: Json = {"stem": pen.inline(text["stem"])}
    if "options" in text:
        made["options"] = {name: _option(option, pen) for name, option in text["options"].items()}
    for column in ("left", "right"):
        if column in text:
            made[column] = {name: pen.inline(words) for name, words in text[column].items()}
    if "accepted" in text:
        made["accepted"] = [fold(word) for word in text["accepted"]]
        made["model_answer"] = pen.blocks(text["model_answer"])
    if "feedback" in text:
        made["feedback"] = {name: pen.blocks(words) for name, words in text["feedback"].items()}
    return made


def _option(option: Json, pen: Pen) -> Json:
    return {"label": pen.inline(option["text"]), "feedback": pen.blocks(option.get("feedback", ""))}


def _scenario(block: Json, text: Json, pen: Pen) -> Json:
    return {
        "heading": text["title"],
        "intro": pen.blocks(text["intro"]),
        "role": pen.blocks(text["role"]),
        "values": text["values"],
        "nodes": {node["id"]: _node(text["nodes"][node["id"]], pen) for node in block["nodes"]},
        "endings": {ending["id"]: _ending(ending, text["endings"][ending["id"]], pen) for ending in block["endings"]},
    }


def _node(text: Json, pen: Pen) -> Json:
    made = {"text": pen.blocks(text["text"])}
    if "choices" not in text:
        return made | {"low": text["low"], "high": text["high"], "consequence": pen.blocks(text["consequence"])}
    choices = {
        name: {"label": pen.inline(words["label"]), "consequence": pen.blocks(words["consequence"])}
        for name, words in text["choices"].items()
    }
    return made | {"choices": choices}


def _ending(ending: Json, text: Json, pen: Pen) -> Json:
    html = {name: pen.blocks(text[name]) for name in ("noticed", "frame", "builds_on")}
    return {"title": text["title"], "citations": pen.references(ending["sources"])} | html


def _source(code: str, source: Mapping[str, Any], language: str) -> Json:
    words = {key: (source.get(key) or {}).get(language, "") for key in ("short", "title", "limits")}
    plain = {key: source.get(key) or "" for key in ("publisher", "year", "url", "looked_up")}
    return {"code": code} | words | plain


_KINDS: dict[str, Callable[[Json, Json, Pen], Json]] = {
    "text": _text,
    "facts": _facts,
    "dilemma": _dilemma,
    "case": _case,
    "story": _story,
    "reflection": _reflection,
    "quiz": _quiz,
    "scenario": _scenario,
} | {kind.value: rules.rendered for kind, rules in NEW.items()}
