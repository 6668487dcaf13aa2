"""A word of the glossary shows its meaning beside it: by pointer, by keyboard, by finger; and without scripts it's a link."""

from playwright.sync_api import expect

from tests.pages import NOBODY

LESSON = "/modules/cocreation-coproduction/m6-difference/"
PAGE = "**/glossary/co-production/"


def words(page):
    page.goto(LESSON)
    return page.locator('a.term[data-term="co-production"]'), page.locator(".term-note")


def test_a_pointer_opens_the_note_rests_on_it_and_escape_closes_it(window):
    page = window(NOBODY)
    term, note = words(page)
    term.hover()
    expect(note).to_be_visible()
    note.hover()
    page.wait_for_timeout(600)
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)


def test_the_keyboard_opens_the_note_and_enter_follows_the_link(window):
    page = window(NOBODY)
    term, note = words(page)
    term.evaluate("(word) => word.focus({focusVisible: true})")
    expect(note).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "term-note")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url(PAGE)


def test_a_finger_opens_the_note_first_and_then_the_page(window):
    page = window(NOBODY, has_touch=True)
    page.set_viewport_size({"width": 320, "height": 700})
    term, note = words(page)
    term.tap()
    expect(note).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    note.get_by_role("link").tap()
    page.wait_for_url(PAGE)


def test_without_scripts_a_word_is_a_link(window):
    page = window(NOBODY, java_script_enabled=False)
    term, _ = words(page)
    term.click()
    page.wait_for_url(PAGE)
