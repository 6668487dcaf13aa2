"""The front page: what this is, and where a learner goes on."""

from lms.core.clock import now
from lms.curriculum.models import Status
from lms.home import queries
from lms.learning.models import Learner, ModuleDone, Place
from tests.factories import a_person, browser, save
from tests.learning_factories import a_module


def ada_is_in(module, lesson, person):
    learner = save(Learner(person_id=person.id, created_at=now()))
    save(
        Place(learner_id=learner.id, module_id=module.id, lesson_id=lesson.id, block="opening", updated_at=now()),
    )
    return learner


def test_a_stranger_reads_what_this_is_and_how_to_sign_in(client):
    page = client.get("/", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert "/login" in page.text
    assert "/modules/" in page.text


def test_the_page_says_honestly_that_all_lessons_are_source_editions(app, client):
    a_module()
    assert "We are not there yet." in client.get("/?lang=en").text


def test_the_page_claims_nothing_more_once_a_lesson_was_made_otherwise(client, monkeypatch):
    made = {Status.SOURCE_EDITION, Status.CO_PRODUCTION}
    monkeypatch.setattr(queries, "shipped_statuses", lambda: made)  # the database lets nobody store one yet
    assert "We are not there yet." not in client.get("/?lang=en").text


def test_danish_readers_get_danish(client):
    assert 'lang="da"' in client.get("/", headers={"Accept-Language": "da"}).text


def test_a_learner_without_a_place_is_shown_the_modules(app):
    page = browser(app, a_person()).get("/?lang=en")
    assert "Go on where you left" not in page.text
    assert "/learn/" in page.text


def test_a_learner_goes_on_where_they_left_in_three_statements(app, statements):
    module = a_module(lessons=2)
    ada = a_person()
    lesson = module.lessons[1]
    ada_is_in(module, lesson, ada)
    client = browser(app, ada)
    with statements() as ran:
        page = client.get("/?lang=en")
    assert len(ran) <= 3, ran
    assert f"/modules/{module.slug}/{lesson.slug}/" in page.text


def test_a_finished_module_is_not_offered_again(app):
    module = a_module()
    ada = a_person()
    learner = ada_is_in(module, module.lessons[0], ada)
    save(ModuleDone(learner_id=learner.id, module_id=module.id, revision_id=module.current_id, created_at=now()))
    assert "Go on where you left" not in browser(app, ada).get("/?lang=en").text


def test_nobody_is_led_to_somebody_elses_place(app):
    module = a_module()
    ada_is_in(module, module.lessons[0], a_person())
    assert "Go on where you left" not in browser(app, a_person("Eve Stranger")).get("/?lang=en").text
