"""Questions before and after a module, answered by who wants to.

Both moments ask the same, word for word (a law holds it). Nothing here says what is right: that stands in the structure
for what groups show later, and no page tells a person.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import NOTHING, Block, Option
from lms.curriculum.kinds.rules import Rules
from lms.curriculum.notation.items import Fields, Item, compose, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body
from lms.curriculum.pen import Pen

Json = dict[str, Any]
MOMENTS = ("before", "after")
STEPS = 7  # of a scale, from "not at all" to "completely"
FEWEST_OPTIONS = 3


class Asked(StrEnum):
    """What a question of a measure is about."""

    KNOWLEDGE = "knowledge"
    VIGNETTE = "vignette"
    CONFIDENCE = "confidence"
    BEHAVIOUR = "behaviour"


CHOSEN = frozenset({Asked.KNOWLEDGE, Asked.VIGNETTE})  # one of some options; the others are a scale


@dataclass(frozen=True, kw_only=True)
class MeasureQuestion:
    """One question: `options` to choose from, or a scale whose ends are `low` and `high`.

    `later` is what a behaviour question becomes weeks afterwards: whether it happened.
    """

    id: str
    asked: Asked
    stem: Markup
    options: tuple[Option, ...] = ()
    low: str = ""
    high: str = ""
    later: Markup = NOTHING

    @property
    def values(self) -> tuple[str, ...]:
        """Every answer there is."""
        return tuple(option.id for option in self.options) or tuple(str(step) for step in range(1, STEPS + 1))


@dataclass(frozen=True, kw_only=True)
class MeasureBlock(Block):
    """The questions of a module, asked before its first lesson or after its last. Never required."""

    moment: str
    intro: Markup
    questions: tuple[MeasureQuestion, ...]


def _structure(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001 (one shape for every kind)
    if "required" in fields:
        fields["required"].wrong("A measure is never required; leave this line out.")
    questions = [_question(item) for item in fields["questions"].items()]
    names = [question["id"] for question in questions]
    for place, item in enumerate(fields["questions"].items()):
        if names[place] in names[:place]:
            item.wrong(f"“{names[place]}” is there twice.")
    if fields["questions"].is_list() and not questions:
        fields["questions"].wrong("A question was expected.")
    return {"moment": fields["moment"].word(MOMENTS), "questions": questions}


def _question(item: Item) -> Json:
    asked = dict(item.entries("a question with id and kind")).get("kind")
    kind = str(getattr(asked.node, "value", "")) if asked else ""
    keys = {Asked.KNOWLEDGE: ("options", "right"), Asked.VIGNETTE: ("options",)}.get(kind, ())  # type: ignore[call-overload]
    fields = item.fields("id", "kind", *keys)
    made: Json = {"id": fields["id"].id(), "kind": fields["kind"].word([each.value for each in Asked])}
    if "options" in keys:
        made["options"] = fields["options"].ids()
        if fields["options"].is_list() and len(made["options"]) < FEWEST_OPTIONS:
            fields["options"].wrong("Three options or more were expected.")
    if "right" in keys:
        made["right"] = fields["right"].ids()
        if fields["right"].is_list() and (len(made["right"]) != 1 or made["right"][0] not in made["options"]):
            fields["right"].wrong("Exactly one of the options was expected.")
    return made


def _text(body: Body, block: Json, prose: Prose) -> Json:
    fields = compose(body.text, body.page).fields("title", "questions", optional=("intro",))
    found = each(fields["questions"], [question["id"] for question in block["questions"]])
    questions = {
        question["id"]: _question_text(found[question["id"]], question, prose)
        for question in block["questions"]
        if question["id"] in found
    }
    intro = {"intro": prose.blocks(fields["intro"])} if "intro" in fields else {}
    return {"title": prose.plain(fields["title"])} | intro | {"questions": questions}


def _question_text(item: Item, question: Json, prose: Prose) -> Json:
    if question["kind"] in CHOSEN:
        fields = item.fields("stem", "options")
        options = {name: prose.inline(option) for name, option in each(fields["options"], question["options"]).items()}
        return {"stem": prose.inline(fields["stem"]), "options": options}
    later = ("later",) if question["kind"] == Asked.BEHAVIOUR else ()
    fields = item.fields("stem", *later, "low", "high")
    words = {name: prose.inline(fields[name]) for name in ("stem", *later)}
    return words | {name: prose.plain(fields[name]) for name in ("low", "high")}


def _rendered(block: Json, text: Json, pen: Pen) -> Json:  # noqa: ARG001
    questions = {name: _question_rendered(words, pen) for name, words in text["questions"].items()}
    return {"heading": text["title"], "intro": pen.blocks(text.get("intro", "")), "questions": questions}


def _question_rendered(words: Json, pen: Pen) -> Json:
    made: Json = {name: pen.inline(words[name]) for name in ("stem", "later") if name in words}
    made |= {name: words[name] for name in ("low", "high") if name in words}
    if "options" in words:
        made["options"] = {name: pen.inline(option) for name, option in words["options"].items()}
    return made


def _assembled(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    questions = (_assembled_question(question, text["questions"][question["id"]]) for question in block["questions"])
    intro = Markup(text.get("intro", ""))  # noqa: S704 (made by lms.curriculum.rendering)
    return MeasureBlock(**shared | {"required": False}, moment=block["moment"], intro=intro, questions=tuple(questions))


def _assembled_question(question: Json, words: Json) -> MeasureQuestion:
    return MeasureQuestion(
        id=question["id"],
        asked=Asked(question["kind"]),
        stem=Markup(words["stem"]),  # noqa: S704
        options=tuple(
            Option(id=name, label=Markup(words["options"][name]))  # noqa: S704
            for name in question.get("options", ())
        ),
        low=words.get("low", ""),
        high=words.get("high", ""),
        later=Markup(words.get("later", "")),  # noqa: S704
    )


RULES = Rules(
    keys=("moment", "questions"),
    structure=_structure,
    text=_text,
    rendered=_rendered,
    assembled=_assembled,
)
