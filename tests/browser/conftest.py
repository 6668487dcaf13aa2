"""A real browser on a real server: the demo's installation on a database of its own, Chromium without a screen."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from lms.accounts.operations import visits
from lms.core.db import db
from tests import conftest
from tests.browser import desk as desks
from tests.browser.serving import serving
from tests.browser.studio_house import a_house
from tests.factories import a_person
from tests.pages import a_world

HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe.min.js"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
)  # fmt: skip


APART = ("test_axe.py", "test_main_job.py")  # long, and each test has an installation of its own


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep a file's tests in one process, so that its installation is filled and its Chromium started once."""
    for item in items:
        if item.path.parent == HERE and item.path.name not in APART:
            item.add_marker(pytest.mark.xdist_group(item.path.name))


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    with a_world(tmp_path_factory.mktemp("pages")) as filled:
        yield filled


@pytest.fixture(scope="module")
def site(world):
    """The address at which the installation is served."""
    with serving(world.app) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    program = shutil.which("chromium")
    if program is None:
        pytest.fail("No Chromium on this machine. Install it with: sudo apt-get install -y chromium", pytrace=False)
    expect.set_options(timeout=15_000)  # several browsers and servers share the machine
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def window(world, site, chromium):
    """Open a window in which somebody is signed in; one window per person, kept for the whole run."""
    windows = {}

    def opened(who, **options):
        key = (who, *sorted(options.items()))
        if key not in windows:
            context = chromium.new_context(base_url=site, reduced_motion="reduce", **options)
            context.add_cookies(
                [{"name": name, "value": value, "url": site} for name, value in world.cookies.get(who, {}).items()]
            )
            windows[key] = context.new_page()
        return windows[key]

    return opened


@pytest.fixture(scope="module")
def desk_house(tmp_path_factory):
    """The desk, its address, and the token of Ada's visit."""
    url = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"

    def build():
        app = conftest.with_schema(conftest.make_app(url))
        desk = desks.lay(app)
        with app.app_context():
            token = visits.begin(a_person("Ada"), device="Test browser")
            db.session.commit()
        return app, desk, token

    with ThreadPoolExecutor(1) as pool:
        app, desk, token = pool.submit(build).result()
        with serving(app) as address:
            yield desk, address, token
        pool.submit(conftest.dispose, app).result()


@pytest.fixture
def desk(desk_house):
    """What the desk's server knows: a text and a question."""
    desk_house[0].begin(body=desks.TEXT, stem="What **now**?")
    return desk_house[0]


@pytest.fixture(scope="module")
def desk_window(desk_house, chromium):
    """A browser in which Ada is signed in; what a page does against its own policy is written down."""
    _, address, token = desk_house
    context = chromium.new_context(base_url=address, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": "lms_visit", "value": token, "url": address}])
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', (event) => (window.broken ??= []).push(event.violatedDirective))"
    )
    yield context
    context.close()


@pytest.fixture
def page(desk, desk_window):
    """The desk, opened by Ada."""
    page = desk_window.new_page()
    page.goto("/desk")
    page.locator("#body-rich").wait_for()
    yield page
    page = desk_window.pages[-1]
    assert page.evaluate("window.broken ?? []") == []
    page.evaluate("localStorage.clear()")
    for opened in desk_window.pages:
        opened.close()


@pytest.fixture
def house(chromium, tmp_path):
    """An installation with a module that nobody writes yet."""
    with a_house(chromium, tmp_path) as opened:
        yield opened
