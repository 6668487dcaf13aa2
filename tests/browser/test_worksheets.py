"""Practice tools in a real browser: saved as they are filled in, kept on the device, and nothing sent unasked."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from lms.core.db import db
from lms.curriculum.models import Lesson
from lms.tools.models import Worksheet, WorksheetCopy
from lms.tools.queries import sheets_in
from tests import conftest
from tests.browser.drafts_house import House, drafts, wait_for
from tests.browser.serving import serving
from tests.learning_factories import a_lesson
from tests.tools_factories import rendered_tool

pytestmark = pytest.mark.browser

LESSON = "/modules/first-steps/sheets/"


class Workshop(House):
    """The house with a lesson that holds a tool kept with the account, and one kept on the device."""

    def __init__(self, app, address, pool):
        super().__init__(app, address, pool)
        self.sheets = self.do(lambda: _with_tools(self.lesson))

    def kept(self, block="planner", name="Ada"):
        found = self.do(lambda: sheets_in(self.people[name], self.sheets).get(block))
        return found and found.values


def _with_tools(lesson_id):
    module = db.session.get_one(Lesson, lesson_id).module
    blocks, rendered = [], {}
    for name, keeps in (("planner", "account"), ("plan", "device")):
        block, rendered[name] = rendered_tool(name, keeps)
        blocks.append(block)
    return a_lesson(module, "sheets", position=3, blocks=blocks, rendered={"blocks": rendered}).id


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with ThreadPoolExecutor(1) as pool:
        url = f"sqlite:///{tmp_path_factory.mktemp('served') / 'served.db'}"
        app = pool.submit(lambda: conftest.with_schema(conftest.make_app(url))).result()
        app.config["WTF_CSRF_ENABLED"] = True
        with serving(app) as address:
            yield Workshop(app, address, pool)
        pool.submit(conftest.dispose, app).result()


@pytest.fixture
def house(served):
    served.empty(WorksheetCopy, Worksheet)
    return served


@pytest.fixture
def opened(chromium, house):
    """Open the lesson in a browser of its own, signed in or not; problems in its pages fail the test."""
    contexts, problems = [], []

    def page(name=""):
        context = chromium.new_context(base_url=house.address, locale="en-GB")
        context.set_default_timeout(20_000)
        if name:
            context.add_cookies([house.cookie(name)])
        context.on("weberror", lambda error: problems.append(str(error.error)))
        contexts.append(context)
        made = context.new_page()
        made.sent = []
        made.on("request", lambda request: made.sent.append(request.url) if request.method == "POST" else None)
        made.on("dialog", lambda dialog: dialog.accept())
        made.goto(LESSON)
        return made

    yield page
    for context in contexts:
        context.close()
    assert problems == []


def field(page, name, block="planner"):
    return page.locator(f"#{block} [name='f.{name}']")


def state(page):
    return page.locator("#t-planner-state")


def device(page):
    return page.locator("#plan [data-device-state]")


def on_device(page, what="lms-sheet:"):
    return page.evaluate("(what) => Object.entries(localStorage).filter(([name]) => name.startsWith(what))", what)


def test_what_is_filled_in_saves_itself_adds_up_and_leaves_no_draft(opened, house):
    page = opened("Ada")
    field(page, "task").fill("The till")
    page.locator("#planner [name='f.model'][value=b]").check()
    page.locator("#planner [name='f.weight'][value='4']").check()
    expect(page.locator("#planner output")).to_have_text("4")
    expect(state(page)).to_contain_text("Saved ")
    wait_for(page, lambda: house.kept() == {"task": "The till", "model": "b", "weight": "4"})
    wait_for(page, lambda: on_device(page, "lms-draft:") == [])
    expect(page.get_by_role("link", name="Delete the sheet")).to_be_visible()


def test_an_example_goes_into_an_empty_row_once_and_numbers_are_shaded(opened, house):
    page = opened("Ada")
    page.locator("#planner summary", has_text="Everywhere").click()
    put = page.locator("#planner").get_by_role("button", name="Put it in my sheet An hour later")
    put.click()
    expect(field(page, "trials.1.what")).to_have_value("An hour later")
    field(page, "trials.1.what").fill("Half an hour later")
    put.click()
    expect(page.locator("#planner [data-said]")).to_contain_text("No row is empty")
    field(page, "trials.1.score").select_option("3")
    expect(page.locator("#planner [data-shade='3']")).to_have_text("3")
    expect(state(page)).to_contain_text("Saved ")
    wait_for(page, lambda: house.kept() == {"trials.1.what": "Half an hour later", "trials.1.score": "3"})


def test_what_could_not_be_sent_is_offered_in_words_and_put_back(opened, house):
    page = opened("Ada")
    page.route("**/-/tools/*", lambda route: route.abort())
    field(page, "task").fill("Written in a tunnel")
    page.locator("#planner [name='f.model'][value=a]").check()
    expect(state(page)).to_contain_text("your text is kept on this device")
    assert all("tunnel" not in record for record in drafts(page).values())
    page.unroute("**/-/tools/*")
    again = page.context.new_page()
    page.close()
    again.goto(LESSON)
    offer = again.locator("#planner [data-draft-offer]")
    expect(offer).to_contain_text("Task: Written in a tunnel")
    expect(offer).to_contain_text("Model: Together")
    offer.get_by_role("button", name="Put it back").click()
    expect(field(again, "task")).to_have_value("Written in a tunnel")
    expect(state(again)).to_contain_text("Saved ")
    assert house.kept() == {"task": "Written in a tunnel", "model": "a"}


def test_an_older_tab_is_asked_which_to_keep(opened, house):
    older = opened("Ada")
    newer = opened("Ada")
    field(newer, "task").fill("Newer")
    expect(state(newer)).to_contain_text("Saved ")
    field(older, "task").fill("Late")
    older.get_by_role("button", name="Keep sheet 2").click()
    expect(field(older, "task")).to_have_value("Late")
    assert house.kept() == {"task": "Late"}


def test_a_device_sheet_stays_here_sealed_and_is_never_sent(opened, house):
    page = opened("Ada")
    field(page, "task", "plan").fill("A quiet morning")
    field(page, "task", "plan").press("Enter")
    expect(device(page)).to_contain_text("Kept on this device")
    [(_name, record)] = on_device(page)
    assert "quiet" not in record
    page.reload()
    expect(field(page, "task", "plan")).to_have_value("A quiet morning")
    assert page.sent == []
    page.get_by_role("button", name="Delete from this device").click()
    expect(device(page)).to_contain_text("Deleted from this device")
    assert on_device(page) == []


def test_another_account_in_the_same_browser_never_sees_it(opened, house):
    page = opened("Ada")
    field(page, "task", "plan").fill("Only Ada's")
    expect(device(page)).to_contain_text("Kept on this device")
    page.context.clear_cookies()
    page.context.add_cookies([house.cookie("Eve")])
    page.goto(LESSON)
    expect(field(page, "task", "plan")).to_have_value("")
    page.context.clear_cookies()
    page.goto(LESSON)
    expect(field(page, "task", "plan")).to_have_value("")


def test_its_owner_can_have_it_saved_with_the_account(opened, house):
    page = opened("Ada")
    field(page, "task", "plan").fill("To keep")
    expect(device(page)).to_contain_text("Kept on this device")
    page.get_by_role("button", name="Save to my account").click()
    expect(page.locator("form#t-plan [name='f.task']")).to_have_value("To keep")
    assert house.kept("plan") == {"task": "To keep"}
    wait_for(page, lambda: on_device(page, "lms-sheet:") == [])


def test_without_an_account_it_is_kept_here_only_when_one_says_so(opened, house):
    page = opened()
    field(page, "task").fill("Mine")
    field(page, "task").press("Enter")
    page.wait_for_timeout(700)
    assert (on_device(page), page.sent) == ([], [])
    page.locator("#planner").get_by_role("button", name="Keep it on this device").click()
    expect(page.locator("#planner [data-device-state]")).to_contain_text("Whoever uses this browser can open it here")
    page.reload()
    expect(field(page, "task")).to_have_value("Mine")
    assert page.sent == []
