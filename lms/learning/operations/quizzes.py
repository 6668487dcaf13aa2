"""Trying a quiz question. Every try is kept; the best counts."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.upsert import insert_once
from lms.curriculum.blocks import PublishedLesson, Question, QuestionKind, QuizBlock
from lms.curriculum.quizzes import is_right
from lms.learning.models import QuizTry
from lms.learning.operations import completion, progress


def try_question(
    lesson: PublishedLesson, block: QuizBlock, question: Question, answer: Sequence[str], *, key: str, by: Person
) -> None:
    """Keep a try. The same `key` sent twice is one try. Refuses an answer that is none, and says what is missing."""
    right = judged(question, answer)
    at = progress.standing(by, lesson, block.id)
    values = {
        "learner_id": at.learner_id,
        "lesson_id": lesson.lesson_id,
        "block": block.id,
        "question": question.id,
        "revision_id": lesson.revision_id,
        "language": lesson.language,
        "answer": list(answer),
        "right": right,
        "key": key,
        "created_at": now(),
    }
    if not insert_once(QuizTry, values, key=("learner_id", "key")):
        return
    progress.keep_place(at, lesson, block.id)
    if not at.block_done and _all_tried(at.learner_id, lesson, block):
        progress.do_block(at, lesson, block.id)
    elif right and at.lesson_done:
        completion.complete_module_if_ready(at.learner_id, lesson.module_id, by=at.person_id)


def pass_over(lesson: PublishedLesson, block: str, *, by: Person) -> None:
    """Go on without answering a block. It leaves what an answer leaves, so that nobody can tell."""
    at = progress.standing(by, lesson, block)
    progress.keep_place(at, lesson, block)
    progress.do_block(at, lesson, block)


def judged(question: Question, answer: Sequence[str]) -> bool | None:
    """Return whether an answer is right. Refuses one that is none, and says what is missing."""
    try:
        return is_right(question, answer)
    except ValueError as error:
        raise DomainError(_missing(question), field=question.id, status=422) from error


def _missing(question: Question) -> str:
    match question.kind:
        case QuestionKind.SHORT_TEXT:
            sentence = _("Write a few words first.")
        case QuestionKind.ORDERING:
            sentence = _("Give every line a number of its own.")
        case QuestionKind.MATCHING:
            sentence = _("Choose something for every line.")
        case QuestionKind.MULTIPLE:
            sentence = _("Choose one or more answers first.")
        case _:
            sentence = _("Choose an answer first.")
    return str(sentence)


def _all_tried(learner_id: int, lesson: PublishedLesson, block: QuizBlock) -> bool:
    tried = set(
        db.session.scalars(
            select(QuizTry.question)
            .where(QuizTry.learner_id == learner_id, QuizTry.lesson_id == lesson.lesson_id, QuizTry.block == block.id)
            .distinct()
        )
    )
    return all(question.id in tried for question in block.questions)
