"""Playing a scenario: every choice is recorded once; a run can be played again from its start or a turning point."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.scenario_blocks import ScenarioBlock
from lms.curriculum.scenarios import ScenarioState, state_after
from lms.learning.models import ScenarioChoice, ScenarioRun
from lms.learning.operations import progress


def choose(lesson: PublishedLesson, block: ScenarioBlock, *, run_id: int, node: str, choice: str, by: Person) -> bool:
    """Record a choice in the person's newest run (`run_id` 0: in a first one). `lesson` is of the run's revision.

    Returns False, and writes nothing, where another tab has chosen here already or plays another run.
    """
    at = progress.standing(by, lesson, block.id, alone=True)
    run = _newest(at.learner_id, lesson, block)
    if run is not None and (run.revision_id != lesson.revision_id or (run.id != run_id and (run_id or run.choices))):
        return False
    if run is None:
        run = _begin(at.learner_id, lesson, block, ())
    made = [each.choice for each in run.choices]
    before = state_after(block, made)
    if before.node is None or before.node.id != node:
        return False
    _record(run, node, choice, _checked(block, made, choice))
    progress.keep_place(at, lesson, block.id)
    if run.ended_at is not None:
        progress.do_block(at, lesson, block.id)
    return True


def play_again(lesson: PublishedLesson, block: ScenarioBlock, *, retry: str = "", by: Person) -> None:
    """Begin a new run: from the start, or from the node `retry` of the newest one, with the choices that led there."""
    at = progress.standing(by, lesson, block.id, alone=True)
    last = _newest(at.learner_id, lesson, block)
    if last is None:
        return
    path = [(each.node, each.choice) for each in last.choices]
    nodes = [node for node, _choice in path]
    same = last.revision_id == lesson.revision_id
    kept = path[: nodes.index(retry)] if same and retry in nodes else []
    if len(kept) < len(path):
        _begin(at.learner_id, lesson, block, kept)
    progress.keep_place(at, lesson, block.id)


def _newest(learner_id: int, lesson: PublishedLesson, block: ScenarioBlock) -> ScenarioRun | None:
    return db.session.scalar(
        select(ScenarioRun)
        .where(
            ScenarioRun.learner_id == learner_id,
            ScenarioRun.lesson_id == lesson.lesson_id,
            ScenarioRun.block == block.id,
        )
        .order_by(ScenarioRun.id.desc())
        .limit(1)
        .options(selectinload(ScenarioRun.choices))
        .execution_options(populate_existing=True)
    )


def _begin(
    learner_id: int, lesson: PublishedLesson, block: ScenarioBlock, path: Sequence[tuple[str, str]]
) -> ScenarioRun:
    moment = now()
    choices = [
        ScenarioChoice(step=step, node=node, choice=choice, created_at=moment)
        for step, (node, choice) in enumerate(path, start=1)
    ]
    run = ScenarioRun(
        learner_id=learner_id,
        lesson_id=lesson.lesson_id,
        block=block.id,
        revision_id=lesson.revision_id,
        language=lesson.language,
        created_at=moment,
        choices=choices,
    )
    db.session.add(run)
    return run


def _checked(block: ScenarioBlock, made: Sequence[str], choice: str) -> ScenarioState:
    try:
        return state_after(block, [*made, choice])
    except ValueError as error:
        raise DomainError(_("Choose what to do first."), field="choice", status=422) from error


def _record(run: ScenarioRun, node: str, choice: str, after: ScenarioState) -> None:
    moment = now()
    run.choices.append(ScenarioChoice(step=len(run.choices) + 1, node=node, choice=choice, created_at=moment))
    if after.ending is not None:
        run.ended_at, run.ending = moment, after.ending.id
    db.session.flush()
