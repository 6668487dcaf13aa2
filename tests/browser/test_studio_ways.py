"""Joining, writing and signing without a mouse, without scripts, and in a narrow window."""

import pytest
from playwright.sync_api import expect

from tests.browser.keys import Keyboard
from tests.browser.studio_house import (
    PHONE,
    approve,
    editor,
    fits,
    invite,
    make_ready,
    press,
    propose,
    saved,
    take_seat,
    told,
)

pytestmark = pytest.mark.browser


def test_on_a_phone_without_scripts_somebody_joins_writes_and_signs(house):
    carl = house.browser("carl")
    propose(carl)
    take_seat(carl, "professional", "Carl")
    press(carl, "Yes, I want to write along")
    invite(carl, "bea@peer.example")
    phone = house.browser(java_script_enabled=False, **PHONE)
    phone.goto(house.mailed("bea@peer.example"))
    fits(phone)
    press(phone, "Go on")
    fits(phone)
    take_seat(phone, "lived_experience", "Birch")
    fits(phone)
    phone.locator("#account_name").fill("Bea Holst")
    press(phone, "Yes, I want to write along")
    told(phone, "The agreement is in force")
    fits(phone)
    phone.get_by_role("link", name="All kinds").first.click()
    press(phone, "Begin with what is published")
    write_plainly(phone, "Ask us first.")
    make_ready(phone)
    fits(phone)
    approve(phone)
    expect(phone.locator("main")).to_contain_text("You have signed this off.")


def write_plainly(phone, words):
    """Write a paragraph more where scripts do not run; what nobody touched keeps its weight and its source."""
    phone.locator("#part-opening").get_by_role("link", name="Write in English").click()
    fits(phone)
    field = phone.locator("textarea[data-rich=blocks]")
    field.fill(f"{field.input_value()}\n\n{words}")
    phone.get_by_role("button", name="Save and go back").click()
    told(phone, "Saved")
    fits(phone)
    phone.get_by_role("link", name="See it as a reader does").click()
    expect(phone.locator("#en-opening")).to_contain_text(words)
    expect(phone.locator("#en-opening strong")).to_have_count(1)


def test_by_keyboard_alone_somebody_joins_writes_and_signs(house):
    carl, bo = house.browser("carl"), house.browser("bo", viewport={"width": 1280, "height": 800})
    propose(carl)
    take_seat(carl, "professional", "Carl")
    press(carl, "Yes, I want to write along")
    invite(carl, "bo@work.example")
    bo.goto(house.mailed("bo@work.example"))
    keys = Keyboard(bo)
    join_by_keyboard(bo, keys)
    keys.press(bo.get_by_role("link", name="All kinds").first)
    keys.press(bo.get_by_role("button", name="Begin with what is published"))
    keys.press(bo.locator("#part-opening").get_by_role("link", name="Write in English"))
    expect(editor(bo)).to_be_visible()
    keys.tab_to(editor(bo))
    bo.keyboard.press("Control+End")
    bo.keyboard.type(" Ask us first.")
    saved(bo)
    keys.press(bo.get_by_role("button", name="Save and go back"))
    keys.press(bo.get_by_role("link", name="Sign off and publish"), back=True)  # it came back to the part
    keys.press(bo.get_by_role("button", name="Make it ready for sign-off"))
    keys.press(bo.get_by_role("button", name="Sign off in English"))
    told(bo, "You have signed it off.")


def join_by_keyboard(page, keys):
    keys.press(page.get_by_role("button", name="Go on", exact=True))
    keys.choose(page.locator("[name=perspective]"), "lived_experience")
    keys.choose(page.locator("[name=name_kind]"), "pseudonym")
    keys.fill(page.locator("#name"), "Fjord")
    keys.press(page.get_by_role("button", name="Go on", exact=True))
    keys.choose(page.locator("[name=employed]"), "no")
    keys.press(page.get_by_role("button", name="Go on", exact=True))
    keys.press(page.get_by_role("button", name="Yes, I want to write along"))
    told(page, "The agreement is in force")
