"""What a language says in a block: the directive's body, read against the block's structure."""

import re
from collections.abc import Callable
from typing import Any

from lms.curriculum.kinds import NEW
from lms.curriculum.notation.items import Item, compose, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body, parts
from lms.curriculum.reading.questions import question_texts

Json = dict[str, Any]


def text(body: Body, block: Json, prose: Prose) -> Json:  # noqa: ARG001 (one shape for every kind)
    heading, rest = _heading(body)
    return heading | {"body": _markdown(rest, prose)}


def facts(body: Body, block: Json, prose: Prose) -> Json:
    heading, rest = _heading(body)
    return heading | {"facts": _parts(rest, [fact["id"] for fact in block["facts"]], prose)}


def case(body: Body, block: Json, prose: Prose) -> Json:
    heading, rest = _heading(body)
    if not heading:
        body.page.wrong(1, "A case begins with its heading: ## and a few words.")
    return heading | {"steps": _parts(rest, block["steps"], prose)}


def prompt(body: Body, block: Json, prose: Prose) -> Json:  # noqa: ARG001 (one shape for every kind)
    return {"body": _markdown(body, prose)}


def dilemma(body: Body, block: Json, prose: Prose) -> Json:
    fields = compose(body.text, body.page).fields("title", "question", "sides", "closing")
    sides = {}
    for name, item in each(fields["sides"], block["sides"]).items():
        side = item.fields("label", "argument")
        sides[name] = {"label": prose.plain(side["label"]), "argument": prose.blocks(side["argument"])}
    return {
        "title": prose.plain(fields["title"]),
        "question": prose.inline(fields["question"]),
        "sides": sides,
        "closing": prose.blocks(fields["closing"]),
    }


def quiz(body: Body, block: Json, prose: Prose) -> Json:
    found = each(compose(body.text, body.page), [question["id"] for question in block["questions"]])
    return {
        question["id"]: question_texts(question, found[question["id"]], prose)
        for question in block["questions"]
        if question["id"] in found
    }


def scenario(body: Body, block: Json, prose: Prose) -> Json:
    fields = compose(body.text, body.page).fields("title", "intro", "role", "values", "nodes", "endings")
    values = each(fields["values"], [value["id"] for value in block["values"]])
    nodes = each(fields["nodes"], [node["id"] for node in block["nodes"]])
    endings = each(fields["endings"], [ending["id"] for ending in block["endings"]])
    return {
        "title": prose.plain(fields["title"]),
        "intro": prose.blocks(fields["intro"]),
        "role": prose.blocks(fields["role"]),
        "values": {name: prose.plain(item) for name, item in values.items()},
        "nodes": {node["id"]: _node(nodes[node["id"]], node, prose) for node in block["nodes"] if node["id"] in nodes},
        "endings": {name: _ending(item, prose) for name, item in endings.items()},
    }


READERS: dict[str, Callable[[Body, Json, Prose], Json]] = {
    "text": text,
    "facts": facts,
    "dilemma": dilemma,
    "case": case,
    "story": prompt,
    "reflection": prompt,
    "quiz": quiz,
    "scenario": scenario,
} | {kind.value: rules.text for kind, rules in NEW.items()}


def _node(item: Item, node: Json, prose: Prose) -> Json:
    if "slider" in node:
        fields = item.fields("text", "low", "high", "consequence")
        return {
            "text": prose.blocks(fields["text"]),
            "low": prose.plain(fields["low"]),
            "high": prose.plain(fields["high"]),
            "consequence": prose.blocks(fields["consequence"]),
        }
    fields = item.fields("text", "choices")
    choices = {}
    for name, choice in each(fields["choices"], [choice["id"] for choice in node["choices"]]).items():
        words = choice.fields("label", "consequence")
        choices[name] = {"label": prose.inline(words["label"]), "consequence": prose.blocks(words["consequence"])}
    return {"text": prose.blocks(fields["text"]), "choices": choices}


def _ending(item: Item, prose: Prose) -> Json:
    fields = item.fields("title", "noticed", "frame", "builds_on")
    texts = {name: prose.blocks(fields[name]) for name in ("noticed", "frame", "builds_on")}
    return {"title": prose.plain(fields["title"])} | texts


def _heading(body: Body) -> tuple[Json, Body]:
    """Return the block's heading, if it has one, and the rest of the body."""
    lines = body.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines[first].startswith("## "):
        return {}, body
    heading = lines[first].removeprefix("## ").strip()
    if not heading or len(heading) > 200:
        body.page.wrong(first + 1, "A heading of 1 to 200 characters was expected.")
    return {"heading": heading}, Body(body.page.part(first + 1), "\n".join(lines[first + 1 :]))


def _parts(body: Body, ids: list[str], prose: Prose) -> dict[str, str]:
    before, found = parts(body)
    if before.text.strip():
        body.page.wrong(1, "A line “:: <id>” was expected before this text.")
    texts: dict[str, str] = {}
    for line, name, part in found:
        if name not in ids:
            body.page.wrong(line, f"“{name}” does not stand in lesson.yaml; expected: {', '.join(ids)}.")
        elif name in texts:
            body.page.wrong(line, f"“{name}” stands here twice.")
        else:
            texts[name] = _markdown(part, prose)
    missing = [name for name in ids if name not in texts]
    if missing:
        body.page.wrong(1, f"Missing in this block: {', '.join(missing)}.")
    return {name: texts[name] for name in ids if name in texts}


def _markdown(body: Body, prose: Prose) -> str:
    """Return a body's Markdown without the blank lines around it."""
    if not body.text.strip():
        body.page.wrong(1, "A text was expected; there is none.")
        return ""
    prose.check(body.text, body.page, 1)
    clean = "\n".join(line.rstrip() for line in body.text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", clean).strip("\n")
