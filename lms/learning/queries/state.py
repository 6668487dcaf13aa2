"""What a person has done in a lesson and its module, in one statement: the part of a page that is theirs alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Integer, Row, String, bindparam, cast, func, literal, select, union_all

from lms.core.db import db
from lms.curriculum.models import Lesson
from lms.learning.models import (
    BlockDone,
    DilemmaMoment,
    JournalEntry,
    LessonDone,
    ModuleDone,
    Place,
    Position,
    QuizTry,
    ScenarioChoice,
    ScenarioRun,
)
from lms.learning.policy import own_learner
from lms.tools.models import Worksheet


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A person's tries at a question: the last answer, whether it was right, and whether any was."""

    answer: tuple[str, ...]
    right: bool | None
    ever_right: bool


@dataclass(frozen=True, kw_only=True)
class Run:
    """A person's newest play of a scenario: the choices so far, in order, as (node, choice)."""

    id: int
    revision_id: int
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def made(self) -> tuple[str, ...]:
        return tuple(choice for _, choice in self.choices)


@dataclass(frozen=True, kw_only=True)
class LessonState:
    """Where a person stands in a lesson. `completed` is the revision of it they completed, if they did."""

    blocks_done: frozenset[str] = frozenset()
    seen: int = 0  # the latest revision they dealt with a block in
    lessons_done: Mapping[int, int] = field(default_factory=dict)  # lesson → revision
    tries: Mapping[tuple[str, str], Tried] = field(default_factory=dict)  # (block, question)
    positions: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (block, moment) → side
    runs: Mapping[str, Run] = field(default_factory=dict)  # block → newest run
    place: tuple[int, str] | None = None  # lesson, block
    module_done: bool = False
    has_written: bool = False  # there are reflections of theirs in the lesson
    has_sheets: bool = False  # and worksheets

    def position(self, block: str, moment: DilemmaMoment) -> str:
        return self.positions.get((block, moment.value), "")


NOTHING_YET = LessonState()


def lesson_state(person_id: int, lesson_id: int, module_id: int) -> LessonState:
    """Return where a person stands in a lesson."""
    parameters = {"person": person_id, "lesson": lesson_id, "module": module_id}
    rows = db.session.connection().execute(_EVERYTHING, parameters)
    by_kind: dict[str, list[Row[Any]]] = {}
    for row in rows:
        by_kind.setdefault(row[0], []).append(row)
    place = by_kind.get("place")
    return LessonState(
        blocks_done=frozenset(row.block for row in by_kind.get("block", ())),
        seen=max((row.other for row in by_kind.get("block", ())), default=0),
        lessons_done={row.number: row.other for row in by_kind.get("lesson", ())},
        tries=_tries(by_kind.get("try", ())),
        positions={(row.block, row.item): row.value for row in by_kind.get("position", ())},
        runs=_runs(by_kind.get("run", ()), by_kind.get("choice", ())),
        place=(place[0].number, place[0].block) if place else None,
        module_done="module" in by_kind,
        has_written="entry" in by_kind,
        has_sheets="sheet" in by_kind,
    )


def _tries(rows: Sequence[Row[Any]]) -> dict[tuple[str, str], Tried]:
    tries: dict[tuple[str, str], Tried] = {}
    for row in sorted(rows, key=lambda row: int(row.number)):
        key = (row.block, row.item)
        right = None if row.other is None else bool(row.other)
        before = tries.get(key)
        ever = bool(right) or (before is not None and before.ever_right)
        tries[key] = Tried(answer=tuple(json.loads(row.value)), right=right, ever_right=ever)
    return tries


def _runs(runs: Sequence[Row[Any]], choices: Sequence[Row[Any]]) -> dict[str, Run]:
    made: dict[int, list[tuple[int, str, str]]] = {}
    for row in choices:
        made.setdefault(row.number, []).append((row.other, row.item, row.value))
    return {
        row.block: Run(
            id=row.number,
            revision_id=row.other,
            choices=tuple((node, choice) for _, node, choice in sorted(made.get(row.number, ()))),
        )
        for row in runs
    }


def _statement() -> Any:
    """Return the one statement, with its parameters left open: making it again for every page would be dear."""
    me = own_learner(bindparam("person")).scalar_subquery()  # type: ignore[arg-type]
    lesson: BindParameter[int] = bindparam("lesson")
    module: BindParameter[int] = bindparam("module")
    lessons = _part("lesson", literal(""), number=LessonDone.lesson_id, other=LessonDone.revision_id)
    place = _part("place", Place.block, number=Place.lesson_id)
    return union_all(
        *_answers(me, lesson),
        *_plays(me, lesson),
        lessons.join(Lesson, Lesson.id == LessonDone.lesson_id).where(
            LessonDone.learner_id == me, Lesson.module_id == module
        ),
        place.where(Place.learner_id == me, Place.module_id == module),
        _part("sheet", Worksheet.block).where(
            Worksheet.person_id == bindparam("person"), Worksheet.lesson_id == lesson
        ),
        _part("module", literal("")).where(ModuleDone.learner_id == me, ModuleDone.module_id == module),
    )


def _answers(me: Any, lesson: Any) -> list[Any]:
    tries = _part(
        "try",
        QuizTry.block,
        item=QuizTry.question,
        value=cast(QuizTry.answer, String),
        number=QuizTry.id,
        other=cast(QuizTry.right, Integer),
    )
    positions = _part("position", Position.block, item=cast(Position.moment, String), value=Position.side)
    return [
        _part("block", BlockDone.block, other=BlockDone.revision_id).where(
            BlockDone.learner_id == me, BlockDone.lesson_id == lesson
        ),
        tries.where(QuizTry.learner_id == me, QuizTry.lesson_id == lesson),
        positions.where(Position.learner_id == me, Position.lesson_id == lesson),
        _part("entry", JournalEntry.block).where(JournalEntry.learner_id == me, JournalEntry.lesson_id == lesson),
    ]


def _plays(me: Any, lesson: Any) -> list[Any]:
    newest = (
        select(func.max(ScenarioRun.id))
        .where(ScenarioRun.learner_id == me, ScenarioRun.lesson_id == lesson)
        .group_by(ScenarioRun.block)
    )
    choices = _part(
        "choice",
        literal(""),
        item=ScenarioChoice.node,
        value=ScenarioChoice.choice,
        number=ScenarioChoice.run_id,
        other=ScenarioChoice.step,
    )
    runs = _part("run", ScenarioRun.block, number=ScenarioRun.id, other=ScenarioRun.revision_id)
    return [runs.where(ScenarioRun.id.in_(newest)), choices.where(ScenarioChoice.run_id.in_(newest))]


def _part(kind: str, block: Any, *, item: Any = None, value: Any = None, number: Any = None, other: Any = None) -> Any:
    """Return one part of the union; all have the same columns."""
    return select(
        literal(kind).label("kind"),
        block.label("block"),
        (literal("") if item is None else item).label("item"),
        (literal("") if value is None else value).label("value"),
        (literal(0) if number is None else number).label("number"),
        (literal(0) if other is None else other).label("other"),
    )


_EVERYTHING = _statement()
