"""Structure and rendered text put together into the dataclasses that pages and rules work with."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import (
    Block,
    CaseBlock,
    Citation,
    CitedSource,
    DilemmaBlock,
    Fact,
    FactsBlock,
    Kind,
    Option,
    Question,
    QuestionKind,
    QuizBlock,
    ReflectionBlock,
    Side,
    Step,
    StoryBlock,
    TextBlock,
)
from lms.curriculum.editions import Behind, Edition
from lms.curriculum.kinds import NEW
from lms.curriculum.scenario_blocks import Choice, Effect, Ending, Node, ScenarioBlock, Value, Way
from lms.curriculum.scenarios import SLIDER

Json = Mapping[str, Any]


def blocks(structure: Json, rendered: Json) -> tuple[Block, ...]:
    """Return a lesson's blocks in order."""
    texts = rendered.get("blocks", {})
    return tuple(_block(block, texts[block["id"]]) for block in structure["blocks"])


def sources(rendered: Json) -> tuple[CitedSource, ...]:
    """Return the sources a lesson cites, in order of first mention."""
    return tuple(CitedSource(**source) for source in rendered.get("sources", ()))


def editions(revision_id: int, made: Json, language: str) -> tuple[Edition, ...]:
    """Return what publications up to a revision changed in a language, newest first."""
    entries = [{"revision": revision_id} | dict(made), *made.get("earlier", ())] if made.get("notes") else []
    return tuple(
        Edition(
            revision_id=entry["revision"],
            note=entry["notes"].get(language, ""),
            blocks=tuple(entry.get("changed", {}).get(language, ())),
        )
        for entry in entries
    )


def behind(made: Json, language: str) -> Behind | None:
    """Return how far a language lags behind the revision that was `made` without it."""
    entry = made.get("behind", {}).get(language)
    return None if entry is None else Behind(blocks=frozenset(entry["blocks"]), new=entry["new"])


def scenario_rules(structure: Json) -> ScenarioBlock:
    """Return a scenario as its rules see it, without words."""
    return _scenario({"id": "", "kind": Kind.SCENARIO} | dict(structure), {}, {"id": "", "kind": Kind.SCENARIO})


def _block(block: Json, text: Json) -> Block:
    kind = Kind(block["kind"])
    shared = {
        "id": block["id"],
        "kind": kind,
        "required": block.get("required", True),
        "heading": text.get("heading", ""),
        "note": text.get("note", ""),
    }
    return _KINDS[kind](block, text, shared)


def _text(block: Json, text: Json, shared: dict[str, Any]) -> Block:  # noqa: ARG001 (one shape for every kind)
    return TextBlock(**shared, html=_html(text, "html"))


