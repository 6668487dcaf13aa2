"""A dilemma as one person meets it: where they stood before the arguments, and where they stand after them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from lms.curriculum.blocks import DilemmaBlock
from lms.learning.models import DilemmaMoment
from lms.learning.operations.dilemmas import BETWEEN
from lms.learning.queries.state import LessonState
from lms.learning.sheets.problems import Problem


@dataclass(frozen=True, kw_only=True)
class DilemmaSheet:
    """The two positions, as side ids or `between`, what they are called, and how they compare."""

    choices: tuple[tuple[str, str], ...]
    before: str
    after: str
    comparison: str
    error_before: str = ""
    error_after: str = ""

    @property
    def before_words(self) -> str:
        return dict(self.choices).get(self.before, "")


def dilemma_sheet(block: DilemmaBlock, state: LessonState, *, problem: Problem | None = None) -> DilemmaSheet:
    """Return a dilemma for the person whose state it is."""
    choices = (*((side.id, side.label) for side in block.sides), (BETWEEN, str(_("Somewhere in between"))))
    words = dict(choices)
    before = state.position(block.id, DilemmaMoment.BEFORE)
    after = state.position(block.id, DilemmaMoment.AFTER)
    errors = {"before": "", "after": ""}
    if problem is not None and problem.concerns(block.id):
        errors[problem.item] = problem.message
    return DilemmaSheet(
        choices=choices,
        before=before,
        after=after,
        comparison=_compared(words.get(before, ""), words.get(after, "")),
        error_before=errors["before"],
        error_after=errors["after"],
    )


def _compared(before: str, after: str) -> str:
    if not before or not after:
        return ""
    if before == after:
        return str(
            _(
                "Before and after the arguments you stand in the same place: “%(side)s”. For other reasons now?",
                side=after,
            )
        )
    return str(
        _(
            "Before the arguments you stood at “%(before)s”. Now you stand at “%(after)s”. What moved you?",
            before=before,
            after=after,
        )
    )
