"""The steps every answer takes: the module is begun, the place kept, the block done, and what that completes.

Done says nothing about how (rule 6), and nothing here ever takes a place, an answer or a completion away (rule 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, exists, select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.core.upsert import insert_missing, insert_once, insert_or_update
from lms.curriculum.blocks import ACTED, PublishedLesson
from lms.learning.models import BlockDone, Learner, LessonDone, Place, Start
from lms.learning.operations import completion, learners


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Who answers, and what they have behind them in the module, the lesson and the block."""

    learner_id: int
    person_id: int
    started: bool = False
    block_done: bool = False
    lesson_done: bool = False


def standing(person: Person, lesson: PublishedLesson, block: str, *, alone: bool = False) -> Standing:
    """Return where `person` stands before answering. With `alone`, what they send at the same time waits for this."""
    row = _standing(person.id, lesson, block, alone=alone)
    if row is None:
        made = learners.of(person)
        row = _standing(person.id, lesson, block, alone=True) if alone else None
        return Standing(learner_id=made.id, person_id=person.id) if row is None else _from(row, person.id)
    return _from(row, person.id)


def block_done(learner: Learner, lesson: PublishedLesson, block: str) -> None:
    """Note that a learner has dealt with a block, keep their place there, and complete what that completes."""
    person_id = learner.person_id or 0
    row = _standing(person_id, lesson, block, alone=False)
    at = Standing(learner_id=learner.id, person_id=person_id) if row is None else _from(row, person_id)
    keep_place(at, lesson, block)
    do_block(at, lesson, block)


def keep_place(at: Standing, lesson: PublishedLesson, block: str) -> None:
    """Keep the place in the module, which begins with the first one."""
    moment = now()
    if not at.started:
        start = {"learner_id": at.learner_id, "module_id": lesson.module_id, "created_at": moment}
        insert_once(Start, start, key=("learner_id", "module_id"))
    values = {
        "learner_id": at.learner_id,
        "module_id": lesson.module_id,
        "lesson_id": lesson.lesson_id,
        "block": block,
        "updated_at": moment,
    }
    insert_or_update(Place, values, key=("learner_id", "module_id"), update=("lesson_id", "block", "updated_at"))


def do_block(at: Standing, lesson: PublishedLesson, block: str) -> None:
    """Note that a block has been dealt with, in whatever way counts for its kind; complete what that completes."""
    if at.block_done:
        return
    mark_done(at, lesson, [block])
    if not at.lesson_done:
        completion.complete_if_ready(at.learner_id, lesson, by=at.person_id)


def mark_done(at: Standing, lesson: PublishedLesson, blocks: Sequence[str]) -> None:
    """Write down that blocks are done, each once."""
    shared = {
        "learner_id": at.learner_id,
        "lesson_id": lesson.lesson_id,
        "revision_id": lesson.revision_id,
        "language": lesson.language,
        "created_at": now(),
    }
    rows = [{**shared, "block": block} for block in blocks]
    insert_missing(BlockDone, rows, key=("learner_id", "lesson_id", "block"))


def read_lesson(lesson: PublishedLesson, *, by: Person) -> tuple[str, ...]:
    """Note that what is to be read has been read. Returns the blocks that must still be done for the lesson."""
    last = lesson.blocks[-1].id
    at = standing(by, lesson, last)
    keep_place(at, lesson, last)
    mark_done(at, lesson, [block.id for block in lesson.blocks if block.kind not in ACTED])
    return completion.complete_if_ready(at.learner_id, lesson, by=at.person_id)


def _standing(person_id: int, lesson: PublishedLesson, block: str, *, alone: bool) -> Row[int, bool, bool, bool] | None:
    asked = select(
        Learner.id,
        exists().where(Start.learner_id == Learner.id, Start.module_id == lesson.module_id),
        exists().where(
            BlockDone.learner_id == Learner.id, BlockDone.lesson_id == lesson.lesson_id, BlockDone.block == block
        ),
        exists().where(LessonDone.learner_id == Learner.id, LessonDone.lesson_id == lesson.lesson_id),
    ).where(Learner.person_id == person_id)
    return db.session.execute(asked.with_for_update(of=Learner) if alone else asked).one_or_none()


def _from(row: Row[int, bool, bool, bool], person_id: int) -> Standing:
    return Standing(learner_id=row[0], person_id=person_id, started=row[1], block_done=row[2], lesson_done=row[3])
