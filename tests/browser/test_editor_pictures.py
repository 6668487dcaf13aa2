"""Pictures and nested lists in the studio's editor, by mouse and by keyboard."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.studio.models import DraftText
from lms.studio.operations import drafting
from tests.browser.studio_house import PHONE, editor, fits, saved

pytestmark = pytest.mark.browser


def a_photo(form="JPEG", size=(640, 480)):
    stream = io.BytesIO()
    Image.new("RGB", size, (40, 90, 160)).save(stream, form)
    return {"name": "Bea at home.jpg", "mimeType": "image/jpeg", "buffer": stream.getvalue()}


@pytest.fixture
def draft(house):
    def begin():
        bo = db.session.scalars(select(Person).where(Person.name == "Bo Friis")).unique().one()
        return drafting.practice(bo).id

    return house.inside(begin)


def opened(house, draft, **options):
    page = house.browser("bo", **options)
    page.goto(f"/studio/-/drafts/{draft}/blocks/first/en")
    expect(editor(page)).to_be_visible()
    return page


def stands(house, draft):
    def read():
        own = select(DraftText.body).where(
            DraftText.language == "en", DraftText.block.has(draft_id=draft, name="first")
        )
        return db.session.scalar(own)["body"]

    return house.inside(read)


def begin_text(page, words):
    body = page.locator("[contenteditable=true][aria-multiline=true]").first
    body.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(words)
    return page.get_by_role("toolbar").last


def test_a_picture_is_sent_and_put_in_from_the_toolbar(house, draft):
    page = opened(house, draft)
    bar = begin_text(page, "Look: ")
    bar.get_by_role("button", name="Picture").click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_label("The picture", exact=True).set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"<svg/>"}
    )
    dialog.get_by_label("What can be seen in it, in English").fill("A blue wall [of a house]")
    dialog.get_by_label("What can be seen in it, in Danish").fill("En blå væg")
    dialog.get_by_role("button", name="Send the picture").click()
    expect(dialog.get_by_text("no picture we can read")).to_be_visible()
    dialog.get_by_label("The picture", exact=True).set_input_files(a_photo())
    dialog.get_by_role("button", name="Send the picture").click()
    expect(dialog.get_by_role("radio", name="A blue wall [of a house]")).to_be_checked()
    expect(dialog.get_by_label("What can be seen in it?")).to_have_value("A blue wall [of a house]")
    dialog.get_by_role("button", name="Put the picture in").click()
    expect(page.locator(".editor-text .picture img")).to_be_visible()
    saved(page)
    assert stands(house, draft).startswith("Look: ![A blue wall (of a house)](media/")


def test_a_picture_that_is_there_is_put_in_by_keyboard_on_a_phone(house, draft):
    page = opened(house, draft, **PHONE)
    page.goto(f"/studio/-/drafts/{draft}/pictures")
    page.locator("#picture").set_input_files(a_photo())
    page.locator("#words_en").fill("A wall")
    page.locator("#words_da").fill("En væg")
    page.get_by_role("button", name="Send the picture").click()
    fits(page)
    page.goto(f"/studio/-/drafts/{draft}/blocks/first/en")
    begin_text(page, "Look")
    page.keyboard.press("Alt+F10")
    page.keyboard.press("End")
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(":focus")).to_have_text("Picture")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Picture")
    box = dialog.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    dialog.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(dialog.get_by_label("What can be seen in it?")).to_have_value("A wall")
    page.keyboard.press("Escape")
    expect(page.locator("[contenteditable=true][aria-multiline=true]").first).to_be_focused()
    page.keyboard.type(" here")
    saved(page)
    assert stands(house, draft) == "Look here"


def test_a_list_in_a_list_by_buttons_and_the_tab_key_leads_on(house, draft):
    page = opened(house, draft)
    bar = begin_text(page, "One")
    bar.get_by_role("button", name="List", exact=True).click()
    page.keyboard.press("Enter")
    page.keyboard.type("Below")
    expect(bar.get_by_role("button", name="Move out")).to_have_attribute("aria-disabled", "false")
    bar.get_by_role("button", name="Move in").click()
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    bar.get_by_role("button", name="Move out").click()
    saved(page)
    assert stands(house, draft) == "- One\n  - Below\n- Two"
    page.keyboard.press("Tab")
    expect(page.locator("[contenteditable=true][aria-multiline=true]").first).not_to_be_focused()
