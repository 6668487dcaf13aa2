"""A lesson is read aloud a sentence at a time, by a voice that stands in for the device's (a_voice.js)."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.school import TOLD, a_school
from tests.learning_factories import LESSON

VOICE = Path(__file__).with_name("a_voice.js")
NO_SPEECH = (
    "delete window.speechSynthesis; delete Window.prototype.speechSynthesis; delete window.SpeechSynthesisUtterance;"
)
NO_HIGHLIGHTS = "delete window.Highlight;"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    with a_school(tmp_path_factory.mktemp("aloud")) as opened:
        yield opened


@pytest.fixture
def opened(school, chromium):
    """Open the lesson with a voice, or with whatever else its scripts are told first."""
    contexts = []

    def open_lesson(*scripts, language="en", width=1280):
        context = chromium.new_context(
            base_url=school.address, reduced_motion="reduce", viewport={"width": width, "height": 700}
        )
        contexts.append(context)
        for script in scripts:
            context.add_init_script(script)
        if NO_SPEECH not in scripts:
            context.add_init_script(path=VOICE)
        page = context.new_page()
        page.goto(f"{LESSON}?lang={language}")
        page.locator("#lesson-reading > summary").click()
        return page

    yield open_lesson
    for context in contexts:
        context.close()


def begin(page):
    page.get_by_role("button", name="Read the lesson aloud").click()
    return page


def said(page):
    return [each["text"] for each in page.evaluate("speechSynthesis.said")]


def to_the_end(page):
    for _ in range(300):
        if not page.evaluate("speechSynthesis.end(), speechSynthesis.speaks()"):
            break
    return said(page)


def press(page, name):
    page.locator("[data-aloud-bar]").get_by_role("button", name=name, exact=True).click()


def marked(page):
    return page.evaluate("[...CSS.highlights.get('aloud') ?? []].map((range) => range.toString()).join('')")


def test_without_speech_nothing_is_offered(opened):
    page = opened(NO_SPEECH)
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    expect(page.get_by_role("heading", name="Read aloud")).to_be_hidden()


def test_a_device_without_a_voice_for_the_language_says_so(opened):
    page = opened('window.name = "de-DE"')
    expect(page.locator("[data-aloud-none]")).to_contain_text("This device has no English voice")
    expect(page.get_by_role("button", name="Read the lesson aloud")).to_be_hidden()


def test_a_danish_page_without_a_danish_voice_says_so_in_danish(opened):
    page = opened('window.name = "en-US"', language="da")
    expect(page.locator("[data-aloud-none]")).to_contain_text("Denne enhed har ingen dansk stemme")


def test_the_lesson_is_read_in_its_order_by_a_voice_of_its_language(opened):
    page = begin(opened())
    first = page.evaluate("speechSynthesis.said[0]")
    assert (first["text"], first["lang"], first["voice"]) == (page.locator("h1").inner_text(), "en-US", "Voice en-US")
    words = to_the_end(page)
    headings = [each for each in page.locator(".lesson > .block > header > h2").all_inner_texts() if each in words]
    assert headings == sorted(headings, key=words.index)
    assert len(headings) == page.locator(".lesson > .block > header > h2").count()
    expect(page.locator("[data-aloud-says]")).to_have_text("That was the end of the lesson.")


def test_a_danish_lesson_has_a_danish_voice(opened):
    page = opened(language="da")
    page.get_by_role("button", name="Læs lektionen op").click()
    assert page.evaluate("speechSynthesis.said[0].lang") == "da-DK"


def test_what_is_pressed_or_cited_is_not_read(opened):
    words = to_the_end(begin(opened()))
    whole = " ".join(words)
    for other in (
        "Sign in",
        "Print this",
        "Next step",
        "Skip this part",
        "Show it",
        "In this lesson",
        "(Report",
        "( )",
        "()",
        "✓",
    ):
        assert other not in whole
    assert all(words)


def test_a_folded_part_is_read_only_once_it_is_open(opened):
    page = begin(opened())
    words = to_the_end(page)
    assert any("losing a job" in each for each in words)
    assert not any("It begins." in each for each in words)
    page.locator("#case details.note > summary").click()
    press(page, "Go on reading")
    again = to_the_end(page)[len(words) :]
    assert any("It begins." in each for each in again)


def test_what_is_folded_while_it_is_read_is_left(opened):
    page = opened()
    page.locator("#case details.note > summary").click()
    begin(page)
    while "It begins." not in said(page)[-1]:
        page.evaluate("speechSynthesis.end()")
    page.locator("#case details.note > summary").click()
    page.evaluate("speechSynthesis.end()")
    assert said(page)[-1] == page.locator("#story-heading").inner_text()


def test_a_story_is_not_read_aloud_unless_its_owner_lets_it_be_heard(school, opened):
    page = opened()
    expect(page.locator("#story")).to_contain_text(TOLD)
    words = to_the_end(begin(page))
    assert TOLD not in words
    assert "A story stands here. It is there to be read, and is not read aloud." in words
    school.let_be_heard()
    assert TOLD in to_the_end(begin(opened()))


def test_pause_stop_and_the_sentences_beside(opened):
    page = begin(opened())
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_focused()
    press(page, "Next sentence")
    press(page, "Next sentence")
    one, two, three = said(page)
    press(page, "Previous sentence")
    assert said(page)[-1] == two
    press(page, "Pause")
    assert not page.evaluate("speechSynthesis.speaks()")
    press(page, "Next sentence")
    assert not page.evaluate("speechSynthesis.speaks()")
    press(page, "Go on reading")
    assert said(page)[-1] == three
    assert marked(page).strip()
    page.keyboard.press("Escape")
    expect(page.locator("[data-aloud-bar]")).to_be_hidden()
    expect(page.get_by_role("button", name="Read the lesson aloud")).to_be_focused()
    assert not page.evaluate("speechSynthesis.speaks()")
    assert not marked(page)
    assert one == page.locator("h1").inner_text()


def test_the_speed_holds_at_once_and_on_the_next_page(opened):
    page = begin(opened())
    page.locator("[data-aloud-speed]").select_option("1.5")
    assert page.evaluate("speechSynthesis.said.map((each) => each.rate)") == [1, 1.5]
    page.reload()
    page.locator("#lesson-reading > summary").click()
    assert begin(page).evaluate("speechSynthesis.said[0].rate") == 1.5


def test_the_sentence_is_marked_and_stays_in_sight_above_the_bar(opened):
    page = begin(opened(width=320))
    for _ in range(25):
        page.evaluate("speechSynthesis.end()")
        words = said(page)[-1]
        assert marked(page).split()[0].startswith(words.split()[0].rstrip(","))
        below, bar = page.evaluate(
            "[[...CSS.highlights.get('aloud')].at(-1).getBoundingClientRect().bottom,"
            " document.querySelector('[data-aloud-bar]').getBoundingClientRect().top]"
        )
        assert below <= bar
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_where_the_browser_has_no_highlights_the_page_is_put_back_exactly(opened):
    page = opened(NO_HIGHLIGHTS)
    page.evaluate("dispatchEvent(new Event('lesson-aloud'))")
    page.evaluate("window.before = document.querySelector('#opening').innerHTML")
    page.evaluate(
        "window.nodes = [...document.querySelector('#opening .prose').querySelectorAll('*')].flatMap(e => [...e.childNodes])"
    )
    begin(page)
    seen = 0
    for _ in range(12):
        page.evaluate("speechSynthesis.end()")
        seen += page.locator("#opening mark.aloud").count()
    assert seen
    press(page, "Stop")
    assert page.evaluate("document.querySelector('#opening').innerHTML === window.before")
    assert page.evaluate("window.nodes.every((node) => node.isConnected)")


def test_reading_begins_where_words_are_marked(opened):
    page = opened()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#dilemma-heading'))")
    begin(page)
    assert said(page)[0] == page.locator("#dilemma-heading").inner_text()


def test_leaving_the_page_ends_it(opened):
    page = begin(opened())
    title = said(page)[0]
    page.goto("/help")
    assert page.evaluate("sessionStorage.getItem('cancelled')") == title


def test_a_voice_that_fails_says_so_and_waits(opened):
    page = begin(opened())
    page.evaluate("speechSynthesis.fail('synthesis-failed')")
    expect(page.locator("[data-aloud-says]")).to_contain_text("The voice stopped.")
    press(page, "Go on reading")
    assert len(said(page)) == 2
