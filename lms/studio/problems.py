"""What keeps a draft from being signed off, block by block. It is named while drafting and refused only at sign-off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from lms.core.i18n import LANGUAGES
from lms.curriculum.drawings import too_long, understood
from lms.curriculum.notation.evidence import AS_OF, DAY
from lms.studio.block_forms.naming import what_is_empty
from lms.studio.block_forms.words import language_name
from lms.studio.bodies import fitted
from lms.studio.models import HEAD, DraftBlock
from lms.studio.scenario_problems import flaws

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """One thing to do. `language` is empty where it is the same in every language; `part` names a question or a scene."""

    block: str
    language: str
    sentence: str
    part: str = ""


def problems_of(head: DraftBlock, blocks: Sequence[DraftBlock]) -> list[Problem]:
    """Return everything that is missing or wrong in these blocks."""
    found = [problem for block in (head, *blocks) for problem in of_block(block)]
    if not blocks:
        found.append(Problem(HEAD, "", _("The lesson has no parts yet.")))
    return found


def of_block(block: DraftBlock) -> list[Problem]:
    """Return what is missing or wrong in one block."""
    shape = [Problem(block.name, "", sentence, part) for part, sentence in _in_structure(block.kind, block.structure)]
    return [*shape, *_in_words(block), *_in_drawing(block)]


def _in_words(block: DraftBlock) -> Iterator[Problem]:
    bodies = {text.language: fitted(block.kind, block.structure, text.body) for text in block.texts}
    written = {language for language, body in bodies.items() if any(_leaves(body))}
    noted = {text.language for text in block.texts if text.note}
    for language in LANGUAGES:
        if language not in written and written:
            yield Problem(
                block.name, language, _("Not yet in %(language)s.", language=language_name(language, inside=True))
            )
        elif language in bodies:
            for path in _empty(bodies[language]):
                what, part = what_is_empty(block.kind, path, bodies[language])
                yield Problem(block.name, language, _("Still empty: %(what)s.", what=what), part)
        if noted and language not in noted:
            sentence = _("The content note is missing in %(language)s.", language=language_name(language, inside=True))
            yield Problem(block.name, language, sentence)


def _in_drawing(block: DraftBlock) -> Iterator[Problem]:
    if block.kind != "picture":
        return
    names = list(block.structure["labels"])
    for text in block.texts:
        for name in too_long(understood(block.structure["svg"]), text.body.get("labels", {})):
            sentence = _("Word %(number)s in the drawing is too long for its place.", number=names.index(name) + 1)
            yield Problem(block.name, text.language, sentence)


def _empty(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the paths of empty texts."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            yield from _empty(value, (*path, key))
    elif not part:
        yield path


def _leaves(part: Any) -> Iterator[Any]:
    if isinstance(part, Mapping):
        for value in part.values():
            yield from _leaves(value)
    else:
        yield part


def _in_structure(kind: str, structure: Json) -> Iterator[tuple[str, str]]:
    """Yield what is wrong in what is the same in every language: the part it is in, and a sentence."""
    if kind == HEAD and not DAY.fullmatch(structure.get("review", {}).get("by", "")):
        yield "", _("Say when the lesson is to be looked over again.")
    if kind == "facts":
        yield from _in_facts(structure.get("facts", []))
    if kind == "case" and not structure.get("steps"):
        yield "", _("A case needs a step.")
    if kind == "dilemma" and len(structure.get("sides", [])) < 2:
        yield "", _("A dilemma needs two sides.")
    if kind == "story" and not structure.get("story"):
        yield "", _("No story is chosen yet.")
    if kind == "quiz":
        yield from _in_questions(structure.get("questions", []))
    if kind == "scenario":
        yield from ((flaw.part, flaw.sentence) for flaw in flaws(structure))


def _in_facts(facts: Sequence[Json]) -> Iterator[tuple[str, str]]:
    if not facts:
        yield "", _("There is no fact yet.")
    for number, fact in enumerate(facts, 1):
        if not fact.get("sources"):
            yield fact["id"], _("Fact %(number)s: say where it stands.", number=number)
        if not AS_OF.fullmatch(fact.get("as_of", "")):
            yield fact["id"], _("Fact %(number)s: write the year, month or day it is from, or undated.", number=number)


def _in_questions(questions: Sequence[Json]) -> Iterator[tuple[str, str]]:
    if not questions:
        yield "", _("There is no question yet.")
    for number, question in enumerate(questions, 1):
        kind, options = question["kind"], question.get("options", ["true", "false"])
        right = [one for one in question.get("right", []) if one in options]
        if kind in ("single", "multiple", "ordering") and len(options) < 2:
            yield question["id"], _("Question %(number)s needs two answers to choose from.", number=number)
        if kind in ("single", "multiple", "true_false") and not right:
            yield question["id"], _("Question %(number)s: say which answer is right.", number=number)
        if kind == "single" and len(right) > 1:
            yield question["id"], _("Question %(number)s: only one answer can be right.", number=number)
