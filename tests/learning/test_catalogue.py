"""The catalogue, a module's page, how it was made, and my learning."""

from datetime import timedelta

import pytest

from lms.core.clock import today
from lms.learning import deadlines
from lms.learning.queries.mine import what_next
from tests.factories import a_person, browser
from tests.learning_factories import COURSE, LESSON, a_course, answer_all, send, try_it


@pytest.fixture
def lesson(app, tmp_path):
    return a_course(tmp_path)


@pytest.fixture
def person(app):
    return a_person()


@pytest.fixture
def ada(app, person):
    return browser(app, person)


@pytest.fixture
def due(app, lesson):
    """Let every module be due tomorrow, for as long as the test runs."""
    found = [(lesson.module_id, today() + timedelta(days=1), "Autumn")]
    deadlines.register(app, lambda _person: found)
    yield found
    app.extensions["lms.learning.deadlines"].pop()


def test_everybody_sees_shipped_modules_linked_and_coming_ones_not(client, lesson):
    page = client.get("/modules/").text
    assert f'<a href="{COURSE}">First</a>' in page
    assert "/modules/second/" not in page
    assert "Second" in page
    assert "coming" in page


def test_my_learning_needs_an_account(client, lesson):
    assert client.get("/learn/").status_code == 302


def test_a_module_that_is_coming_has_no_page(client, lesson):
    assert client.get("/modules/second/").status_code == 404
    assert client.get("/modules/second/-/made").status_code == 404
    assert client.get("/modules/nothing/").status_code == 404


def test_the_module_page_tells_what_it_holds(client, lesson):
    page = client.get(COURSE).text
    for words in ("Begin.", "Everybody.", "All kinds", "15 minutes", "Source edition", "Start the module"):
        assert words in page
    assert 'Second <span class="badge">coming</span>' in page


def test_how_it_was_made_is_told_in_the_words_of_the_house_in_both_languages(client, lesson):
    page = client.get(COURSE + "-/made").text
    assert "Written from published sources. No person with lived experience has yet decided anything in it." in page
    for words in ("From sources.", "A report", "It is small."):
        assert words in page
    danish = client.get(COURSE + "-/made?lang=da").text
    assert (
        "Skrevet ud fra offentlige kilder. Ingen med levede erfaringer har endnu haft indflydelse på teksten." in danish
    )


def test_my_progress_is_shown_in_the_catalogue_and_on_the_module_page(ada, lesson):
    assert "lessons completed" not in ada.get("/modules/").text
    try_it(ada, lesson, "q1", answer="a")
    assert "0 of 1 lessons completed" in ada.get("/modules/").text
    page = ada.get(COURSE).text
    assert "Under way" in page
    assert "Continue where you left" in page
    answer_all(ada, lesson)
    send(ada, lesson, "read")
    assert "Completed" in ada.get("/modules/").text


def test_my_learning_leads_on_to_the_place(ada, person, lesson):
    assert what_next(person, "en") is None
    assert "You are not in the middle of anything." in ada.get("/learn/").text
    send(ada, lesson, "place", block="case")
    assert f'href="{LESSON}#case"' in ada.get("/learn/").text
    found = what_next(person, "en")
    assert (found.module, found.lesson, found.block) == ("first", "t1-all", "case")


def test_my_learning_shows_what_is_due_and_what_is_finished(ada, person, lesson, due):
    page = ada.get("/learn/").text
    assert "What is due" in page
    assert "Autumn" in page
    answer_all(ada, lesson)
    send(ada, lesson, "read")
    page = ada.get("/learn/").text
    assert "What is due" not in page
    assert f'<a href="{COURSE}">First</a>' in page
    assert what_next(person, "en") is None


def test_a_module_without_enough_right_answers_leads_to_what_it_needs(ada, person, lesson):
    send(ada, lesson, "quiz/pass")
    answer_all(ada, lesson, right={})
    send(ada, lesson, "read")
    assert "See what the module still needs" in ada.get("/learn/").text


def test_what_can_change_attitudes_is_linked_to_its_parts_and_testimony_stays_open(client, lesson):
    page = client.get("/modules/first/-/made").text
    assert 'href="/modules/first/t1-all/#opening"' in page
    assert "It stays empty until a person with lived experience fills it" in page
    assert page.count("Not in this module yet.") == 2


@pytest.mark.parametrize(("path", "most"), [("/modules/", 5), (COURSE, 7), (COURSE + "-/made", 6), ("/learn/", 9)])
def test_pages_take_few_statements(ada, lesson, statements, path, most):
    try_it(ada, lesson, "q1", answer="a")
    with statements() as ran:
        ada.get(path)
    assert len(ran) <= most, ran
