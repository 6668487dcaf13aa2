"""What is written saves itself, honestly; and the studio's other helps: presence, dragging, recording, no scripts at all."""

import io
import re
import wave
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser.desk import TEXT, markdown, saved, text, write_at_end

pytestmark = pytest.mark.browser


def test_what_nobody_touches_is_saved_to_the_letter(page, desk):
    write_at_end(page, " Really.")
    saved(page)
    assert desk.now["body"] == f"{TEXT} Really."
    assert desk.saves == 1


def test_another_persons_words_are_taken_in_and_the_caret_stays(page, desk):
    desk.change(body=TEXT.replace("Some", "Quite some"))
    text(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(
        " Mine"
    )  # at once: a slow hand would be saved twice, and the second time nothing is merged
    expect(page.locator("form[data-state=merged]")).to_be_visible()
    page.keyboard.type(" stays.")
    saved(page)
    assert desk.now["body"] == TEXT.replace("Some", "Quite some") + " Mine stays."


def test_the_same_words_changed_twice_lead_to_a_choice(page, desk):
    desk.change(body=TEXT.replace("The last one.", "The very end."))
    write_at_end(page, " Mine.")
    notice = page.locator("form [data-conflict]")
    expect(notice).to_contain_text("Both versions are kept")
    assert notice.get_by_role("link").get_attribute("href") == "/desk/conflict"
    assert markdown(page).endswith("Mine.")


def test_without_connection_the_text_is_kept_here_and_offered_after_a_crash(page, desk):
    page.route("**/desk/save?*", lambda route: route.abort())
    write_at_end(page, " Not lost.")
    expect(page.get_by_text("your text is kept here").first).to_be_visible()
    with suppress(Error):  # as when the power goes
        page.goto("chrome://crash")
    page = page.context.new_page()
    page.goto("/desk")
    expect(page.get_by_text("You had written more than was saved.")).to_be_visible()
    assert markdown(page) == TEXT
    page.get_by_role("button", name="Put it back into the text").click()
    saved(page)
    assert desk.now["body"] == f"{TEXT} Not lost."
    page.reload()
    expect(text(page)).to_be_visible()
    expect(page.get_by_text("You had written more than was saved.")).to_have_count(0)


def test_it_tries_again_by_itself(page, desk):
    page.route("**/desk/save?*", lambda route: route.fulfill(status=503), times=1)
    write_at_end(page, " Again.")
    expect(page.locator("form[data-state=kept]")).to_be_visible()
    saved(page)
    assert desk.now["body"].endswith("Again.")


def test_what_the_server_refuses_is_said_at_the_field(page, desk):
    write_at_end(page, " A teapot")
    expect(page.locator("#body-error")).to_have_text("No teapots here.")
    assert text(page).get_attribute("aria-invalid") == "true"
    for _ in "teapot":
        page.keyboard.press("Backspace")
    saved(page)
    expect(page.locator("#body-error")).to_be_hidden()
    assert desk.now["body"].endswith("A")


def test_a_link_away_waits_for_the_save(page, desk):
    write_at_end(page, " Quick.")
    page.get_by_role("link", name="Elsewhere").click()
    page.wait_for_url("**/desk/elsewhere")
    assert desk.now["body"].endswith("Quick.")


def test_the_browser_asks_before_unsent_words_are_lost(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write_at_end(page, "A thought", "aside")
    page.goto("about:blank")
    assert asked == ["beforeunload"]
    page.goto("/desk")
    page.locator("#aside-rich").wait_for()
    write_at_end(page, "A thought", "aside")
    page.locator("#send-aside").click()
    page.wait_for_url("**/desk/elsewhere")
    assert asked == ["beforeunload"]


def test_who_else_is_here_is_said(page, desk):
    desk.others = ["Bea", "Carl"]
    page.reload()
    expect(page.locator("[data-presence-line]")).to_have_text("Bea and Carl are also writing here.")


def test_a_block_is_dragged_to_another_place(page, desk):
    grip, target = page.locator("#item-three .drag-handle"), page.locator("#item-one")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + 2, steps=6)
    with page.expect_navigation():
        page.mouse.up()
    assert desk.order == ["three", "one", "two"]


def test_without_scripts_the_same_form_is_plain_paragraphs(desk, desk_house, chromium):
    context = chromium.new_context(base_url=desk_house[1], java_script_enabled=False)
    page = context.new_page()
    page.goto("/desk")
    area = page.get_by_label("The text")
    assert area.input_value().startswith("Some bold words here [@S003 6.2].\n\n* old style")
    area.fill(area.input_value().replace("The last one.", "The last one, changed."))
    page.get_by_role("button", name="Save").click()
    assert desk.now["body"] == TEXT.replace("The last one.", "The last one, changed.")
    assert desk.now["stem"] == "What **now**?"
    context.close()


def test_a_voice_is_recorded_heard_again_and_sent(page, desk):
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_text("Recording. Everything stays")).to_be_visible()
    expect(page.locator("[data-part=time]")).to_have_text(re.compile("0:0[3-9]"))  # long enough to be seen playing
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Listen to it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop listening")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Send the recording").click()
    with wave.open(io.BytesIO(desk.sound)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (16000, 1, 2)
        assert 3 <= sound.getnframes() / 16000 < 15
        assert any(sound.readframes(sound.getnframes()))


def test_a_refused_microphone_is_no_dead_end(page):
    page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_text("was not allowed to use the microphone")).to_be_visible()
    expect(page.get_by_role("button", name="Start recording")).to_be_focused()
