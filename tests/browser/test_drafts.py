"""Unsent text in a real browser: sealed on the device, offered to its account alone, and gone when it should be."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lms.accounts.models import Visit
from lms.core.clock import now
from lms.learning.models import JournalCopy, JournalEntry
from tests import conftest
from tests.browser.drafts_house import House, drafts, field, refuse_saving, state, wait_for, write_unsaved
from tests.browser.serving import serving

pytestmark = pytest.mark.browser

LESSON = "/modules/first-steps/thinking/"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with ThreadPoolExecutor(1) as pool:
        url = f"sqlite:///{tmp_path_factory.mktemp('served') / 'served.db'}"
        app = pool.submit(lambda: conftest.with_schema(conftest.make_app(url))).result()
        app.config["WTF_CSRF_ENABLED"] = True
        with serving(app) as address:
            yield House(app, address, pool)
        pool.submit(conftest.dispose, app).result()


@pytest.fixture
def house(served):
    served.empty(JournalCopy, JournalEntry)
    return served


@pytest.fixture
def window(chromium, house):
    """A browser of its own in which Ada is signed in; problems in its pages fail the test."""
    context = chromium.new_context(base_url=house.address, locale="en-GB")
    context.set_default_timeout(20_000)
    context.add_cookies([house.cookie("Ada")])
    problems = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context
    context.close()
    assert problems == []


@pytest.fixture
def page(window):
    opened = window.new_page()
    opened.goto(LESSON)
    return opened


def test_what_is_written_saves_itself_and_leaves_no_draft(page, house):
    field(page).fill("I would ask first.")
    expect(state(page)).to_contain_text("Saved ")
    assert house.text() == "I would ask first."
    wait_for(page, lambda: drafts(page) == {})
    field(page).press_sequentially(" Then write.")
    wait_for(page, lambda: house.text() == "I would ask first. Then write.")
    expect(state(page)).to_contain_text("Saved ")


def test_without_a_connection_it_says_so_keeps_the_text_sealed_and_sends_it_later(page, window, house):
    window.set_offline(True)
    field(page).fill("Written in a tunnel.")
    expect(state(page)).to_contain_text("Not saved yet – your text is kept on this device")
    [(name, record)] = drafts(page).items()
    assert "tunnel" not in record
    assert str(house.people["Ada"]) not in name.split(":")[1]
    assert house.text() is None
    window.set_offline(False)
    expect(state(page)).to_contain_text("Saved ")
    assert house.text() == "Written in a tunnel."
    wait_for(page, lambda: drafts(page) == {})


def test_a_page_that_goes_on_after_a_lost_answer_meets_no_conflict_with_itself(page, house):
    def answer_lost(route):
        route.fetch()
        route.abort()

    page.route("**/-/reflections/*", answer_lost)
    field(page).fill("I would")
    expect(state(page)).to_contain_text("kept on this device")
    page.unroute("**/-/reflections/*")
    field(page).fill("I would ask.")
    expect(state(page)).to_contain_text("Saved ")
    assert house.text() == "I would ask."
    expect(page.get_by_text("There are two texts here.")).to_have_count(0)


def test_a_closed_page_offers_the_text_again(page, window, house):
    write_unsaved(page, "Not sent.\nTwo lines.")
    page.close()
    again = window.new_page()
    again.goto(LESSON)
    offered = again.locator("[data-draft-offer]")
    expect(offered).to_contain_text("Two lines.")
    expect(field(again)).to_have_value("")
    offered.get_by_role("button", name="Put it back into the field").click()
    expect(field(again)).to_have_value("Not sent.\nTwo lines.")
    expect(state(again)).to_contain_text("Saved ")
    assert house.text() == "Not sent.\nTwo lines."
    again.reload()
    expect(field(again)).to_have_value("Not sent.\nTwo lines.")
    expect(again.locator("[data-draft-offer]")).to_have_count(0)


def test_what_is_discarded_is_gone(page, window):
    write_unsaved(page, "Away with it.")
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator("[data-draft-offer]")).to_have_count(0)
    assert drafts(page) == {}


def test_what_is_written_beside_an_open_offer_overwrites_nothing(page):
    write_unsaved(page, "The first text.")
    page.reload()
    expect(page.locator("[data-draft-offer]")).to_contain_text("The first text.")
    field(page).fill("The second text.")
    expect(state(page)).to_contain_text("your text is kept on this device")
    page.reload()
    expect(page.locator("[data-draft-offer]")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("The first text.")
    expect(page.locator("main")).to_contain_text("The second text.")


def test_another_account_is_offered_nothing_and_leaves_nothing(page, window, house):
    write_unsaved(page, "Only Ada's.")
    window.add_cookies([house.cookie("Eve")])
    other = window.new_page()
    other.goto(LESSON)
    expect(field(other)).to_be_visible()
    expect(other.locator("[data-draft-offer]")).to_have_count(0)
    assert drafts(other) == {}


def test_a_page_of_ada_saves_nothing_into_the_journal_of_eve(page, window, house):
    window.add_cookies([house.cookie("Eve")])
    field(page).fill("Only Ada's.")
    expect(state(page)).to_contain_text("Not saved.")
    assert house.text("Eve") is None


def test_signing_out_takes_everything_along(page):
    write_unsaved(page, "Gone at sign-out.")
    page.evaluate("document.querySelector('form[data-sign-out]').requestSubmit()")
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert drafts(page) == {}


def test_after_seven_days_it_is_gone(page):
    write_unsaved(page, "Old.")
    [(name, record)] = drafts(page).items()
    old = json.loads(record) | {"at": (now() - timedelta(days=7, minutes=1)).timestamp() * 1000}
    page.evaluate("([name, record]) => localStorage.setItem(name, record)", [name, json.dumps(old)])
    page.reload()
    expect(field(page)).to_be_visible()
    assert drafts(page) == {}
    expect(page.locator("[data-draft-offer]")).to_have_count(0)


def test_when_the_session_has_ended_the_text_stays_and_is_saved_after_signing_in(page, window, house):
    house.empty(Visit)
    field(page).fill("Longer than the session.")
    expect(state(page).get_by_role("link")).to_have_attribute("target", "_blank")
    expect(field(page)).to_have_value("Longer than the session.")
    window.add_cookies([house.cookie("Ada")])
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(state(page)).to_contain_text("Saved ")
    assert house.text() == "Longer than the session."


def test_a_page_older_than_the_sign_in_takes_a_fresh_token(page, window, house):
    window.clear_cookies(name="lms_form")
    field(page).fill("With an old token.")
    expect(state(page)).to_contain_text("Saved ")
    assert house.text() == "With an old token."


def test_two_tabs_keep_both_texts_and_the_person_chooses(page, window, house):
    second = window.new_page()
    second.goto(LESSON)
    field(page).fill("From the first tab.")
    expect(state(page)).to_contain_text("Saved ")
    field(second).fill("From the second tab.")
    expect(second.get_by_text("There are two texts here.")).to_be_visible()
    expect(state(second)).to_contain_text("Your text is kept.")
    field(second).press_sequentially(" And on.")
    expect(second.locator("#r-think-aside")).to_contain_text("From the second tab. And on.")
    assert house.text() == "From the first tab."
    second.get_by_role("button", name="Keep both").click()
    expect(field(second)).to_have_value("From the first tab.\n\nFrom the second tab. And on.")


def test_a_cpr_number_is_noticed_at_once(page):
    notice = page.get_by_text("This looks like it holds a CPR number.")
    expect(notice).to_be_hidden()
    field(page).fill("He said 010190-1234.")
    expect(notice).to_be_visible()
    field(page).fill("He said it.")
    expect(notice).to_be_hidden()


def test_a_note_of_a_plain_form_is_offered_until_it_is_saved(page):
    page.goto("/journal/")
    note = page.get_by_label("Your note")
    note.fill("A note.")
    wait_for(page, lambda: len(drafts(page)) == 1)
    page.reload()
    page.get_by_role("button", name="Put it back into the field").click()
    expect(note).to_have_value("A note.")
    page.locator("#note").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your note is saved.")).to_be_visible()
    wait_for(page, lambda: drafts(page) == {})
    page.reload()
    expect(page.locator("[data-draft-offer]")).to_have_count(0)


def test_a_text_that_was_refused_is_not_taken_for_saved(page):
    page.goto("/journal/")
    note = page.get_by_label("Your note")
    note.evaluate("field => field.removeAttribute('maxlength')")
    note.fill("a" * 20_001)
    page.locator("#note").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("20001 characters")
    wait_for(page, lambda: len(drafts(page)) == 1)
    page.goto("/journal/")
    expect(page.locator("[data-draft-offer]")).to_contain_text("aaaa")


def test_leaving_is_questioned_only_while_something_is_neither_saved_nor_kept(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    refuse_saving(page)
    field(page).press_sequentially("x")
    page.reload()
    expect(field(page)).to_be_visible()
    questioned = len(asked)
    write_unsaved(page, "Kept on the device.")
    page.reload()
    expect(field(page)).to_be_visible()
    assert (questioned, len(asked)) == (1, 1)
