"""When an answer is right."""

import pytest

from lms.curriculum import assembling
from lms.curriculum.quizzes import fold, is_right
from lms.curriculum.reading.curriculum import read
from lms.curriculum.rendering import rendered
from tests.curriculum.source_files import small_curriculum


@pytest.fixture(scope="module")
def quiz(tmp_path_factory):
    curriculum = read(small_curriculum(tmp_path_factory.mktemp("files") / "modules"))
    lesson = curriculum.modules[0].lessons[0]
    made = rendered(lesson.structure, lesson.texts["en"], "en", curriculum.sources)
    return next(block for block in assembling.blocks(lesson.structure, made) if block.id == "quiz")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("q1", []),
        ("q1", ["z"]),
        ("q1", ["a", "b"]),
        ("q2", []),
        ("q2", ["a", "a"]),
        ("q3", ["maybe"]),
        ("q4", ["ask", "write"]),
        ("q4", ["ask", "ask", "write"]),
        ("q5", ["law:structural"]),
        ("q5", ["law:structural", "law:organisational"]),
        ("q5", ["law:structural", "meeting:nothing"]),
        ("q5", ["law", "meeting"]),
        ("q6", []),
        ("q6", ["  "]),
        ("q6", ["a", "b"]),
    ],
)
def test_what_cannot_be_an_answer_is_refused(quiz, question, answer):
    with pytest.raises(ValueError, match=r"."):
        is_right(quiz.question(question), answer)


@pytest.mark.parametrize(
    ("question", "answer", "right"),
    [
        ("q1", ["a"], True),
        ("q1", ["b"], False),
        ("q2", ["c", "a"], True),
        ("q2", ["a"], False),
        ("q2", ["a", "b", "c"], False),
        ("q3", ["false"], True),
        ("q3", ["true"], False),
        ("q4", ["ask", "write", "read"], True),
        ("q4", ["write", "ask", "read"], False),
        ("q5", ["meeting:organisational", "law:structural"], True),
        ("q5", ["meeting:attitudinal", "law:structural"], False),
        ("q6", [" CAFE "], True),
        ("q6", ["a  cup of\ncoffee."], True),
        ("q6", ["tea"], None),
    ],
)
def test_a_question_is_right_or_not(quiz, question, answer, right):
    assert is_right(quiz.question(question), answer) is right


def test_folding_forgives_case_accents_spaces_and_missing_danish_letters():
    assert fold("  Forløb  på ÅEN ") == fold("forloeb paa aaen") == "forloeb paa aaen"
    assert fold("Idé!") == "ide"


def test_the_right_column_gives_nothing_away(quiz):
    question = quiz.question("q5")
    assert {option.id for option in question.options} == {"structural", "organisational", "attitudinal"}
    assert question.right == ("law:structural", "meeting:organisational")
