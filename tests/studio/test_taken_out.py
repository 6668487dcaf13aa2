"""A lesson its partners took out: whoever has its address reads that in words, and keeps what they did."""

import pytest
from sqlalchemy import func, select

from lms.core.db import db
from lms.learning.models import LessonDone
from lms.studio.operations import candidates
from tests.factories import a_person, browser
from tests.learning_factories import a_learner, a_lesson_done
from tests.studio_publishing import all_sign, publish, ready
from tests.studio_signing_factories import a_studio


@pytest.fixture
def scene(app):
    made = a_studio()
    publish(all_sign(made, ready(made)), made.bea)
    return made


def address(scene):
    return f"/modules/{scene.module.slug}/{scene.lesson.slug}/"


def take_out(scene):
    publish(all_sign(scene, candidates.propose_withdrawal(scene.draft, by=scene.carl)), scene.carl)


def test_what_never_was_is_not_there(scene, client):
    assert client.get(f"/modules/{scene.module.slug}/never-written/").status_code == 404


def test_a_lesson_taken_out_says_so_and_leads_to_its_module(scene, client, statements):
    assert client.get(address(scene)).status_code == 200
    take_out(scene)
    with statements() as ran:
        answer = client.get(address(scene))
    assert len(ran) <= 3
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (410, "noindex")
    assert "Those who wrote it have taken it out." in answer.text
    assert f'href="/modules/{scene.module.slug}/"' in answer.text
    assert "A lesson</" not in answer.text
    assert (
        "Lektionen er taget ud" in client.get(address(scene), query_string={"lang": "da"}, follow_redirects=True).text
    )


def test_who_completed_it_reads_that_this_is_kept(app, scene):
    ada = a_person("Ada Lind")
    a_lesson_done(a_learner(ada), scene.lesson)
    take_out(scene)
    answer = browser(app, ada).get(address(scene))
    assert "your answers, your reflections and what you have completed are still yours" in answer.text
    assert db.session.scalar(select(func.count(LessonDone.id))) == 1


def test_come_back_it_is_shown_again(scene, client):
    take_out(scene)
    publish(all_sign(scene, ready(scene)), scene.bea)
    assert client.get(address(scene)).status_code == 200
