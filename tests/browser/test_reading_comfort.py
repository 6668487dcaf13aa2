"""Text size and line spacing in a browser, with and without scripts; and the browser's own print of a lesson."""

import pytest
from playwright.sync_api import expect

from tests.browser.school import TOLD, a_school
from tests.learning_factories import LESSON

pytestmark = pytest.mark.browser

SIZE = "parseFloat(getComputedStyle(document.body).fontSize)"
FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    with a_school(tmp_path_factory.mktemp("comfort")) as opened:
        yield opened


@pytest.fixture
def opened(school, chromium):
    """Open a page in a window of its own."""
    contexts = []

    def open_page(path=LESSON, *, width=1280, **options):
        size = {"width": width, "height": 700}
        contexts.append(
            chromium.new_context(base_url=school.address, reduced_motion="reduce", viewport=size, **options)
        )
        page = contexts[-1].new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def choose(page, name):
    page.locator("[data-reading]").get_by_role("button", name=name).click()


def test_a_size_holds_at_once_and_on_the_next_page(opened):
    page = opened()
    page.locator("#lesson-reading > summary").click()
    for name, pixels in (("115", 20.7), ("130", 23.4), ("150", 27.0), ("100", 18.0)):
        choose(page, name)
        assert abs(page.evaluate(SIZE) - pixels) < 0.1
    choose(page, "130")
    choose(page, "More air")
    expect(page.locator("[data-reading]").get_by_role("button", pressed=True)).to_have_text(["130\u00a0%", "More air"])
    page.goto("/help")
    assert abs(page.evaluate(SIZE) - 23.4) < 0.1
    assert page.locator("html").get_attribute("data-spacing") == "airy"


def test_without_scripts_a_button_sends_the_choice_and_leads_back_to_it(opened):
    page = opened(java_script_enabled=False)
    page.locator("#lesson-reading > summary").click()
    choose(page, "150")
    page.wait_for_url(f"**{LESSON}#lesson-reading-size")
    expect(page.locator("html")).to_have_attribute("data-size", "150")
    expect(page.locator("[data-reading]").get_by_role("button", name="150")).to_be_visible()
    expect(page.get_by_role("heading", name="Read aloud")).to_be_hidden()


def test_from_the_foot_of_a_page_by_keyboard_and_back(opened):
    page = opened("/help")
    page.get_by_role("link", name="Text size and line spacing").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reading?**")  # with its scripts: without them the button itself leads back
    page.get_by_role("button", name="115").focus()
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("data-size", "115")
    page.get_by_role("link", name="Back to where you were").click()
    page.wait_for_url("**/help")
    expect(page.locator("html")).to_have_attribute("data-size", "115")


@pytest.mark.parametrize("path", [LESSON, "/", "/modules/", "/reading", "/login", "/privacy?lang=da"])
def test_the_largest_letters_and_most_air_fit_a_phone(opened, path):
    page = opened("/reading", width=320)
    choose(page, "150")
    choose(page, "More air")
    page.goto(path)
    for folded in page.locator("details").all():
        folded.evaluate("(one) => { one.open = true; }")
    assert page.evaluate(FITS)


def test_a_page_that_comes_back_has_the_size_chosen_since(opened):
    page = opened("/help")
    page.goto("/reading?next=/help")
    choose(page, "130")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("data-size", "130")


def on_paper(page):
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return page


def test_on_paper_the_size_is_papers_own(opened):
    page = opened("/reading")
    choose(page, "150")
    page.goto(LESSON)
    assert abs(on_paper(page).evaluate(SIZE) - 11 * 96 / 72) < 0.1


def test_on_paper_there_is_the_lesson_and_nothing_to_press(opened):
    page = on_paper(opened())
    for gone in (
        ".top",
        ".bottom",
        ".toc",
        "#lesson-reading",
        ".aloud-bar",
        ".pager",
        ".lesson-end",
        "[data-unread] a",
    ):
        for each in page.locator(gone).all():
            expect(each).to_be_hidden()
    for there in ("h1", "#opening .prose", "#facts .fact", "#dilemma .side", ".sources"):
        expect(page.locator(there).first).to_be_visible()
    expect(page.get_by_text(TOLD)).to_be_hidden()
    assert page.locator("#reflection .prompt").evaluate("(one) => getComputedStyle(one, '::after').height") != "auto"


def test_on_paper_a_part_with_a_content_note_is_there_only_if_it_was_open(opened):
    page = on_paper(opened())
    expect(page.locator("#case").get_by_text("losing a job")).to_be_visible()
    expect(page.get_by_text("This part was closed when the page was printed.")).to_be_visible()
    expect(page.get_by_text("It begins.")).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator("#case details.note > summary").click()
    on_paper(page)
    expect(page.get_by_text("It begins.")).to_be_visible()
    expect(page.get_by_text("This part was closed when the page was printed.")).to_be_hidden()


def test_on_paper_other_folds_are_open_and_only_the_sources_spell_out_their_links(opened):
    page = opened()
    page.evaluate(
        """() => document.querySelector("#opening").insertAdjacentHTML("beforeend",
          "<details class='told'><summary>In words</summary><p id='told'>Two.</p></details><a id='out' href='https://a.example/'>a</a>")"""
    )
    on_paper(page)
    assert page.locator("#told").evaluate(
        "(one) => one.checkVisibility({contentVisibilityAuto: true}) && one.offsetHeight > 0"
    )
    after = "(one) => getComputedStyle(one, '::after').content"
    assert page.locator("#out").evaluate(after) == "none"
    assert all("http" in link.evaluate(after) for link in page.locator(".sources a[href^=http]").all())
