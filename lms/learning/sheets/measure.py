"""A module's questions as one person meets them: options in an order of their own, what they chose, and nothing about it."""

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lms.curriculum.blocks import Option, PublishedLesson
from lms.curriculum.kinds.measure import Asked, MeasureBlock, MeasureQuestion
from lms.measures import queries
from lms.measures.models import MeasureMoment

PREFIX = "q-"
AT = {  # which questions are asked when: weeks later the intent becomes what happened, and months later it isn't asked
    MeasureMoment.SIX_WEEKS: frozenset({Asked.BEHAVIOUR}),
    MeasureMoment.THREE_MONTHS: frozenset({Asked.KNOWLEDGE, Asked.VIGNETTE, Asked.CONFIDENCE}),
}


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question for one person. `stem` is as it is asked at this moment; `steps` are those of a scale."""

    question: MeasureQuestion
    stem: Markup
    options: tuple[Option, ...]
    steps: tuple[str, ...]
    chosen: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.question.id}"


@dataclass(frozen=True, kw_only=True)
class MeasureSheet:
    """The questions of a moment for one person, or for a reader who is not signed in."""

    moment: MeasureMoment
    questions: tuple[AskedQuestion, ...]

    @property
    def answered(self) -> bool:
        return any(each.chosen for each in self.questions)

    @property
    def seen(self) -> Hashable:
        """What two people who see the same have in common; None for one who has answered."""
        if self.answered:
            return None
        return ("measure", tuple(option.id for each in self.questions for option in each.options))


def measure_sheet(
    lesson: PublishedLesson, block: MeasureBlock, moment: MeasureMoment, person_id: int | None, *, seed: str
) -> MeasureSheet:
    """Return a measure's questions at a moment, with what this person answered."""
    chosen = queries.answers(person_id, lesson.module_slug, moment) if person_id is not None else {}
    return MeasureSheet(
        moment=moment,
        questions=tuple(
            AskedQuestion(
                question=each,
                stem=each.later if moment is MeasureMoment.SIX_WEEKS else each.stem,
                options=_mixed(each.options, f"{seed}:{each.id}"),
                steps=() if each.options else each.values,
                chosen=chosen.get(each.id, ""),
            )
            for each in asked_at(block, moment)
        ),
    )


def asked_at(block: MeasureBlock, moment: MeasureMoment) -> tuple[MeasureQuestion, ...]:
    """Return the questions that are asked at a moment."""
    return tuple(each for each in block.questions if moment not in AT or each.asked in AT[moment])


def answers_in(block: MeasureBlock, moment: MeasureMoment, sent: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the answers a form holds, by question; what was left open or is no answer is left out."""
    found = {each: sent.get(f"{PREFIX}{each.id}", ("",))[0] for each in asked_at(block, moment)}
    return {each.id: value for each, value in found.items() if value in each.values}


def _mixed(options: Sequence[Option], seed: str) -> tuple[Option, ...]:
    """Return the options in this person's order, the same at every visit and in either moment."""
    return tuple(sorted(options, key=lambda each: hashlib.blake2b(f"{seed}:{each.id}".encode()).digest()))
