"""A quiz as one person meets it: options in an order of their own, what they chose, and what the answer was worth."""

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from lms.curriculum.blocks import NOTHING, Option, Question, QuestionKind, QuizBlock
from lms.learning.queries.state import LessonState, Tried
from lms.learning.sheets.problems import Problem

TEXT_LENGTH = 500


@dataclass(frozen=True, kw_only=True)
class Filled:
    """How a question is filled in: what is ticked, which number stands at what, what is matched, what is written."""

    chosen: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionSheet:
    """A question for one person. `right` says how the last try went; it is None for what is not scored."""

    question: Question
    anchor: str
    options: tuple[Option, ...]
    filled: Filled
    tried: bool = False
    right: bool | None = None
    had_right: bool = False
    feedback: Markup = NOTHING
    error: str = ""

    @property
    def seen(self) -> Hashable:
        """What two people who see the same have in common; None where the person has written, or meets an error."""
        filled = self.filled
        if self.error or filled.text:
            return None
        order = tuple(option.id for option in self.options)
        ticked = (filled.chosen, tuple(sorted(filled.places.items())), tuple(sorted(filled.pairs.items())))
        return (self.question.id, order, ticked, self.tried, self.right, self.had_right)

    def feedback_on(self, option: Option) -> Markup:
        """What to say about an option: only once it was tried."""
        return option.feedback if self.tried and not self.error and option.id in self.filled.chosen else NOTHING


def quiz_sheet(
    block: QuizBlock, state: LessonState, *, seed: str, problem: Problem | None = None
) -> tuple[QuestionSheet, ...]:
    """Return a quiz's questions for the person whose `seed` it is."""
    return tuple(_sheet(block.id, question, state, seed, problem) for question in block.questions)


def answer_in(question: Question, sent: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the answer a form holds, as `quizzes.is_right` judges it; an empty one where it is not complete."""
    filled = filled_in(question, sent)
    match question.kind:
        case QuestionKind.SHORT_TEXT:
            return (filled.text,) if filled.text else ()
        case QuestionKind.ORDERING:
            numbers = sorted(filled.places.values())
            complete = numbers == sorted(str(number) for number in range(1, len(question.options) + 1))
            return tuple(sorted(filled.places, key=lambda name: int(filled.places[name]))) if complete else ()
        case QuestionKind.MATCHING:
            return tuple(f"{left}:{right}" for left, right in filled.pairs.items())
        case _:
            return tuple(sorted(filled.chosen))


def filled_in(question: Question, sent: Mapping[str, Sequence[str]]) -> Filled:
    """Return how a form was filled in; fields that are not this question's are left out."""
    return Filled(
        chosen=frozenset(sent.get("answer", ())),
        places=_chosen_of("place", question.options, sent),
        pairs=_chosen_of("match", question.left, sent),
        text=" ".join(sent.get("text", ("",))[0].split())[:TEXT_LENGTH],
    )


def _sheet(block: str, question: Question, state: LessonState, seed: str, problem: Problem | None) -> QuestionSheet:
    anchor = f"{block}-{question.id}"
    options = _shuffled(question, f"{seed}:{anchor}")
    if problem is not None and problem.concerns(block, question.id):
        filled = filled_in(question, problem.filled)
        return QuestionSheet(question=question, anchor=anchor, options=options, filled=filled, error=problem.message)
    tried = state.tries.get((block, question.id))
    if tried is None:
        return QuestionSheet(question=question, anchor=anchor, options=options, filled=Filled())
    return QuestionSheet(
        question=question,
        anchor=anchor,
        options=options,
        filled=_as_answered(question, tried),
        tried=True,
        right=tried.right,
        had_right=tried.ever_right,
        feedback=question.feedback_right if tried.right else question.feedback_other,
    )


def _as_answered(question: Question, tried: Tried) -> Filled:
    match question.kind:
        case QuestionKind.SHORT_TEXT:
            return Filled(text=tried.answer[0] if tried.answer else "")
        case QuestionKind.ORDERING:
            return Filled(places={name: str(number) for number, name in enumerate(tried.answer, start=1)})
        case QuestionKind.MATCHING:
            return Filled(pairs=dict(pair.split(":", 1) for pair in tried.answer if ":" in pair))
        case _:
            return Filled(chosen=frozenset(tried.answer))


def _chosen_of(prefix: str, items: Sequence[Option], sent: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found = {item.id: sent.get(f"{prefix}-{item.id}", ("",))[0] for item in items}
    return {name: value for name, value in found.items() if value}


def _shuffled(question: Question, seed: str) -> tuple[Option, ...]:
    """Return the options in this person's order, the same at every visit; true and false stay as they are."""
    if question.kind is QuestionKind.TRUE_FALSE:
        return question.options
    mixed = sorted(question.options, key=lambda option: hashlib.blake2b(f"{seed}:{option.id}".encode()).digest())
    if question.kind is QuestionKind.ORDERING and tuple(option.id for option in mixed) == question.right:
        mixed = [*mixed[1:], mixed[0]]
    return tuple(mixed)
