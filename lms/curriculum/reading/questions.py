"""Quiz questions: their structure, and what a language says in them."""

from typing import Any

from lms.curriculum.blocks import QuestionKind
from lms.curriculum.notation.files import is_id
from lms.curriculum.notation.items import Fields, Item, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.quizzes import fold

Json = dict[str, Any]
BOTH = ["true", "false"]
_KEYS = {
    QuestionKind.SINGLE: ("options", "right"),
    QuestionKind.MULTIPLE: ("options", "right"),
    QuestionKind.TRUE_FALSE: ("right",),
    QuestionKind.ORDERING: ("options",),
    QuestionKind.MATCHING: ("pairs",),
    QuestionKind.SHORT_TEXT: (),
}


def question(item: Item) -> Json:
    """Return a question's structure."""
    kind = _kind(item)
    if kind is None:
        return {}
    optional = ("extra",) if kind is QuestionKind.MATCHING else ()
    fields = item.fields("id", "kind", *_KEYS[kind], optional=optional)
    made: Json = {"id": fields["id"].id(), "kind": kind.value}
    if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.ORDERING):
        made["options"] = _several(fields["options"])
    if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        made["right"] = _right(fields["right"], made["options"], kind)
    if kind is QuestionKind.TRUE_FALSE:
        made["right"] = [fields["right"].word(BOTH)]
    if kind is QuestionKind.MATCHING:
        made |= _pairs(fields)
    return made


def question_texts(structure: Json, item: Item, prose: Prose) -> Json:
    """Return what a language says in a question."""
    kind = structure.get("kind")
    if kind == QuestionKind.SHORT_TEXT:
        return _short_text(item, prose)
    if kind == QuestionKind.MATCHING:
        return _matching(structure, item, prose)
    if kind == QuestionKind.ORDERING:
        return _ordering(structure, item, prose)
    fields = item.fields("stem", "options")
    options = {}
    for name, option in each(fields["options"], structure.get("options", BOTH)).items():
        words = option.fields("text", "feedback")
        options[name] = {"text": prose.inline(words["text"]), "feedback": prose.blocks(words["feedback"])}
    return {"stem": prose.inline(fields["stem"]), "options": options}


def _kind(item: Item) -> QuestionKind | None:
    kinds = [kind.value for kind in QuestionKind]
    found = dict(item.entries("a question with id and kind"))
    if "kind" not in found:
        item.wrong(f"Missing here: kind; expected one of: {', '.join(kinds)}.")
        return None
    word = found["kind"].word(kinds)
    return QuestionKind(word) if word in kinds else None


def _several(item: Item) -> list[str]:
    options = item.ids()
    if item.is_list() and len(options) < 2:
        item.wrong("Two options or more were expected.")
    return options


def _right(item: Item, options: list[str], kind: QuestionKind) -> list[str]:
    right = item.ids()
    for name in right:
        if name not in options:
            item.wrong(f"“{name}” is right but no option; expected: {', '.join(options)}.")
    if item.is_list() and (not right or (kind is QuestionKind.SINGLE and len(right) != 1)):
        item.wrong(
            "Exactly one right option was expected." if kind is QuestionKind.SINGLE else "A right option was expected."
        )
    return right


def _pairs(fields: Fields) -> Json:
    pairs = []
    for left, entry in fields["pairs"].entries("a mapping of left items to right items"):
        if not is_id(left):
            entry.wrong(f"“{left}” is no id; expected: lower case letters, digits and dashes.")
        pairs.append([left, entry.id()])
    if fields["pairs"].is_mapping() and len(pairs) < 2:
        fields["pairs"].wrong("Two pairs or more were expected.")
    extra = fields["extra"].ids() if "extra" in fields else []
    for name in set(extra) & {right for _, right in pairs}:
        fields["extra"].wrong(f"“{name}” is extra but belongs to a pair.")
    return {"pairs": pairs, "extra": extra} if extra else {"pairs": pairs}


def _short_text(item: Item, prose: Prose) -> Json:
    fields = item.fields("stem", "accepted", "model_answer", "feedback")
    accepted = [word.text(200) for word in fields["accepted"].items()]
    if fields["accepted"].is_list() and not any(fold(word) for word in accepted):
        fields["accepted"].wrong("An accepted word was expected.")
    feedback = fields["feedback"].fields("right", "other")
    return {
        "stem": prose.inline(fields["stem"]),
        "accepted": accepted,
        "model_answer": prose.blocks(fields["model_answer"]),
        "feedback": {name: prose.blocks(feedback[name]) for name in ("right", "other")},
    }


def _matching(structure: Json, item: Item, prose: Prose) -> Json:
    fields = item.fields("stem", "left", "right", "feedback")
    return {
        "stem": prose.inline(fields["stem"]),
        "left": _labels(fields["left"], [left for left, _ in structure["pairs"]], prose),
        "right": _labels(fields["right"], right_column(structure), prose),
        "feedback": _two(fields["feedback"], prose),
    }


def _ordering(structure: Json, item: Item, prose: Prose) -> Json:
    fields = item.fields("stem", "options", "feedback")
    options = {}
    for name, option in each(fields["options"], structure["options"]).items():
        options[name] = {"text": prose.inline(option.fields("text")["text"])}
    return {"stem": prose.inline(fields["stem"]), "options": options, "feedback": _two(fields["feedback"], prose)}


def right_column(structure: Json) -> list[str]:
    """Return the right items of a matching question, each once: those of the pairs, then the extra ones."""
    return list(dict.fromkeys([*(right for _, right in structure["pairs"]), *structure.get("extra", [])]))


def _two(item: Item, prose: Prose) -> Json:
    fields = item.fields("right", "wrong")
    return {name: prose.blocks(fields[name]) for name in ("right", "wrong")}


def _labels(item: Item, ids: list[str], prose: Prose) -> dict[str, str]:
    return {name: prose.inline(entry) for name, entry in each(item, ids).items()}
