"""When a lesson and a module are complete. A completion stays, whatever later revisions add (rule 7)."""

from sqlalchemy import Select, select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.upsert import insert_once
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.models import Lesson, Module
from lms.learning.models import BlockDone, Learner, LessonDone, ModuleDone
from lms.learning.operations import certificates
from lms.learning.queries.marks import marks_in
from lms.learning.queries.progress import is_current


def complete_if_ready(learner_id: int, lesson: PublishedLesson, *, by: int) -> tuple[str, ...]:
    """Complete a lesson whose required blocks are all done; returns those that are not. `by` is the person's id."""
    done = set(
        db.session.scalars(
            select(BlockDone.block).where(BlockDone.learner_id == learner_id, BlockDone.lesson_id == lesson.lesson_id)
        )
    )
    missing = tuple(block.id for block in lesson.blocks if block.required and block.id not in done)
    if missing:
        return missing
    values = {
        "learner_id": learner_id,
        "lesson_id": lesson.lesson_id,
        "revision_id": lesson.revision_id,
        "language": lesson.language,
        "created_at": now(),
    }
    if insert_once(LessonDone, values, key=("learner_id", "lesson_id")):
        record(Area.LEARNING, "completed", "lesson", lesson.lesson_id, by=by)
        complete_module_if_ready(learner_id, lesson.module_id, by=by)
    return ()


def complete_module_if_ready(learner_id: int, module_id: int, *, by: int) -> None:
    """Complete a module whose lessons are all done and whose pass mark is reached, and issue its certificate."""
    if db.session.scalar(_open_lessons(learner_id, module_id)) is not None:
        return
    if not marks_in(learner_id, module_id).enough:
        return
    module = db.session.get_one(Module, module_id)
    values = {
        "learner_id": learner_id,
        "module_id": module_id,
        "revision_id": module.current_id,
        "created_at": now(),
    }
    if insert_once(ModuleDone, values, key=("learner_id", "module_id")):
        record(Area.LEARNING, "completed", "module", module_id, by=by)
        certificates.issue(db.session.get_one(Learner, learner_id), module)


def _open_lessons(learner_id: int, module_id: int) -> Select[int]:
    done = select(LessonDone.lesson_id).where(LessonDone.learner_id == learner_id)
    return select(Lesson.id).where(Lesson.module_id == module_id, *is_current(), Lesson.id.not_in(done)).limit(1)
