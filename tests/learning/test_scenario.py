"""Playing a scenario."""

import pytest
from sqlalchemy import select

from lms.core.db import db
from lms.learning.models import BlockDone, ScenarioRun
from tests.factories import a_person, browser
from tests.learning_factories import LESSON, a_course, a_newer_course, send


@pytest.fixture
def lesson(app, tmp_path):
    return a_course(tmp_path)


@pytest.fixture
def ada(app):
    return browser(app, a_person())


def runs():
    found = db.session.scalars(select(ScenarioRun).order_by(ScenarioRun.id)).all()
    return [[(choice.node, choice.choice) for choice in run.choices] for run in found]


def newest():
    return db.session.scalar(select(ScenarioRun.id).order_by(ScenarioRun.id.desc()).limit(1)) or 0


def choose(client, lesson, node, choice, *, run=None, fragment=True, **more):
    run = newest() if run is None else run
    return send(client, lesson, "play/choice", run=run, node=node, choice=choice, fragment=fragment, **more)


def to_the_end(client, lesson):
    choose(client, lesson, "n0", "a")
    choose(client, lesson, "n1", "b")
    return choose(client, lesson, "n2", "3")


def test_signed_out_reads_what_it_is_about_and_that_it_needs_an_account(client, lesson):
    page = client.get(LESSON).text
    assert "It starts." in page
    assert "To play you need an account" in page
    assert choose(client, lesson, "n0", "a").status_code == 401


def test_a_block_that_is_no_scenario_is_404(ada, lesson):
    assert send(ada, lesson, "quiz/choice", run=0, node="n0", choice="a").status_code == 404
    assert send(ada, lesson, "quiz/again").status_code == 404


def test_without_a_choice_the_page_says_so(ada, lesson):
    page = choose(ada, lesson, "n0", "", fragment=False)
    assert page.status_code == 422
    assert 'href="#play-choice"' in page.text
    assert runs() == []


def test_a_choice_that_is_not_offered_is_refused(ada, lesson):
    choose(ada, lesson, "n0", "a")
    assert choose(ada, lesson, "n1", "a").status_code == 422
    assert runs() == [[("n0", "a")]]


def test_a_choice_shows_its_consequence_the_changes_in_words_and_the_next_scene(ada, lesson):
    assert "4 of 10, in the middle" in ada.get(LESSON).text
    page = choose(ada, lesson, "n0", "a").text
    assert "It goes down." in page
    assert "Trust: down by 1, now 3 of 10" in page
    assert "Second." in page
    assert "Keep" not in page  # only for those who gave


def test_an_ending_tells_what_it_builds_on_and_completes_the_block(ada, lesson):
    page = to_the_end(ada, lesson).text
    for words in ("Decoration", "They noticed.", "The frame.", "A fact", "#source-S001"):
        assert words in page
    assert db.session.scalars(select(BlockDone.block)).all() == ["play"]
    assert db.session.scalars(select(ScenarioRun.ending)).all() == ["decoration"]


def test_the_same_choice_sent_twice_is_recorded_once(ada, lesson):
    for _ in range(2):
        assert choose(ada, lesson, "n0", "a", run=0).status_code == 200
    assert runs() == [[("n0", "a")]]


def test_two_tabs_the_second_one_sees_where_the_first_one_is(ada, lesson):
    choose(ada, lesson, "n0", "a", run=0)
    page = choose(ada, lesson, "n0", "b", run=0).text
    assert "You had already chosen here." in page
    assert "Second." in page
    assert runs() == [[("n0", "a")]]


def test_it_can_be_played_again_from_the_start(ada, lesson):
    to_the_end(ada, lesson)
    page = send(ada, lesson, "play/again", fragment=True).text
    assert "First." in page
    send(ada, lesson, "play/again")
    choose(ada, lesson, "n0", "b")
    assert runs()[1:] == [[("n0", "b")]]


def test_it_can_be_played_again_from_the_turning_point(ada, lesson):
    choose(ada, lesson, "n0", "b")
    choose(ada, lesson, "n1", "a")
    send(ada, lesson, "play/again", retry="n1")
    assert runs() == [[("n0", "b"), ("n1", "a")], [("n0", "b")]]
    assert "Second." in ada.get(LESSON).text


def test_a_run_goes_on_in_its_own_revision(ada, lesson, tmp_path):
    older = lesson.current_id
    choose(ada, lesson, "n0", "a")
    a_newer_course(
        tmp_path,
        ("first/t1-all/lesson.yaml", "      when: {chose: n0.b}\n", ""),
        ("first/t1-all/lesson.en.md", "text: Second.", "text: Quite another scene."),
    )
    page = ada.get(LESSON).text
    assert "Second." in page
    assert "Quite another scene." not in page
    choose(ada, lesson, "n1", "b", revision=older)
    assert runs() == [[("n0", "a"), ("n1", "b")]]
