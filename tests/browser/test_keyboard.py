"""Pages by keyboard alone: the skip link, an order as on the page, a focus that is seen, no trap; and what scripts add."""

import pytest
from playwright.sync_api import expect

from tests.pages import ADMIN, COORDINATOR, LEARNER, NOBODY

STEPS = 400
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const drawn = e.matches("input[type=radio], input[type=checkbox]") && e.closest(".option") ? e.closest(".option") : e;
  const style = getComputedStyle(drawn);
  window.marked = window.marked || [];
  const before = window.marked.at(-1);
  const met = window.marked.includes(e);
  window.marked.push(e);
  return {
    met,
    name: e.outerHTML.slice(0, 100),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    behind: before && !before.matches(".skip")
      ? Boolean(before.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING) : false,
  };
}"""
WALKS = {
    ("home.start", NOBODY): 320,
    ("accounts.sign_in", NOBODY): 320,
    ("learning.module_page", LEARNER): 320,
    ("learning.lesson_page", LEARNER): 320,
    ("learning.journal", LEARNER): 1280,
    ("cohorts.progress", COORDINATOR): 320,
    ("cohorts.cohort", COORDINATOR): 1280,
    ("admin.people", ADMIN): 1280,
}

pytestmark = pytest.mark.browser


def example(world, endpoint, who):
    return next(page for page in world.pages if (page.endpoint, page.who) == (endpoint, who) and page.form is None)


@pytest.mark.parametrize(("endpoint", "who"), WALKS)
def test_tab_leads_through_the_page_and_is_seen(world, window, endpoint, who):
    tab = window(who)
    tab.set_viewport_size({"width": WALKS[endpoint, who], "height": 700})
    tab.goto(world.address(example(world, endpoint, who), "en"))
    wrong, walked = [], 0
    for _step in range(STEPS):
        tab.keyboard.press("Tab")
        at = tab.evaluate(FOCUSED)
        if at is None or at["met"]:
            break
        walked += 1
        if at["ring"] < 3:
            wrong.append(f"no ring of 3 px: {at['name']}")
        if not at["seen"]:
            wrong.append(f"out of sight: {at['name']}")
        if at["behind"]:
            wrong.append(f"goes back: {at['name']}")
    assert not wrong, "\n".join(wrong)
    assert 5 < walked < STEPS, "the walk never came to its end"


def test_the_skip_link_comes_first_and_leads_to_the_content(world, window):
    tab = window(LEARNER)
    tab.goto(world.address(example(world, "learning.lesson_page", LEARNER), "en"))
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Go to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("#content")).to_be_focused()


def test_the_account_menu_opens_and_closes_by_keyboard(window):
    tab = window(LEARNER)
    tab.goto("/modules/?lang=en")
    menu = tab.locator("details.me")
    menu.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("link", name="My journal")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("link", name="My journal")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_refused_form_shows_its_summary_first(window):
    tab = window(NOBODY)
    tab.goto("/ui-kit?lang=en")
    tab.get_by_role("button", name="Save").click()
    summary = tab.locator("[data-focus]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Write a name.")
    summary.get_by_role("link", name="Write a name.").click()
    expect(tab.get_by_label("Name")).to_be_focused()


def test_what_cannot_be_undone_is_asked_about_first(window):
    tab = window(NOBODY)
    tab.goto("/ui-kit?lang=en")
    delete = tab.get_by_role("button", name="Delete for good")
    delete.click()
    question = tab.get_by_role("dialog", name="Delete it for good? It can't be brought back.")
    expect(question).to_be_visible()
    tab.keyboard.press("Enter")  # what has the focus is the harmless way out
    expect(question).to_be_hidden()
    expect(delete).to_be_focused()
    delete.click()
    question.get_by_role("button", name="Delete for good").click()
    expect(tab.locator("[data-focus]")).to_be_visible()


def test_a_second_press_sends_nothing(window):
    tab = window(NOBODY)
    tab.goto("/ui-kit?lang=en")
    sent = []
    tab.route(
        "**/ui-kit*", lambda route: sent.append(route.request.method)
    )  # never answered: the first is still under way
    tab.get_by_role("button", name="Save").dblclick(no_wait_after=True)
    tab.wait_for_timeout(200)
    tab.unroute("**/ui-kit*")
    assert sent == ["POST"]
