"""A scenario as one person meets it: where their newest run stands, in words and numbers."""

from dataclasses import dataclass

from flask_babel import gettext as _

from lms.curriculum.scenario_blocks import ScenarioBlock, Value
from lms.curriculum.scenarios import Change, ScenarioState, Taken, state_after
from lms.learning.queries.state import LessonState
from lms.learning.sheets.problems import Problem


@dataclass(frozen=True, kw_only=True)
class ShownValue:
    """A value as it stands: a number on its scale, and the same in words."""

    value: Value
    now: int
    words: str


@dataclass(frozen=True, kw_only=True)
class ScenarioSheet:
    """A run of a scenario. `block` and `revision_id` are of its revision, which may be older than the lesson's."""

    block: ScenarioBlock
    revision_id: int
    run_id: int
    state: ScenarioState
    values: tuple[ShownValue, ...]
    error: str = ""

    @property
    def last(self) -> Taken | None:
        return self.state.taken[-1] if self.state.taken else None

    @property
    def step(self) -> int:
        return len(self.state.taken) + 1


def scenario_sheet(
    block: ScenarioBlock, revision_id: int, state: LessonState, *, of_run: ScenarioBlock | None, problem: Problem | None
) -> ScenarioSheet:
    """Return a scenario for the person whose state it is. `of_run` is the block as their newest run knows it."""
    run = state.runs.get(block.id)
    if run is not None and run.revision_id != revision_id:
        block, revision_id, run = (of_run, run.revision_id, run) if of_run is not None else (block, revision_id, None)
    reached = state_after(block, run.made if run else ())
    return ScenarioSheet(
        block=block,
        revision_id=revision_id,
        run_id=run.id if run else 0,
        state=reached,
        values=tuple(_shown(value, reached.values[value.id]) for value in block.values),
        error=problem.message if problem is not None and problem.concerns(block.id) else "",
    )


def moved(change: Change) -> str:
    """Say what a choice did to a value."""
    words = {"value": change.value.label, "by": abs(change.by), "now": change.now, "most": change.value.most}
    if change.by > 0:
        return str(_("%(value)s: up by %(by)s, now %(now)s of %(most)s", **words))
    return str(_("%(value)s: down by %(by)s, now %(now)s of %(most)s", **words))


def _shown(value: Value, now: int) -> ShownValue:
    third = (now - value.least) * 3
    span = value.most - value.least
    words = _("low") if third < span else _("high") if third > 2 * span else _("in the middle")
    return ShownValue(value=value, now=now, words=str(words))
