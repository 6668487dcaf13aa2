"""`lesson.yaml`: blocks, their order, right answers, scenario graph, sources. The same in every language."""

import re
from collections.abc import Callable, Collection
from typing import Any

from lms.curriculum.blocks import Kind
from lms.curriculum.kinds import NEW
from lms.curriculum.notation.evidence import DAY, WHO, as_of, references
from lms.curriculum.notation.items import Fields, Item
from lms.curriculum.reading.graph import scenario
from lms.curriculum.reading.questions import question

Json = dict[str, Any]
SLOTS = ("decide", "make", "tell")
_STORY = re.compile(r"[A-Za-z0-9_-]{1,40}")


def lesson(item: Item, sources: Collection[str]) -> Json:
    """Return a lesson's structure."""
    fields = item.fields("minutes", "review", "blocks", optional=("slots",))
    blocks = [_block(entry, sources) for entry in fields["blocks"].items()]
    for (entry, block), seen in _with_ids_before(fields["blocks"].items(), blocks):
        if block["id"] in seen:
            entry.wrong(f"The block id “{block['id']}” is there twice.")
    if fields["blocks"].is_list() and not blocks:
        fields["blocks"].wrong("A block was expected.")
    made: Json = {"minutes": fields["minutes"].number(1, 240), "review": review(fields["review"])}
    if "slots" in fields:
        made["slots"] = _slots(fields["slots"])
    return made | {"blocks": blocks}


def review(item: Item) -> Json:
    """Return by when and by whom something is to be looked over again."""
    fields = item.fields("by", "role")
    by = fields["by"].text(10)
    if by and not DAY.fullmatch(by):
        fields["by"].wrong(f"“{by}” is no date; expected one such as 2027-05-22.")
    return {"by": by, "role": fields["role"].text(100)}


def _slots(item: Item) -> list[str]:
    """Return which places wait for people with lived experience: decisions before work, work before telling."""
    found = [entry.word(SLOTS) for entry in item.items()]
    if item.is_list() and found != [name for name in SLOTS if name in found]:
        item.wrong(f"Each of these at most once, in this order, was expected: {', '.join(SLOTS)}.")
    if item.is_list() and not found:
        item.wrong("The list is empty; leave slots out where none is open.")
    return found


def _block(item: Item, sources: Collection[str]) -> Json:
    kinds = [kind.value for kind in Kind]
    named = dict(item.entries("a block with id and kind"))
    kind = named["kind"].word(kinds) if "kind" in named else ""
    if kind not in kinds:
        if "kind" not in named:
            item.wrong(f"Missing here: kind; expected one of: {', '.join(kinds)}.")
        return {"id": named["id"].id() if "id" in named else "", "kind": ""}
    keys, optional, read = _KINDS[Kind(kind)]
    fields = item.fields("id", "kind", *keys, optional=("required", "content_note", *optional))
    made: Json = {"id": fields["id"].id(), "kind": kind}
    if "required" in fields and not fields["required"].flag():
        made["required"] = False
    if "content_note" in fields and fields["content_note"].flag():
        made["content_note"] = True
    return made | read(fields, sources)


def _nothing(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001 (one shape for every kind)
    return {}


def _facts(fields: Fields, sources: Collection[str]) -> Json:
    facts = [_fact(item, sources) for item in fields["facts"].items()]
    _expect_distinct(fields["facts"], facts)
    return {"facts": facts}


def _fact(item: Item, sources: Collection[str]) -> Json:
    fields = item.fields("id", "who", "as_of", "sources")
    found = references(fields["sources"], sources)
    if fields["sources"].is_list() and not found:
        fields["sources"].wrong("A fact needs a source.")
    return {"id": fields["id"].id(), "who": fields["who"].word(WHO), "as_of": as_of(fields["as_of"]), "sources": found}


def _dilemma(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001
    sides = fields["sides"].ids()
    if fields["sides"].is_list() and len(sides) < 2:
        fields["sides"].wrong("Two sides or more were expected.")
    if "between" in sides:
        fields["sides"].wrong("A side can't be called “between”: that is the answer of who takes no side.")
    return {"sides": sides}


def _case(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001
    steps = fields["steps"].ids()
    if fields["steps"].is_list() and not steps:
        fields["steps"].wrong("A step was expected.")
    return {"steps": steps}


def _story(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001
    code = fields["story"].text(40)
    if code and not _STORY.fullmatch(code):
        fields["story"].wrong("A story's id was expected.")
    return {"story": code}


def _quiz(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001
    questions = [made for item in fields["questions"].items() if (made := question(item))]
    _expect_distinct(fields["questions"], questions)
    return {"questions": questions}


def _scenario(fields: Fields, sources: Collection[str]) -> Json:
    return scenario(fields, lambda item: references(item, sources))


def _expect_distinct(item: Item, things: list[Json]) -> None:
    if item.is_list() and not things:
        item.wrong("The list is empty; at least one entry was expected.")
    for (entry, thing), seen in _with_ids_before(item.items(), things):
        if thing["id"] in seen:
            entry.wrong(f"“{thing['id']}” is there twice.")


def _with_ids_before(items: list[Item], things: list[Json]) -> list[tuple[tuple[Item, Json], set[str]]]:
    pairs = list(zip(items, things, strict=False))
    return [(pair, {thing["id"] for _, thing in pairs[:place]} - {""}) for place, pair in enumerate(pairs)]


_KINDS: dict[Kind, tuple[tuple[str, ...], tuple[str, ...], Callable[[Fields, Collection[str]], Json]]] = {
    Kind.TEXT: ((), (), _nothing),
    Kind.FACTS: (("facts",), (), _facts),
    Kind.DILEMMA: (("sides",), (), _dilemma),
    Kind.CASE: (("steps",), (), _case),
    Kind.STORY: (("story",), (), _story),
    Kind.REFLECTION: ((), (), _nothing),
    Kind.QUIZ: (("questions",), (), _quiz),
    Kind.SCENARIO: (("values", "start", "nodes", "endings"), (), _scenario),
} | {kind: (rules.keys, rules.optional, rules.structure) for kind, rules in NEW.items()}
