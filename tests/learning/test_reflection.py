"""Answering a reflection from its lesson."""

import pytest
from sqlalchemy import func, select

from lms.activity.models import TrailEntry
from lms.core.db import db
from lms.curriculum import queries as curriculum
from lms.learning.models import BlockDone, JournalEntry
from lms.learning.queries.journal import entries_in
from tests.factories import a_person, browser
from tests.learning_factories import a_lesson, a_module

HERE = "/modules/first-steps/thinking/"
SAVE = f"{HERE}-/reflections/think"
PAGE = "a-page-of-ada-0123456789"


def a_form(text, **changes):
    return {"text": text, "version": "0", "writer": PAGE, "step": "0", **changes}


@pytest.fixture
def lesson(app):
    curriculum.forget()
    module = a_module(lessons=1)
    block = {"id": "think", "kind": "reflection"}
    text = {"html": "<p>What would <em>you</em> do?</p>", "text": "What would you do?"}
    rendered = {"blocks": {"think": text}}
    return a_lesson(module, "thinking", position=2, title="Thinking", blocks=[block], rendered=rendered)


@pytest.fixture
def ada(app):
    return a_person("Ada Lund")


@pytest.fixture
def page(app, ada, lesson):
    return browser(app, ada)


def entry_of(person, lesson):
    return entries_in(person.id, lesson.id)["think"]


def test_signed_out_the_prompt_is_open_and_the_answer_waits_for_an_account(client, lesson):
    shown = client.get(HERE)
    assert "What would <em>you</em> do?" in shown.text
    assert "Sign in to write your reflection" in shown.text
    assert "<textarea" not in shown.text


def test_signed_out_an_answer_is_not_saved_and_not_lost(client, lesson):
    answer = client.post(
        SAVE, data=a_form("A long thought of more than sixty characters, so that it is shown as a text.")
    )
    assert answer.status_code == 401
    assert "A long thought of more than sixty characters" in answer.text
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 0


def test_a_stranger_never_sees_the_answer(app, page, lesson):
    page.post(SAVE, data=a_form("Only mine."))
    assert "Only mine." in page.get(HERE).text
    assert "Only mine." not in browser(app, a_person("Eve Stranger")).get(HERE).text


def test_a_block_that_is_no_reflection_or_not_there_is_unknown(page):
    assert page.post(f"{HERE}-/reflections/other", data=a_form("x")).status_code == 404
    assert page.post("/modules/first-steps/nowhere/-/reflections/think", data=a_form("x")).status_code == 404


def test_the_page_of_another_account_saves_nothing_here(page, ada, lesson):
    answer = page.post(SAVE, data=a_form("Whose?", account="somebody-else"))
    assert answer.status_code == 403
    assert entries_in(ada.id, lesson.id) == {}


def test_a_text_that_is_too_long_is_shown_again_with_a_message(page, ada, lesson):
    answer = page.post(SAVE, data=a_form("a" * 20_001))
    assert answer.status_code == 422
    assert "20001 characters" in answer.text
    assert "a" * 20_001 in answer.text
    assert entries_in(ada.id, lesson.id) == {}


def test_an_empty_text_is_refused_in_words(page):
    answer = page.post(SAVE, data=a_form("  "))
    assert answer.status_code == 422
    assert "nothing to save yet" in answer.text


def test_without_scripts_the_answer_leads_back_to_the_block(page, ada, lesson):
    answer = page.post(SAVE, data=a_form("I would ask <first>."))
    assert (answer.status_code, answer.location) == (302, f"{HERE}#think")
    shown = page.get(HERE).text
    assert "I would ask &lt;first&gt;." in shown
    assert "Saved" in shown
    assert "Only you can read" in shown
    assert 'href="/help"' in shown


def test_with_scripts_the_answer_is_a_piece_that_says_saved(page, ada, lesson):
    answer = page.post(SAVE, data=a_form("I would ask."), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Saved " in answer.text
    assert f'name="version" value="{entry_of(ada, lesson).version}"' in answer.text


def test_in_danish_it_says_gemt(page):
    answer = page.post(f"{SAVE}?lang=da", data=a_form("Jeg ville spørge."), headers={"HX-Request": "true"})
    assert "Gemt " in answer.text


def test_with_scripts_a_refusal_is_a_piece_too(page):
    answer = page.post(SAVE, data=a_form("a" * 20_001), headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.text
    assert "20001 characters" in answer.text


def test_a_late_text_is_shown_beside_the_newer_one_and_its_author_chooses(page, ada, lesson):
    page.post(SAVE, data=a_form("Written on the phone."))
    late = page.post(SAVE, data=a_form("Written at work.", writer="b" * 20), headers={"HX-Request": "true"})
    assert "Your text is kept." in late.text
    assert "Written on the phone." in late.text
    assert "Written at work." in page.get(HERE).text
    entry = entry_of(ada, lesson)
    choice = {"keep": "both", "copy": entry.copies[0].id, "version": entry.version, "back": "lesson"}
    answer = page.post(f"/journal/{entry.id}/choice", data=choice)
    assert answer.location == f"{HERE}#think"
    assert entry_of(ada, lesson).text == "Written on the phone.\n\nWritten at work."
    assert entry_of(ada, lesson).copies == ()


def test_nobody_else_can_choose(app, page, ada, lesson):
    page.post(SAVE, data=a_form("One."))
    entry = entry_of(ada, lesson)
    choice = {"keep": "newer", "copy": 1, "version": entry.version}
    assert browser(app, a_person("Eve Stranger")).post(f"/journal/{entry.id}/choice", data=choice).status_code == 404


def test_a_cpr_number_brings_a_gentle_word_and_is_saved_all_the_same(page, ada, lesson):
    page.post(SAVE, data=a_form("He said 010190-1234."))
    assert entry_of(ada, lesson).text == "He said 010190-1234."
    shown = page.get(HERE).text
    assert 'id="r-think-cpr" role="status">' in shown


def test_an_answer_and_leaving_it_out_leave_the_same_trace(app, page, ada, lesson):
    bea = a_person("Bea Holm")
    page.post(SAVE, data=a_form("Something."))
    left = browser(app, bea).post(f"{SAVE}/leave-out")
    assert left.location == f"{HERE}#lesson-end"
    done = [(row.block, row.revision_id, row.language) for row in db.session.scalars(select(BlockDone))]
    assert done == [("think", lesson.current_id, "en")] * 2
    verbs = {row.verb for row in db.session.scalars(select(TrailEntry).where(TrailEntry.thing != "lesson"))}
    assert not verbs - {"completed", "issued"}
    assert entries_in(bea.id, lesson.id) == {}


def test_an_emptied_answer_stays_emptied(page, ada, lesson):
    page.post(SAVE, data=a_form("Something."))
    page.post(SAVE, data=a_form("", version=entry_of(ada, lesson).version))
    assert entry_of(ada, lesson).text == ""


def test_saving_takes_few_statements(page, statements):
    page.post(SAVE, data=a_form("Something."))
    with statements() as ran:
        page.post(SAVE, data=a_form("Something else.", step="1"), headers={"HX-Request": "true"})
    assert len(ran) <= 9, ran
