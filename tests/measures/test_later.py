"""Asking to be asked later about a module, answering then, and stopping at any time."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from lms.core.clock import today
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.measures.models import Happened, Later, MeasureAnswer, TeamTaskWish
from tests.factories import a_person, browser
from tests.learning_factories import COURSE, LESSON
from tests.measures_factories import a_measured_course

TASK, LATER = f"{COURSE}-/team-task", "/learn/later/first/"


@pytest.fixture
def lesson(app, tmp_path):
    return a_measured_course(tmp_path)


@pytest.fixture
def ada(app):
    return browser(app, a_person())


def wishes():
    return {each.later: each for each in db.session.scalars(select(TeamTaskWish))}


def wish(client, *later):
    return client.post(TASK, data=dict.fromkeys(later, "y"))


def all_due():
    db.session.execute(update(TeamTaskWish).values(due_on=today() - timedelta(days=1)))
    db.session.commit()


def again(client, lesson, moment, **chosen):
    fields = {f"q-{question}": value for question, value in chosen.items()}
    data = {"moment": moment, "revision": lesson.current_id, "language": "en", **fields}
    return client.post(f"{LATER}measure", data=data)


def test_signed_out_can_read_and_print_the_task(client, lesson):
    page = client.get(TASK).text
    assert "Trace <strong>one</strong> rule together." in page
    assert "Sign in to be asked in six weeks" in page
    assert client.post(TASK, data={"six_weeks": "y"}).status_code in {302, 401}
    assert wishes() == {}


def test_the_module_and_its_last_lesson_show_it(client, lesson):
    assert "Is it still a rule?" in client.get(COURSE).text
    page = client.get(LESSON).text
    assert page.index('id="lesson-end"') < page.index("The team task of this module")


def test_a_module_without_one_has_no_such_page(client, lesson):
    assert client.get("/modules/second/-/team-task").status_code == 404


def test_what_nobody_wished_is_404(app, ada, lesson):
    wish(browser(app, a_person("Eve Strand")), "six_weeks")
    assert ada.get(LATER).status_code == 404
    assert ada.post(LATER, data={"answer": "done"}).status_code == 404
    assert again(ada, lesson, "six_weeks", b="3").status_code == 404


def test_a_wish_is_for_six_weeks_from_now(ada, lesson):
    wish(ada, "six_weeks")
    wish(ada, "six_weeks")
    (made,) = wishes().values()
    assert (made.later, made.due_on) == (Later.SIX_WEEKS, today() + timedelta(weeks=6))
    assert "We ask you on" in ada.get(LATER).text
    assert "What you asked for" in ada.get("/learn/").text


def test_unticking_takes_a_wish_back(ada, lesson):
    wish(ada, "six_weeks", "three_months")
    wish(ada, "three_months")
    assert list(wishes()) == [Later.THREE_MONTHS]


def test_opening_the_page_changes_nothing(ada, lesson):
    wish(ada, "six_weeks", "three_months")
    all_due()
    ada.get(LATER)
    assert {each.answered_at for each in wishes().values()} == {None}


def test_nothing_is_asked_before_its_day(ada, lesson):
    wish(ada, "six_weeks")
    assert again(ada, lesson, "six_weeks", b="3").status_code == 404
    assert "Have you asked first?" not in ada.get(LATER).text


def test_an_answer_is_asked_for_and_refusing_to_say_is_one(ada, lesson):
    wish(ada, "six_weeks")
    all_due()
    page = ada.post(LATER, data={"note": "We tried on a Monday."})
    assert page.status_code == 422
    assert "We tried on a Monday." in page.text
    ada.post(LATER, data={"answer": "not_said"})
    assert wishes()[Later.SIX_WEEKS].answer is Happened.NOT_SAID


def test_the_note_is_sealed_and_shown_to_its_writer(ada, lesson):
    wish(ada, "six_weeks")
    all_due()
    ada.post(LATER, data={"answer": "partly", "note": "It was 010190-1234."})
    kept = wishes()[Later.SIX_WEEKS]
    assert b"It was" not in kept.sealed
    assert decrypt(kept.sealed) == "It was 010190-1234."
    page = ada.get(LATER).text
    assert "It was 010190-1234." in page
    assert "looks like a CPR number" in page


def test_intent_becomes_what_happened(ada, lesson):
    wish(ada, "six_weeks")
    all_due()
    page = ada.get(LATER).text
    assert "Have you asked first?" in page
    assert "Who decides?" not in page
    again(ada, lesson, "six_weeks", b="5", k="a")
    (row,) = db.session.scalars(select(MeasureAnswer))
    assert (row.moment.value, row.question, row.value) == ("six_weeks", "b", "5")


def test_the_questions_come_again_after_three_months_and_the_wish_goes(ada, lesson):
    wish(ada, "three_months")
    all_due()
    assert "Who decides?" in ada.get(LATER).text
    again(ada, lesson, "three_months", k="a", c="6")
    assert {each.question for each in db.session.scalars(select(MeasureAnswer))} == {"k", "c"}
    assert wishes() == {}


def test_it_can_be_stopped_with_all_that_was_said(ada, lesson):
    wish(ada, "six_weeks")
    all_due()
    ada.post(LATER, data={"answer": "done", "note": "Mine."})
    for _ in range(2):
        assert ada.post(f"{LATER}stop", data={"later": "six_weeks"}).status_code == 302
    assert wishes() == {}
    assert ada.post(f"{LATER}stop", data={"later": "always"}).status_code == 404


def test_stopping_stops_nobody_elses(app, ada, lesson):
    wish(browser(app, a_person("Eve Strand")), "six_weeks")
    ada.post(f"{LATER}stop", data={"later": "six_weeks"})
    assert list(wishes()) == [Later.SIX_WEEKS]
