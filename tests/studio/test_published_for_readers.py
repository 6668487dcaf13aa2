"""What readers see of a publication: how it was made, what has changed since they read it, a language that lags."""

import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Contribution, Credit, Lesson, Story, StoryConsent, StoryText
from lms.learning.models import LessonDone
from lms.studio.models import DraftBlock
from lms.studio.operations import candidates, publishing
from tests.factories import a_person, browser, save
from tests.learning_factories import a_learner, a_lesson_done
from tests.studio_factories import a_block
from tests.studio_publishing import all_sign, publish, ready, sign, write
from tests.studio_signing_factories import a_studio

LESSON = "/modules/first-steps/first-steps-1/"


@pytest.fixture
def scene(app):
    made = a_studio()
    publish(all_sign(made, ready(made)), made.bea, {"en": "The first one.", "da": "Den første."})
    return made


def test_a_lesson_says_how_it_was_made_its_number_and_note(client, scene):
    page = client.get(LESSON).text
    assert "on equal footing" in page
    assert "Number 2, published on" in page
    assert "The first one." in page
    assert "Den første." in client.get(LESSON + "?lang=da").text
    assert "The first one." in client.get("/modules/first-steps/-/made?lang=en").text


def test_nobodys_perspective_or_count_stands_there(client, scene):
    page = client.get(LESSON).text + client.get("/modules/first-steps/-/made").text
    assert "Pen Bea" not in page
    for word in ("2 people", "Two people", "1 professional"):
        assert word not in page


def test_credits_come_and_go_at_once(client, scene):
    credit = save(Credit(
        lesson_id=scene.lesson.id, partner_id=scene.bea.id, contribution=Contribution.WRITING, name="Pen Bea",
        confirmed_at=now(),
    ))  # fmt: skip
    page = client.get(LESSON).text
    assert "Pen Bea: writing" in page
    assert "Not everybody who took part is" in page
    db.session.delete(credit)
    db.session.commit()
    assert "Pen Bea" not in client.get(LESSON).text


def test_a_learner_keeps_progress_and_sees_what_has_changed(app, scene):
    ada = a_person()
    done = a_lesson_done(a_learner(ada), scene.lesson)
    page = browser(app, ada)
    assert "has changed since you read it" not in page.get(LESSON).text
    write(scene, "It begins otherwise.")
    publish(all_sign(scene, ready(scene)), scene.bo, {"en": "The beginning is new.", "da": "Ny begyndelse."})
    shown = page.get(LESSON).text
    assert "This lesson has changed since you read it:" in shown
    assert "The beginning is new." in shown
    assert '<a href="#opening">A Tuesday</a>' in shown
    assert "What has changed since" not in browser(app).get(LESSON).text
    assert db.session.get(LessonDone, done.id)
    assert "has changed since you read it" not in page.get(LESSON + "?lang=da").text  # there nothing has


def test_a_language_that_lags_shows_its_last_text_block_by_block(client, scene, statements):
    write(scene, "It begins otherwise.")
    a_block(scene.draft, "third", body={"heading": "New", "body": "A third part."})
    db.session.expire_all()
    publish(all_sign(scene, ready(scene), languages=("en",)), scene.bo)
    danish = client.get(LESSON + "?lang=da").text
    assert "Something happens in opening." in danish
    assert "A third part." not in danish
    assert "Denne tekst er ikke helt med" in danish
    assert danish.count("Ændret siden på et andet sprog") == 1
    english = client.get(LESSON + "?lang=en").text
    assert "A third part." in english
    assert "Changed since in another language" not in english
    with statements() as ran:
        client.get(LESSON)
    lagging = len(ran)
    with statements() as ran:
        client.get(LESSON + "?lang=da")
    assert len(ran) == lagging


def test_what_was_taken_out_does_not_come_back_by_a_language_that_lags(client, scene):
    publish(all_sign(scene, candidates.propose_withdrawal(scene.draft, by=scene.carl)), scene.bea)
    assert client.get(LESSON).status_code == 410
    write(scene, "It begins otherwise.")
    publish(all_sign(scene, ready(scene), languages=("en",)), scene.bo)
    danish = client.get(LESSON + "?lang=da").text
    assert "It begins otherwise." in danish
    assert "Something happens in opening." not in danish


def test_a_story_whose_consent_ends_in_the_second_before_publication_shows_its_neutral_line(client, scene):
    story = save(Story(code="k3x9", created_at=now()))
    consent = StoryConsent(story_id=story.id, lesson_id=scene.lesson.id, language="en", given_at=now(), from_at=now())
    save(StoryText(story_id=story.id, language="en", body="What I tell.", approved_at=now()), consent)
    a_block(scene.draft, "told", kind="story", structure={"story": "k3x9"}, body={"body": "Somebody tells."})
    db.session.expire_all()
    candidate = all_sign(scene, ready(scene))
    prepared = publishing.prepare(candidate)
    consent.withdrawn_at = now()
    db.session.commit()
    publishing.publish(prepared, {"en": "x", "da": "y"}, by=scene.bea)
    db.session.commit()
    page = client.get(LESSON).text
    assert "Somebody tells." in page
    assert "What I tell." not in page
    assert "What I tell." not in str(db.session.scalars(select(DraftBlock.structure)).all())


def test_the_second_language_follows_without_bothering_who_has_read_the_first(app, scene):
    write(scene, "It begins otherwise.", "da")
    write(scene, "It begins otherwise.", "en")
    candidate = all_sign(scene, ready(scene), languages=("da",))
    publish(candidate, scene.bo, {"en": "First.", "da": "Først."})
    ada = a_person()
    a_lesson_done(a_learner(ada), db.session.get(Lesson, scene.lesson.id, populate_existing=True))
    sign(candidate, scene.bea, scene.bo, scene.carl, languages=("en",))
    publish(candidate, scene.bo, {"en": "Now in English.", "da": "Nu på engelsk."})
    assert "ændret sig" not in browser(app, ada).get(LESSON + "?lang=da").text
