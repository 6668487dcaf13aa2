"""How many of a module's scored quiz questions a learner has got right at best: for the learner alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.blocks import Kind, QuestionKind
from lms.curriculum.models import Lesson, LessonRevision, Module, ModuleRevision
from lms.learning.models import QuizTry
from lms.learning.queries.progress import is_current

Place = tuple[int, str, str]  # lesson, block, question


@dataclass(frozen=True, kw_only=True)
class Marks:
    """`right` of `scored` questions. `open` holds (lesson, block) of the quizzes with a question not right yet."""

    right: int
    scored: int
    pass_mark: int
    open: tuple[tuple[int, str], ...] = ()

    @property
    def enough(self) -> bool:
        return self.right * 100 >= self.pass_mark * self.scored

    @property
    def wanted(self) -> int:
        """How many questions must be right."""
        return -(-self.pass_mark * self.scored // 100)


def marks_in(learner_id: int, module_id: int) -> Marks:
    """Return a learner's marks in a module. A short text counts once it is right; before, it is not scored."""
    pass_mark = db.session.scalars(
        select(ModuleRevision.structure)
        .join(Module, Module.current_id == ModuleRevision.id)
        .where(Module.id == module_id)
    ).one()["pass_mark"]
    right = {
        tuple(row)
        for row in db.session.execute(
            select(QuizTry.lesson_id, QuizTry.block, QuizTry.question)
            .join(Lesson, Lesson.id == QuizTry.lesson_id)
            .where(QuizTry.learner_id == learner_id, QuizTry.right.is_(True), Lesson.module_id == module_id)
            .distinct()
        )
    }
    scored = [place for place, kind in _questions(module_id) if kind != QuestionKind.SHORT_TEXT or place in right]
    still = dict.fromkeys((place[0], place[1]) for place in scored if place not in right)
    return Marks(
        right=sum(place in right for place in scored), scored=len(scored), pass_mark=int(pass_mark), open=tuple(still)
    )


def _questions(module_id: int) -> Iterator[tuple[Place, str]]:
    rows = db.session.execute(
        select(Lesson.id, LessonRevision.structure)
        .join(LessonRevision, LessonRevision.id == Lesson.current_id)
        .where(Lesson.module_id == module_id, *is_current())
        .order_by(Lesson.position, Lesson.id)
    )
    for lesson_id, structure in rows:
        for block in structure["blocks"]:
            yield from _of_block(lesson_id, block)


def _of_block(lesson_id: int, block: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    if block["kind"] == Kind.QUIZ:
        for question in block["questions"]:
            yield (lesson_id, block["id"], question["id"]), question["kind"]
