"""What a lesson's end offers once the lesson is completed: one clear next step, never a dead end."""

import pytest

from tests.factories import a_person, browser
from tests.learning_factories import (
    LESSON,
    a_course,
    a_learner,
    a_lesson,
    a_lesson_done,
    a_module,
    a_module_done,
    send,
)

BLOCK = {"id": "think", "kind": "reflection"}
RENDERED = {"blocks": {"think": {"html": "<p>What would you do?</p>", "text": "What would you do?"}}}


@pytest.fixture
def module(app):
    module = a_module(lessons=0)
    for number in (1, 2, 3):
        a_lesson(module, f"first-steps-{number}", position=number, blocks=[BLOCK], rendered=RENDERED)
    return module


@pytest.fixture
def person(app):
    return a_person()


def end_of(app, person, module, number):
    page = browser(app, person).get(f"/modules/first-steps/{module.lessons[number].slug}/").text
    return page.split('id="lesson-end"')[1].split("</section>")[0]


def done(person, module, *numbers):
    learner = a_learner(person)
    for number in numbers:
        a_lesson_done(learner, module.lessons[number])
    return learner


def test_a_lesson_that_is_not_completed_offers_none(app, module, person):
    done(person, module, 1)
    assert "button" not in end_of(app, person, module, 0).split("<form")[0]


def test_a_completed_lesson_leads_to_the_next_one_that_is_not(app, module, person):
    done(person, module, 0, 1)
    for number in (0, 1):
        assert 'class="button" href="/modules/first-steps/first-steps-3/"' in end_of(app, person, module, number)


def test_the_last_lesson_leads_back_to_one_that_was_left_out(app, module, person):
    done(person, module, 0, 2)
    assert 'class="button" href="/modules/first-steps/first-steps-2/"' in end_of(app, person, module, 2)


def test_when_all_lessons_are_done_it_leads_to_what_the_module_still_needs(app, module, person):
    done(person, module, 0, 1, 2)
    end = end_of(app, person, module, 2)
    assert 'class="button" href="/modules/first-steps/"' in end
    assert "a few quiz questions want another look" in end


def test_a_completed_module_thanks_and_leads_to_the_certificate(app, module, person):
    learner = done(person, module, 0, 1, 2)
    a_module_done(learner, module)
    end = end_of(app, person, module, 0)
    assert "Thank you for the time" in end
    assert 'class="button" href="/certificates/"' in end


def test_who_would_rather_not_is_led_on_to_the_next_part(app, person, tmp_path):
    lesson, ada = a_course(tmp_path), browser(app, person)
    assert send(ada, lesson, "dilemma/pass").location == f"{LESSON}#case"
    assert send(ada, lesson, "play/pass").location == f"{LESSON}#lesson-end"
    left = ada.post(f"{LESSON}-/reflections/reflection/leave-out", data={"revision": lesson.current_id})
    assert left.location == f"{LESSON}#quiz"
