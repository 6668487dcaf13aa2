"""Answering a module's questions before and after it, apart from the account."""

import re

import pytest
from sqlalchemy import inspect, select

from lms.core.db import db
from lms.learning.models import BlockDone, LessonDone
from lms.measures.models import MeasureAnswer, MeasureLink
from tests.factories import a_person, browser
from tests.learning_factories import COURSE, LESSON, answer_all, send
from tests.measures_factories import a_measured_course, answer


@pytest.fixture
def lesson(app, tmp_path):
    return a_measured_course(tmp_path)


@pytest.fixture
def ada(app):
    return browser(app, a_person())


def kept():
    return {(each.moment.value, each.question): each.value for each in db.session.scalars(select(MeasureAnswer))}


def test_signed_out_is_asked_to_sign_in_and_keeps_nothing(client, lesson):
    assert answer(client, lesson, k="a").status_code == 401
    assert kept() == {}


def test_everybody_can_read_the_questions_and_just_think(client, lesson):
    page = client.get(LESSON).text
    assert "Who decides?" in page
    assert "Just think about it, if you like." in page
    assert "q-k" not in page


def test_a_block_that_is_no_measure_is_404(ada, lesson):
    assert send(ada, lesson, "quiz/measure").status_code == 404


def test_the_form_says_who_sees_what_and_can_be_skipped(ada, lesson):
    page = ada.get(LESSON).text
    assert page.count("kept apart from your account") == 2
    assert '<a href="#lesson-end">Skip this</a>' in page


def test_no_page_says_what_is_right(ada, lesson):
    answer(ada, lesson, k="b", c="7")
    page = ada.get(LESSON).text
    part = page[page.index('id="before-act"') : page.index('id="before-saved"')]
    assert "right" not in part
    assert "feedback" not in part


def test_answers_are_kept_and_shown_again(ada, lesson):
    page = answer(ada, lesson, k="b", v="c", c="7", b="1")
    assert page.headers["Location"].endswith(f"{LESSON}#before")
    assert kept() == {("before", "k"): "b", ("before", "v"): "c", ("before", "c"): "7", ("before", "b"): "1"}
    assert re.findall(r'name="(q-\w)" value="(\w)" checked', ada.get(LESSON).text) == [
        ("q-k", "b"),
        ("q-v", "c"),
        ("q-c", "7"),
        ("q-b", "1"),
    ]


def test_some_questions_can_be_left_open(ada, lesson):
    answer(ada, lesson, c="4")
    assert kept() == {("before", "c"): "4"}
    answer(ada, lesson, moment="after")
    assert kept() == {("before", "c"): "4"}


def test_what_is_no_answer_is_not_kept(ada, lesson):
    answer(ada, lesson, k="z", c="8", v="../x", b="")
    assert kept() == {}


def test_the_same_sent_twice_is_one_and_another_takes_its_place(ada, lesson):
    for value in ("a", "a", "d"):
        answer(ada, lesson, k=value)
    assert kept() == {("before", "k"): "d"}


def test_before_and_after_are_kept_side_by_side(ada, lesson):
    answer(ada, lesson, "before", k="b")
    answer(ada, lesson, "after", k="a")
    assert kept() == {("before", "k"): "b", ("after", "k"): "a"}


def test_answers_can_be_taken_back(ada, lesson):
    answer(ada, lesson, "before", k="b")
    answer(ada, lesson, "after", k="a")
    assert send(ada, lesson, "before/measure/take-back").status_code == 302
    assert kept() == {("after", "k"): "a"}


def test_with_scripts_the_answer_is_a_fragment(ada, lesson):
    page = answer(ada, lesson, fragment=True, k="b").text
    assert "<html" not in page
    assert 'id="before-saved" hx-swap-oob="true">Saved' in page
    assert "token-" not in page


def test_no_answer_knows_a_person_or_a_day(ada, app, lesson):
    answer(ada, lesson, k="b")
    table = inspect(MeasureAnswer).local_table
    assert not [key for key in table.foreign_keys if key.target_fullname == "people.id"]
    row = db.session.scalars(select(MeasureAnswer)).one()
    assert re.fullmatch(r"\d{4}-\d\d", row.month)
    assert re.fullmatch(r"[0-9a-f]{64}", row.linkage)
    assert (row.module, row.lesson, row.block, row.revision_id) == ("first", "t1-all", "before", lesson.current_id)


def test_the_database_alone_leads_from_nobody_to_an_answer(ada, app, lesson):
    answer(ada, lesson, k="b")
    link, row = db.session.scalars(select(MeasureLink)).one(), db.session.scalars(select(MeasureAnswer)).one()
    assert row.linkage.encode() not in link.sealed
    eve = browser(app, a_person("Eve Strand"))
    assert "checked" not in eve.get(LESSON).text
    answer(eve, lesson, k="c")
    assert len({each.linkage for each in db.session.scalars(select(MeasureAnswer))}) == 2


def test_a_measure_is_never_required(ada, lesson):
    answer_all(ada, lesson)
    send(ada, lesson, "read")
    assert db.session.scalars(select(LessonDone)).one()
    assert "before" not in ada.get(LESSON).text[ada.get(LESSON).text.index('id="lesson-end"') :]


def test_answering_leaves_no_trace_of_when(ada, lesson):
    answer(ada, lesson, k="b")
    assert list(db.session.scalars(select(BlockDone))) == []


def test_the_module_page_takes_no_more_statements(ada, lesson, statements):
    with statements() as ran:
        ada.get(LESSON)
    most = len(ran)
    answer(ada, lesson, k="b")
    with statements() as ran:
        ada.get(LESSON)
    assert len(ran) <= most + 2, ran
    assert ada.get(COURSE).status_code == 200
