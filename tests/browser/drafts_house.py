"""A served lesson with a reflection, and what a browser keeps of texts that were not sent."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from lms.accounts.models import Person
from lms.accounts.operations import visits
from lms.core.db import db
from lms.curriculum import queries as curriculum
from lms.learning.queries.journal import entries_in
from tests.factories import a_person
from tests.learning_factories import a_lesson, a_module


class House:
    """A served application with Ada, Eve and a lesson in it.

    Playwright's loop runs in the tests' own thread and would be in the way of the application's contexts there, so that
    everything is done to the database in another one.
    """

    def __init__(self, app, address, pool):
        self.app = app
        self.address = address
        self.pool = pool
        self.lesson, self.people = self.do(_furnish)

    def do(self, act):
        def run():
            with self.app.app_context():
                return act()

        return self.pool.submit(run).result()

    def cookie(self, name):
        def begin():
            token = visits.begin(db.session.get_one(Person, self.people[name]), device="Test browser")
            db.session.commit()
            return token

        return {"name": "lms_visit", "value": self.do(begin), "url": self.address}

    def empty(self, *kinds):
        def remove():
            for kind in kinds:
                db.session.execute(delete(kind))
            db.session.commit()

        self.do(remove)

    def text(self, name="Ada"):
        entry = self.do(lambda: entries_in(self.people[name], self.lesson).get("think"))
        return entry and entry.text


def _furnish():
    curriculum.forget()
    block = {"id": "think", "kind": "reflection"}
    rendered = {"blocks": {"think": {"html": "<p>What would you do?</p>", "text": "What would you do?"}}}
    module = a_module(lessons=1)
    lesson = a_lesson(module, "thinking", position=2, title="Thinking", blocks=[block], rendered=rendered)
    return lesson.id, {name: a_person(name).id for name in ("Ada", "Eve")}


def field(page):
    return page.get_by_label("Your reflection")


def state(page):
    return page.locator("[data-save-state]")


def drafts(page):
    script = "Object.entries(localStorage).filter(([name]) => name.startsWith('lms-draft:'))"
    return dict(page.evaluate(script))


def wait_for(page, holds):
    """Ask from here until it is so: a page's own policy forbids it to evaluate what `wait_for_function` sends."""
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not come to that")


def refuse_saving(page):
    page.route("**/-/reflections/*", lambda route: route.abort())


def write_unsaved(page, text):
    refuse_saving(page)
    field(page).fill(text)
    expect(state(page)).to_contain_text("your text is kept on this device")
