"""An installation with one module that nobody writes yet, and people who meet at it in browsers of their own."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import update

from lms.accounts.operations import visits
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import StoryConsent
from lms.mail.delivery import deliver_due
from lms.studio.models import Notice
from lms.studio.operations.consenting import DAYS_TO_THINK
from tests import conftest
from tests.browser.serving import serving
from tests.factories import a_member, a_person, an_organisation
from tests.mail_factories import Mailbox
from tests.studio_drafts_factories import a_published_lesson

MODULE, LESSON = "/studio/first/", "/studio/first/t1-all/"
READ = "/modules/first/t1-all/"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


@dataclass
class House:
    """The installation as its tests hold it. Carl belongs to an organisation, so he may propose; Bo has an account."""

    app: Flask
    address: str
    chromium: object
    mailbox: Mailbox
    folder: Path
    visits: dict[str, str] = field(default_factory=dict)
    contexts: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def inside(self, act):
        """Run something in the application, away from Playwright's loop."""

        def run():
            with self.app.app_context():
                found = act()
                db.session.commit()
                return found

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(run).result()

    def browser(self, who="", **options):
        """Open a browser of somebody's own; problems in its pages fail the test."""
        context = self.chromium.new_context(base_url=self.address, reduced_motion="reduce", locale="en-GB", **options)
        context.set_default_timeout(30_000)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        if who:
            context.add_cookies([{"name": "lms_visit", "value": self.visits[who], "url": self.address}])
        self.contexts.append(context)
        return context.new_page()

    def mailed(self, address):
        """Deliver what waits; return the path in the newest mail to an address."""
        self.inside(lambda: deliver_due(self.app))
        mail = [message for message in self.mailbox.messages if message.to == address][-1]
        return re.search(r"/studio/-/invitations/\S+", mail.text)[0]

    def days_pass_for_stories(self):
        """Let the days to think again be over."""
        earlier = now() - timedelta(days=DAYS_TO_THINK, minutes=1)
        self.inside(
            lambda: db.session.execute(
                update(StoryConsent).values(given_at=earlier, from_at=now() - timedelta(hours=1))
            )
        )

    def files_with(self, words):
        """Return the files of the database in which these words stand."""
        return [path.name for path in self.folder.glob("*.db*") if words.encode() in path.read_bytes()]

    def working_days_pass(self):
        """Let everybody have been told of what is decided jointly more than five working days ago."""
        self.inside(lambda: db.session.execute(update(Notice).values(made_at=now() - timedelta(days=9))))


@contextmanager
def a_house(chromium, folder):
    """Yield the installation, served for real, with form tokens as in production."""

    def build():
        app = conftest.with_schema(conftest.make_app(f"sqlite:///{folder / 'studio.db'}"))
        app.config["WTF_CSRF_ENABLED"] = True
        with app.app_context():
            a_published_lesson()
            people = {"carl": a_member(a_person("Carl Lind"), an_organisation()), "bo": a_person("Bo Friis")}
            people["ada"] = a_person("Ada Lund")
            tokens = {who: visits.begin(person, device="Test browser") for who, person in people.items()}
            db.session.commit()
        return app, tokens

    with ThreadPoolExecutor(1) as pool:
        app, tokens = pool.submit(build).result()
        app.extensions["lms.mail_transport"] = mailbox = Mailbox()
        with serving(app) as address:
            house = House(app, address, chromium, mailbox, folder, tokens)
            yield house
            for context in house.contexts:
                context.close()
        pool.submit(conftest.dispose, app).result()
    assert house.problems == []


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def whole(page):
    """Wait until the page has arrived whole: nothing may be counted in half a page."""
    page.wait_for_load_state("load")
    return page


