"""Taking a position in a dilemma, before and after the arguments."""

from flask_babel import gettext as _

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.upsert import insert_or_update
from lms.curriculum.blocks import DilemmaBlock, PublishedLesson
from lms.learning.models import DilemmaMoment, Position
from lms.learning.operations import progress

BETWEEN = "between"


def take_position(
    lesson: PublishedLesson, block: DilemmaBlock, moment: DilemmaMoment, side: str, *, by: Person
) -> None:
    """Keep where somebody stands. Once there is a position after, the one before stays: they compare with it."""
    if side != BETWEEN and side not in {each.id for each in block.sides}:
        raise DomainError(_("Choose where you stand first."), field=moment.value, status=422)
    at = progress.standing(by, lesson, block.id)
    if moment is DilemmaMoment.AFTER or not _has_after(at.learner_id, lesson, block):
        _put(at.learner_id, lesson, block, moment, side)
    progress.keep_place(at, lesson, block.id)
    if moment is DilemmaMoment.AFTER:
        progress.do_block(at, lesson, block.id)


def _put(learner_id: int, lesson: PublishedLesson, block: DilemmaBlock, moment: DilemmaMoment, side: str) -> None:
    when = now()
    values = {
        "learner_id": learner_id,
        "lesson_id": lesson.lesson_id,
        "block": block.id,
        "moment": moment,
        "side": side,
        "revision_id": lesson.revision_id,
        "language": lesson.language,
        "created_at": when,
        "updated_at": when,
    }
    insert_or_update(
        Position,
        values,
        key=("learner_id", "lesson_id", "block", "moment"),
        update=("side", "revision_id", "language", "updated_at"),
    )


def _has_after(learner_id: int, lesson: PublishedLesson, block: DilemmaBlock) -> bool:
    found = db.session.query(Position.id).filter_by(
        learner_id=learner_id, lesson_id=lesson.lesson_id, block=block.id, moment=DilemmaMoment.AFTER
    )
    return found.first() is not None
