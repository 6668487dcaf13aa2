"""The studio's editor in a real browser: no syntax, clean pastes, every word as it was."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lms.studio.runs import environment, parser
from tests.browser.conftest import AXE
from tests.browser.desk import TEXT, markdown, paste, saved, text, write_at_end
from tests.studio_texts import curriculum_texts

pytestmark = pytest.mark.browser

PASTED = Path(__file__).parent / "pasted"
FROM_WORD = """### A title

Plain, **bold** and *slanted* words.

- First
  - Below

[A link](https://example.dk/a) no link"""
FROM_DOCS = "Plain **bold** *slanted*\n\n- One"


def test_every_text_of_the_curriculum_comes_back_as_it_was(page):
    texts = [re.sub(r"[ ]+$", "", one, flags=re.MULTILINE) for one in curriculum_texts()]
    made = page.evaluate(
        """async (texts) => { const { roundTrip } = await import("/static/editor.js"); return texts.map((one) => roundTrip(one)); }""",
        texts,
    )
    for before, after in zip(texts, made, strict=True):
        assert after["kept"] == before
        if after["rewritten"] != before:
            assert parser().render(after["rewritten"], environment()) == parser().render(before, environment())


def test_the_text_is_a_field_with_its_name_its_hint_and_who_sees_it(page):
    field = page.get_by_role("textbox", name="The text")
    assert field.get_attribute("aria-multiline") == "true"
    assert field.get_attribute("lang") == "en"
    described = [page.locator(f"#{name}").inner_text() for name in field.get_attribute("aria-describedby").split()]
    assert described == ["Say it plainly.", "Your partners see this."]
    assert "**" not in field.inner_text()


def test_buttons_format_by_mouse_and_by_keyboard(page):
    text(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Loud")
    page.keyboard.press("Shift+Home")
    bar = page.get_by_role("toolbar", name="Formatting: The text")
    bar.get_by_role("button", name="Bold").click()
    assert bar.get_by_role("button", name="Bold").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Alt+F10")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Heading")).to_be_focused()
    page.keyboard.press("Enter")
    assert markdown(page) == "### **Loud**"
    page.keyboard.press("Escape")
    expect(text(page)).to_be_focused()
    page.keyboard.press("End")
    page.wait_for_timeout(50)  # the browser tells of a moved caret a moment later
    page.keyboard.press("Enter")
    page.keyboard.type("item")
    bar.get_by_role("button", name="List", exact=True).click()
    page.keyboard.press("Enter")
    page.keyboard.type("# more <b>")
    assert markdown(page) == "### **Loud**\n\n- item\n- \\# more \\<b>"
    bar.get_by_role("button", name="Numbered list").click()
    assert markdown(page).endswith("1. item\n2. \\# more \\<b>")
    bar.get_by_role("button", name="Undo").click()
    assert "- item" in markdown(page)


def test_a_link_is_asked_for_in_a_dialog(page):
    write_at_end(page, " ")
    page.keyboard.press("Control+K")
    dialog = page.get_by_role("dialog", name="Link")
    dialog.get_by_label("Where should it lead?").fill("nowhere")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("no web address")
    dialog.get_by_label("Where should it lead?").fill("www.example.dk")
    dialog.get_by_label("The words people will read").fill("Look here")
    page.keyboard.press("Enter")
    assert markdown(page).endswith("The last one. [Look here](https://www.example.dk)")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+K")
    page.get_by_role("button", name="Take the link away").click()
    assert markdown(page).endswith("The last one. Look here")


@pytest.mark.parametrize(("program", "expected"), [("word", FROM_WORD), ("docs", FROM_DOCS)])
def test_what_is_pasted_comes_out_clean(page, program, expected):
    text(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Backspace")
    paste(page, (PASTED / f"{program}.html").read_text(encoding="utf-8"))
    assert markdown(page) == expected
    expect(page.locator(".field:has(#body-rich) .editor-note")).to_be_empty()


def test_two_megabytes_of_markup_are_cut_with_a_word_about_it(page):
    many = (
        "<style>p {color: red}</style>" * 20000
        + "<p style='mso-list:l0 level1'>Much <span style='color:red'>text</span></p>" * 24000
    )
    assert len(many) > 2_000_000
    page.evaluate("window.began = performance.now()")
    paste(page, many)
    assert page.evaluate("performance.now() - window.began") < 30_000  # it does not hang
    expect(page.locator(".field:has(#body-rich) .editor-note")).to_contain_text("very long")
    assert len(markdown(page)) < 50000
    page.locator(".field:has(#body-rich) [data-act=undo]").click()
    assert markdown(page) == TEXT


def test_a_line_has_no_paragraphs(page, desk):
    text(page, "stem").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type(" Yes")
    saved(page)
    assert desk.now["stem"] == "What **now**? Yes"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_barrier_on_a_phone(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 700})
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run().then(({ violations }) => violations.map((one) => one.id + ': ' + one.nodes[0].html))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
