"""A real browser on a real server: the demo's installation on a database of its own, Chromium without a screen."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.serving import serving
from tests.pages import a_world

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


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