def told(page, words):
    """Expect what the page says after something was done."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def propose(page):
    """Propose to write the module together, and take a seat."""
    page.goto("/studio/-/propose")
    page.locator("#purpose").fill("Write it together.")
    page.locator("[name=model][value=co_production]").check()
    page.locator("#reason").fill("It is about them.")
    page.locator("#decision_rule").fill("Until all can live with it.")
    page.locator("#support").fill("Signe, 12 34 56 78")
    page.locator("#third_party").fill("The peer house")
    press(page, "Make the proposal")
    page.goto(f"{MODULE}-/agreement/seat")
    press(page, "Go on")


def invite(page, address):
    page.goto(f"{MODULE}-/agreement/invite")
    page.locator("#address").fill(address)
    page.locator("#language").select_option("en")
    press(page, "Send the invitation")


def take_seat(page, perspective, name):
    """Walk the steps of joining up to what others will see."""
    page.locator(f"[name=perspective][value={perspective}]").check()
    page.locator("[name=name_kind][value=pseudonym]").check()
    page.locator("#name").fill(name)
    for box in whole(page).locator("[name=reads]").all():
        box.check()
    press(page, "Go on")
    page.locator("[name=employed][value=no]").check()
    press(page, "Go on")
    expect(page.get_by_role("heading", name="The partners see")).to_be_visible()
    expect(page.locator("main")).to_contain_text(name)


def open_outline(page):
    page.goto(LESSON)
    expect(page.get_by_role("link", name="Add a part", exact=True)).to_be_visible()


def open_part(page, name):
    """Open a part of the lesson in English, by the way somebody would take."""
    open_outline(page)
    page.locator(f"#part-{name}").get_by_role("link", name="Write in English").click()
    expect(editor(page)).to_be_visible()


def editor(page):
    return page.locator("[contenteditable=true]").first


def write_at_end(page, words):
    editor(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page):
    expect(page.locator("form:is([data-state=saved], [data-state=merged])")).to_be_visible()


def suggest(page, part, words, reason):
    """Suggest to add words to a part's text."""
    open_outline(page)
    card = page.locator(f"#part-{part}")
    card.locator("summary", has_text="Suggest or comment").click()
    card.get_by_role("link", name="Suggest something in English").click()
    page.locator("main ul.cards a").first.click()
    expect(editor(page)).to_be_visible()
    write_at_end(page, words)
    page.locator("#reason").fill(reason)
    press(page, "Send to the others")
    expect(page.get_by_role("heading", level=2, name="Why")).to_be_visible()


def answer(page, words, name):
    page.locator("#answer").fill(words)
    press(page, name)


def give_voice(page, voice):
    page.locator(f"[name=voice][value={voice}]").check()
    page.locator("[id^=voice-reason]").fill("I have thought about it.")
    page.get_by_role("button", name="Say so").click()


def left_out_all_the_same(page):
    """Send what the page does not offer; return what is said to it."""
    expect(page.get_by_role("button", name="No, leave it out")).to_have_count(0)
    token = page.locator("[name=csrf_token]").first.input_value()
    return page.request.post(f"{page.url}/decline", form={"csrf_token": token, "answer": "It is too much."}).text()


def make_ready(page):
    """Make the draft ready for sign-off, from its outline."""
    open_outline(page)
    page.get_by_role("link", name="Sign off and publish").click()
    page.get_by_role("button", name=re.compile("ready for sign-off$")).click()
    told(page, "The lesson is ready for sign-off.")


def approve(page):
    """Approve what is ready, in both languages; nothing when that is done."""
    open_outline(page)
    page.get_by_role("link", name="Sign off and publish").click()
    for language in ("Danish", "English"):
        button = whole(page).get_by_role("button", name=f"Sign off in {language}")
        if button.count():
            button.click()
            told(page, "You have signed it off.")


def found_by(page, addresses, words="nobody asking"):
    """Return the addresses at which somebody finds these words."""
    return [address for address in addresses if words in page.request.get(address).text()]


def fits(page):
    """Expect that nothing on the page is wider than the window. Without scripts the page's frame tells."""
    for part in whole(page).locator("main > *").all():
        box = part.bounding_box()
        assert box is None or box["x"] + box["width"] <= page.viewport_size["width"] + 1, part
