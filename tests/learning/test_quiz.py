"""Trying a quiz's questions."""

import pytest
from sqlalchemy import func, select

from lms.core.db import db
from lms.learning.models import BlockDone, QuizTry
from tests.factories import a_person, browser
from tests.learning_factories import LESSON, RIGHT, a_course, a_newer_course, send, try_it


@pytest.fixture
def lesson(app, tmp_path):
    return a_course(tmp_path)


@pytest.fixture
def ada(app):
    return browser(app, a_person())


def tries():
    return db.session.scalars(select(QuizTry).order_by(QuizTry.id)).all()


def test_signed_out_the_answer_is_shown_again_on_the_sign_in_page(client, lesson):
    answer = try_it(
        client, lesson, "q6", text="A long answer that somebody has thought about for quite a while, really."
    )
    assert answer.status_code == 401
    assert "thought about for quite a while" in answer.text


def test_signed_out_the_questions_can_be_read(client, lesson):
    page = client.get(LESSON).text
    assert "What first?" in page
    assert "Sign in to answer" in page
    assert 'name="answer"' not in page


def test_an_unknown_question_lesson_or_revision_is_404(ada, lesson):
    assert try_it(ada, lesson, "q99", answer="a").status_code == 404
    assert send(ada, lesson, "quiz/try", revision=9999, question="q1", key="12345678", answer="a").status_code == 404
    assert send(ada, lesson, "dilemma/try", question="q1", key="12345678", answer="a").status_code == 404


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("q1", {}, "Choose an answer first."),
        ("q1", {"answer": "nothing-of-the-kind"}, "Choose an answer first."),
        ("q2", {}, "Choose one or more answers first."),
        ("q4", {"place-ask": "1", "place-write": "1", "place-read": "3"}, "Give every line a number of its own."),
        ("q5", {"match-law": "structural"}, "Choose something for every line."),
        ("q6", {"text": "   "}, "Write a few words first."),
    ],
)
def test_an_answer_that_is_none_is_refused_beside_the_question(ada, lesson, question, answer, sentence):
    page = try_it(ada, lesson, question, **answer)
    assert page.status_code == 422
    assert page.text.count(sentence) == 2  # in the summary on top, and at the question
    assert f'href="#quiz-{question}"' in page.text
    assert not tries()


def test_a_refused_answer_keeps_what_was_filled_in(ada, lesson):
    page = try_it(ada, lesson, "q5", fragment=True, **{"match-law": "attitudinal"})
    assert page.status_code == 422
    assert '<option value="attitudinal" selected>' in page.text


@pytest.mark.parametrize("question", RIGHT)
def test_every_kind_of_question_can_be_right(ada, lesson, question):
    answer = try_it(ada, lesson, question, **RIGHT[question])
    assert answer.status_code == 302
    assert answer.location.endswith(f"#quiz-{question}")
    assert [each.right for each in tries()] == [True]
    assert "That is right." in ada.get(LESSON).text


def test_feedback_is_given_for_what_was_chosen_and_only_after_trying(ada, lesson):
    assert "It costs." not in ada.get(LESSON).text
    page = try_it(ada, lesson, "q1", answer="b", fragment=True)
    assert page.status_code == 200
    assert "Not quite." in page.text
    assert "It costs." in page.text
    assert "Good" not in page.text
    assert '<p class="saved" role="status" id="quiz-q1-saved" hx-swap-oob="true">Saved</p>' in page.text


def test_a_short_text_that_is_not_on_the_list_is_not_scored_and_meets_a_model_answer(ada, lesson):
    page = try_it(ada, lesson, "q6", text="Tea", fragment=True)
    assert "This one is not scored." in page.text
    assert "Coffee." in page.text
    assert [each.right for each in tries()] == [None]


def test_the_best_try_is_kept(ada, lesson):
    try_it(ada, lesson, "q3", answer="false")
    page = try_it(ada, lesson, "q3", answer="true", fragment=True)
    assert "the best try counts" in page.text
    assert [each.right for each in tries()] == [True, False]


def test_the_same_form_sent_twice_is_one_try(ada, lesson):
    for _ in range(2):
        assert try_it(ada, lesson, "q1", answer="a", key="the-same-key").status_code == 302
    assert len(tries()) == 1


def test_going_back_and_sending_another_answer_is_another_try(ada, lesson):
    try_it(ada, lesson, "q1", answer="b", key="the-same-key")
    try_it(ada, lesson, "q1", answer="a", key="the-same-key")
    assert [each.right for each in tries()] == [False, True]


def test_the_order_of_options_is_the_same_at_every_visit_and_gives_nothing_away(ada, lesson):
    pages = [ada.get(LESSON).text for _ in range(2)]
    quizzes = [page.index("quiz-q2-try") for page in pages]
    orders = [
        sorted("abc", key=lambda option: page.index(f'value="{option}"', start))
        for page, start in zip(pages, quizzes, strict=True)
    ]
    assert orders[0] == orders[1]
    places = [pages[0].index(f'name="place-{item}"') for item in ("ask", "write", "read")]
    assert places != sorted(places)


def test_an_answer_from_an_older_revision_is_judged_by_that_revision(ada, lesson, tmp_path):
    older = lesson.current_id
    a_newer_course(tmp_path, ("first/t1-all/lesson.yaml", "right: [a]", "right: [b]"))
    assert lesson.current_id != older
    try_it(ada, lesson, "q1", answer="a", revision=older)
    assert [(each.right, each.revision_id) for each in tries()] == [(True, older)]


def test_the_block_is_done_when_every_question_was_tried(ada, lesson):
    done = select(func.count()).where(BlockDone.block == "quiz")
    for question, answer in list(RIGHT.items())[:-1]:
        try_it(ada, lesson, question, **answer)
    assert db.session.scalar(done) == 0
    try_it(ada, lesson, "q6", text="Tea")
    assert db.session.scalar(done) == 1


def test_id_rather_not_is_done_without_a_try(ada, lesson):
    answer = send(ada, lesson, "quiz/pass")
    assert answer.location.endswith("#play")
    assert db.session.scalars(select(BlockDone.block)).all() == ["quiz"]
    assert not tries()


def test_an_answer_takes_few_statements(ada, lesson, statements):
    try_it(ada, lesson, "q1", answer="a")
    with statements() as ran:
        try_it(ada, lesson, "q2", answer="a")
    assert len(ran) <= 7, ran
