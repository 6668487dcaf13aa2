"""Whether an answer to a quiz question is right. Pure rules: nothing here reads or writes."""

import unicodedata
from collections.abc import Sequence

from lms.curriculum.blocks import Option, Question, QuestionKind

# Letters that do not come apart into a letter and an accent, as people write them without a Danish keyboard.
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})


def is_right(question: Question, answer: Sequence[str]) -> bool | None:
    """Tell whether `answer` is right; None where nothing is scored (a short text that is not on the list).

    `answer` holds option ids; for ordering all ids in order; for matching a `left:right` pair per left item; for
    short text the text. Raises ValueError when it cannot be an answer to this question.
    """
    if question.kind is QuestionKind.SHORT_TEXT:
        return _is_accepted(question, answer)
    if question.kind is QuestionKind.MATCHING:
        return _matches(question, answer)
    _expect_ids(answer, question.options)
    if question.kind is QuestionKind.ORDERING:
        if len(answer) != len(question.options):
            raise ValueError("an order names every option")
        return tuple(answer) == question.right
    if question.kind is not QuestionKind.MULTIPLE and len(answer) != 1:
        raise ValueError("one option is chosen")
    return set(answer) == set(question.right)


def fold(text: str) -> str:
    """Return `text` without differences of case, accents, spaces and final punctuation; å is aa, ø is oe, æ is ae."""
    lower = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    return " ".join(plain.split()).strip(" .,;:!?\"'")


def _is_accepted(question: Question, answer: Sequence[str]) -> bool | None:
    if len(answer) != 1 or not answer[0].strip():
        raise ValueError("a short text is one text")
    return True if fold(answer[0]) in question.accepted else None


def _matches(question: Question, answer: Sequence[str]) -> bool:
    pairs = [tuple(pair.partition(":")[::2]) for pair in answer]
    _expect_ids([left for left, _ in pairs], question.left)
    if len(pairs) != len(question.left):
        raise ValueError("every item is matched")
    known = {option.id for option in question.options}
    if any(right not in known for _, right in pairs):
        raise ValueError("the answer names something that is no option")
    return set(answer) == set(question.right)


def _expect_ids(answer: Sequence[str], options: Sequence[Option]) -> None:
    if len(set(answer)) != len(answer):
        raise ValueError("an option is named twice")
    if not answer or not set(answer) <= {option.id for option in options}:
        raise ValueError("the answer names something that is no option")
