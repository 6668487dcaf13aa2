"""Words of a draft to comment on: pulled over with a mouse, taken by keyboard, shown where they stand."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Lesson
from lms.studio.models import Collaboration, Thread
from lms.studio.operations import drafting
from lms.studio.writers import Writer
from tests.browser.studio_house import PHONE, fits
from tests.factories import a_person
from tests.studio_factories import a_collaboration

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(house):
    def begin():
        bo = db.session.scalars(select(Person).where(Person.name == "Bo Friis")).unique().one()
        lesson = db.session.scalars(select(Lesson)).one()
        made: Collaboration = a_collaboration(
            lesson.module, peers=[bo, a_person("Bea")], professionals=[a_person("Dan")], in_force=False
        )
        return drafting.start(lesson, made, by=Writer(bo.id, made.partners[0].id)).id

    return house.inside(begin)


def opened(house, draft, **options):
    page = house.browser("bo", **options)
    page.goto(f"/studio/-/drafts/{draft}/comments/new?block=case&language=en")
    expect(page.locator(".running")).to_be_visible()
    return page


def send(page, house):
    page.get_by_role("button", name="Comment on this").click()
    expect(page.locator("textarea[name=body]")).to_be_focused()
    page.keyboard.type("Is this so?")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("mark").first).to_be_visible()
    return house.inside(lambda: db.session.scalars(select(Thread.passage)).one())


def pull(page, first, last):
    """Pull the mouse over the middle of a text."""
    page.evaluate(
        """([first, last]) => {
          const labels = document.querySelectorAll("[data-sentence]");
          const text = (label) => document.createTreeWalker(label, NodeFilter.SHOW_TEXT).nextNode();
          getSelection().setBaseAndExtent(text(labels[first]), 2, text(labels[last]), 5);
        }""",
        [first, last],
    )
    expect(page.locator("[data-marked-words]")).not_to_be_empty()


def test_words_are_marked_over_the_end_of_a_sentence(house, draft):
    page = opened(house, draft)
    pull(page, 1, 2)
    words = page.locator("[data-marked-words]").inner_text()
    assert send(page, house) == words
    assert "".join(page.locator("mark").all_inner_texts()).replace(" ", "") == words.replace(" ", "")


def test_a_sentence_is_pressed(house, draft):
    page = opened(house, draft, **PHONE)
    fits(page)
    page.locator("[data-sentence]").nth(1).tap()
    words = page.locator("[data-sentence]").nth(1).inner_text()
    assert send(page, house) == words
    fits(page)


def test_by_keyboard_arrows_choose_and_shift_takes_more(house, draft):
    page = opened(house, draft)
    page.locator("#passage-whole").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#passage-2")).to_be_checked()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".tick.chosen")).to_have_count(2)
    expect(page.locator("[data-passage-status]")).to_contain_text("Chosen: ")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Comment on this")).to_be_focused()
    sentences = [page.locator("[data-sentence]").nth(at).inner_text() for at in (1, 2)]
    assert send(page, house) == " ".join(sentences)
