"""A quiz on paper: the questions with their options, and on the last page what is said to each answer."""

import hashlib
from collections.abc import Iterator
from string import ascii_lowercase

from flask_babel import gettext as _

from lms.curriculum.blocks import Option, PublishedLesson, Question, QuestionKind, QuizBlock
from lms.learning.prints.prose import flow, line
from lms.learning.prints.tree import Node, Run, boxes, bullets, heading, meta, par, room, strong, table, together


def questions(block: QuizBlock, lesson: PublishedLesson, base: str) -> list[Node]:
    """Return a quiz to answer with a pen. Its questions are counted through the lesson."""
    made: list[Node] = []
    for number, question in _numbered(lesson):
        if question not in block.questions:
            continue
        title = [strong(_("Question %(number)s", number=number)), " ", *line(question.stem, base)]
        made.append(together([par(*title), *_to_answer(question, base)]))
    made.append(meta(_("What is said to each answer stands on the last pages.")))
    return made


def answers(lesson: PublishedLesson, base: str, level: int) -> list[Node]:
    """Return what is said to each answer of a lesson's quizzes."""
    made: list[Node] = []
    for number, question in _numbered(lesson):
        made.append(heading(level, _("Question %(number)s", number=number)))
        made += [par(*line(question.stem, base)), *_answered(question, base)]
    return made


def mixed(question: Question) -> tuple[Option, ...]:
    """Return the options in the order they have on paper, which gives nothing away; true and false stay as they are."""
    if question.kind is QuestionKind.TRUE_FALSE:
        return question.options
    order = sorted(question.options, key=lambda each: hashlib.blake2b(f"{question.id}:{each.id}".encode()).digest())
    if question.kind is QuestionKind.ORDERING and tuple(each.id for each in order) == question.right:
        order = [*order[1:], order[0]]
    return tuple(order)


def _numbered(lesson: PublishedLesson) -> Iterator[tuple[int, Question]]:
    quizzes = (block for block in lesson.blocks if isinstance(block, QuizBlock))
    return enumerate((question for block in quizzes for question in block.questions), 1)


def _letters(question: Question) -> dict[str, str]:
    return {option.id: ascii_lowercase[place % 26] for place, option in enumerate(mixed(question))}


def _lettered(option: Option, letters: dict[str, str], base: str) -> Run:
    return [f"{letters[option.id]}) ", *line(option.label, base)]


def _to_answer(question: Question, base: str) -> list[Node]:
    letters = _letters(question)
    options = [_lettered(option, letters, base) for option in mixed(question)]
    match question.kind:
        case QuestionKind.SHORT_TEXT:
            return [room(2)]
        case QuestionKind.ORDERING:
            return [
                meta(_("Give every line its number, from 1 (first) to %(last)s (last).", last=len(options))),
                boxes(options),
            ]
        case QuestionKind.MATCHING:
            left = [line(each.label, base) for each in question.left]
            hint = meta(_("Write the letter that fits into each box."))
            return [hint, boxes(left), bullets([[par(*run)] for run in options])]
        case QuestionKind.MULTIPLE:
            return [meta(_("Choose all that fit.")), boxes(options)]
    return [boxes(options, round_=True)]


def _answered(question: Question, base: str) -> list[Node]:
    letters = _letters(question)
    made: list[Node] = []
    match question.kind:
        case QuestionKind.ORDERING:
            made.append(par(_("In order: %(letters)s", letters=", ".join(letters[each] for each in question.right))))
        case QuestionKind.MATCHING:
            made.append(_pairs(question, letters, base))
        case QuestionKind.SHORT_TEXT:
            if question.model_answer:
                made += [par(_("One way to put it:")), *flow(question.model_answer, base)]
        case _:
            made.append(bullets([_said(option, question, letters, base) for option in mixed(question)]))
    return made + flow(question.feedback_right or question.feedback_other, base)


def _said(option: Option, question: Question, letters: dict[str, str], base: str) -> list[Node]:
    right = _("fits") if option.id in question.right else _("does not fit")
    first = par(strong(f"{letters[option.id]}) "), *line(option.label, base), " ", strong(f"({right})"))
    return [first, *flow(option.feedback, base)]


def _pairs(question: Question, letters: dict[str, str], base: str) -> Node:
    pairs = dict(pair.split(":", 1) for pair in question.right)
    words = {option.id: line(option.label, base) for option in question.options}
    rows = []
    for each in question.left:
        fits = pairs.get(each.id, "")
        right = par(f"{letters[fits]}) ", *words[fits]) if fits in words else par("")
        rows.append(([par(*line(each.label, base))], [right]))
    return table((_("This"), _("fits with")), rows)
