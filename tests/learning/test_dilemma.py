"""Taking a position in a dilemma."""

import pytest
from sqlalchemy import select

from lms.core.db import db
from lms.learning.models import BlockDone, DilemmaMoment, Position
from tests.factories import a_person, browser
from tests.learning_factories import LESSON, a_course, send


@pytest.fixture
def lesson(app, tmp_path):
    return a_course(tmp_path)


@pytest.fixture
def ada(app):
    return browser(app, a_person())


def sides():
    return {each.moment: each.side for each in db.session.scalars(select(Position))}


def test_signed_out_is_asked_to_sign_in(client, lesson):
    assert send(client, lesson, "dilemma/position", moment="before", side="a").status_code == 401


def test_everybody_can_read_the_arguments_and_is_told_where_to_sign_in(client, lesson):
    page = client.get(LESSON).text
    assert "Three." in page
    assert "next=/modules/first/t1-all/%23dilemma" in page


def test_a_block_that_is_no_dilemma_is_404(ada, lesson):
    assert send(ada, lesson, "quiz/position", moment="before", side="a").status_code == 404


def test_without_a_choice_the_page_says_so(ada, lesson):
    page = send(ada, lesson, "dilemma/position", moment="before")
    assert page.status_code == 422
    assert 'href="#dilemma-before"' in page.text
    assert page.text.count("Choose where you stand first.") == 2


def test_a_side_that_does_not_exist_is_refused(ada, lesson):
    assert send(ada, lesson, "dilemma/position", moment="after", side="c").status_code == 422
    assert sides() == {}


def test_before_comes_first_and_can_be_changed_until_there_is_an_after(ada, lesson):
    page = ada.get(LESSON).text
    assert page.index("before the arguments?") < page.index("Three.") < page.index("after the arguments?")
    for side in ("a", "between"):
        assert send(ada, lesson, "dilemma/position", moment="before", side=side).status_code == 302
    assert sides() == {DilemmaMoment.BEFORE: "between"}
    send(ada, lesson, "dilemma/position", moment="after", side="b")
    send(ada, lesson, "dilemma/position", moment="before", side="b")
    assert sides() == {DilemmaMoment.BEFORE: "between", DilemmaMoment.AFTER: "b"}


def test_after_the_arguments_the_two_are_compared_in_words(ada, lesson):
    send(ada, lesson, "dilemma/position", moment="before", side="a")
    page = send(ada, lesson, "dilemma/position", moment="after", side="b", fragment=True).text
    assert "Before the arguments you stood at “Start”. Now you stand at “Wait”." in page
    page = send(ada, lesson, "dilemma/position", moment="after", side="a", fragment=True).text
    assert "you stand in the same place: “Start”" in page


def test_it_is_done_with_the_position_after_or_with_id_rather_not(ada, app, lesson):
    send(ada, lesson, "dilemma/position", moment="before", side="a")
    assert db.session.scalars(select(BlockDone.block)).all() == []
    send(ada, lesson, "dilemma/position", moment="after", side="a")
    eve = browser(app, a_person("Eve Dahl"))
    send(eve, lesson, "dilemma/pass")
    rows = db.session.scalars(select(BlockDone)).all()
    assert [(row.block, row.revision_id) for row in rows] == [("dilemma", lesson.current_id)] * 2


def test_a_position_is_seen_by_nobody_else(ada, app, lesson):
    send(ada, lesson, "dilemma/position", moment="after", side="b")
    page = browser(app, a_person("Eve Dahl")).get(LESSON).text
    assert 'value="b" checked' not in page