def _facts(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    facts = tuple(
        Fact(
            id=fact["id"],
            html=_html(text["facts"][fact["id"]], "html"),
            who=fact["who"],
            as_of=fact["as_of"],
            citations=_citations(text["facts"][fact["id"]]),
        )
        for fact in block["facts"]
    )
    return FactsBlock(**shared, facts=facts)


def _dilemma(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    words = text["sides"]
    sides = (
        Side(id=side, label=words[side]["label"], argument=_html(words[side], "argument")) for side in block["sides"]
    )
    return DilemmaBlock(**shared, question=_html(text, "question"), sides=tuple(sides), closing=_html(text, "closing"))


def _case(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    return CaseBlock(**shared, steps=tuple(Step(id=step, html=_html(text["steps"], step)) for step in block["steps"]))


def _story(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    return StoryBlock(**shared, story=block["story"], intro=_html(text, "html"))


def _reflection(block: Json, text: Json, shared: dict[str, Any]) -> Block:  # noqa: ARG001
    return ReflectionBlock(**shared, prompt=_html(text, "html"), prompt_text=text["text"])


def _quiz(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    questions = (_question(question, text["questions"][question["id"]]) for question in block["questions"])
    return QuizBlock(**shared, questions=tuple(questions))


def _question(question: Json, text: Json) -> Question:
    kind = QuestionKind(question["kind"])
    feedback = text.get("feedback", {})
    matching = kind is QuestionKind.MATCHING
    return Question(
        id=question["id"],
        kind=kind,
        stem=_html(text, "stem"),
        options=_right_column(question["id"], text["right"]) if matching else _options(question, text),
        left=tuple(Option(id=left, label=_html(text["left"], left)) for left, _ in question["pairs"])
        if matching
        else (),
        right=_right(question, kind),
        accepted=tuple(text.get("accepted", ())),
        model_answer=_html(text, "model_answer"),
        feedback_right=_html(feedback, "right"),
        feedback_other=_html(feedback, "other") or _html(feedback, "wrong"),
    )


def _right(question: Json, kind: QuestionKind) -> tuple[str, ...]:
    if kind is QuestionKind.MATCHING:
        return tuple(f"{left}:{right}" for left, right in question["pairs"])
    return tuple(question.get("options" if kind is QuestionKind.ORDERING else "right", ()))


def _options(question: Json, text: Json) -> tuple[Option, ...]:
    words = text.get("options", {})
    ids = question.get("options") or ("true", "false") if words else ()
    return tuple(
        Option(id=name, label=_html(words[name], "label"), feedback=_html(words[name], "feedback")) for name in ids
    )


def _right_column(question_id: str, words: Json) -> tuple[Option, ...]:
    """Return matching's right items in an order that says nothing about what belongs together and never changes."""
    ids = sorted(words, key=lambda name: hashlib.sha256(f"{question_id}:{name}".encode()).digest())
    return tuple(Option(id=name, label=_html(words, name)) for name in ids)


def _scenario(block: Json, text: Json, shared: dict[str, Any]) -> ScenarioBlock:
    names, nodes, endings = text.get("values", {}), text.get("nodes", {}), text.get("endings", {})
    return ScenarioBlock(
        **shared,
        intro=_html(text, "intro"),
        role=_html(text, "role"),
        values=tuple(
            Value(id=it["id"], label=names.get(it["id"], ""), start=it["start"], least=it["min"], most=it["max"])
            for it in block["values"]
        ),
        start=block["start"],
        nodes={node["id"]: _node(node, nodes.get(node["id"], {})) for node in block["nodes"]},
        endings=tuple(_ending(ending, endings.get(ending["id"], {})) for ending in block["endings"]),
    )


def _node(node: Json, text: Json) -> Node:
    choices = node.get("choices") or [{"id": step, "to": node["slider"]} for step in SLIDER]
    words = text.get("choices") or {step: {"consequence": text.get("consequence", "")} for step in SLIDER}
    made = tuple(_choice(choice, words.get(choice["id"], {})) for choice in choices)
    return Node(
        id=node["id"], text=_html(text, "text"), choices=made, low=text.get("low", ""), high=text.get("high", "")
    )


def _choice(choice: Json, text: Json) -> Choice:
    return Choice(
        id=choice["id"],
        label=_html(text, "label"),
        consequence=_html(text, "consequence"),
        effects=tuple(
            Effect(value=effect["value"], add=effect["add"], when=effect.get("when"))
            for effect in choice.get("effects", ())
        ),
        ways=tuple(Way(to=way["to"], when=way.get("when")) for way in choice["to"]),
        when=choice.get("when"),
    )


def _ending(ending: Json, text: Json) -> Ending:
    return Ending(
        id=ending["id"],
        title=text.get("title", ""),
        noticed=_html(text, "noticed"),
        frame=_html(text, "frame"),
        builds_on=_html(text, "builds_on"),
        retry=ending["retry"],
        citations=_citations(text),
        when=ending.get("when"),
    )


def _citations(text: Json) -> tuple[Citation, ...]:
    return tuple(Citation(**citation) for citation in text.get("citations", ()))


def _html(text: Json, key: str) -> Markup:
    return Markup(text.get(key, ""))  # noqa: S704 (made by lms.curriculum.rendering)


_KINDS: dict[Kind, Callable[[Any, Any, dict[str, Any]], Block]] = {
    Kind.TEXT: _text,
    Kind.FACTS: _facts,
    Kind.DILEMMA: _dilemma,
    Kind.CASE: _case,
    Kind.STORY: _story,
    Kind.REFLECTION: _reflection,
    Kind.QUIZ: _quiz,
    Kind.SCENARIO: _scenario,
} | {kind: rules.assembled for kind, rules in NEW.items()}
