"""Every page of the house by example, for the laws that hold on all of them: valid HTML, no barrier, nothing that runs over.

A new page gets its line in `examples`; what answers something else than a page gets its line in `OTHER`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from flask import Flask, url_for
from flask.testing import FlaskClient

from lms.accounts.models import LinkPurpose
from lms.accounts.operations import visits
from lms.cli import demo_people
from lms.core.db import db
from lms.core.settings import Mode
from lms.curriculum.operations.importing import import_all
from tests import (
    pages_later,
    pages_studio_agreement,
    pages_studio_drafts,
    pages_studio_signing,
    pages_studio_stories,
    pages_studio_talk,
    pages_tools,
)
from tests.conftest import dispose, make_app, with_schema
from tests.filling import fill_in
from tests.pages_things import (
    ADMIN,
    COORDINATOR,
    FACILITATOR,
    GRADUATE,
    HALF_WAY,
    LEARNER,
    NOBODY,
    Things,
    half_way,
    things_for_pages,
)

MODULES = Path(__file__).parent.parent / "modules"


def _slugs(path: Path) -> list[str]:
    slugs: list[str] = yaml.safe_load(path.read_text(encoding="utf-8"))["lessons"]
    return slugs


PLAYED = "cocreation-coproduction"
LESSONS = {path.parent.name: _slugs(path) for path in sorted(MODULES.glob("*/module.yaml"))}

OTHER = {
    "static": "files",
    "curriculum.picture": "pictures",
    "cohorts.progress_csv": "a table as CSV",
    "cohorts.progress_xlsx": "a table as a workbook",
    "home.healthz": "one word for a monitor",
    "home.readyz": "one word for a monitor",
    "home.metrics": "figures for Prometheus",
    "home.robots": "a text for search engines",
    "learning.download_certificate": "a PDF",
    "learning.lesson_pdf": "a PDF",
    "learning.module_pdf": "a PDF",
    "learning.download_journal": "a text file",
    "curriculum.story_read_aloud": "a recording",
    "studio.download_hours": "a table as CSV",
    "studio.hear_recording": "a recording",
    **pages_tools.OTHER,
}


@dataclass(frozen=True)
class Page:
    """One page: where it is, who opens it, what they send (a refused form is a page too), and its status."""

    endpoint: str
    who: str = NOBODY
    arguments: dict[str, Any] = field(default_factory=dict)
    form: dict[str, str] | None = None
    status: int = 200

    @property
    def name(self) -> str:
        sent = " refused" if self.form is not None else ""
        return f"{self.endpoint}{sent} {self.arguments or ''} as {self.who or 'nobody'}"

    @property
    def tells_apart(self) -> bool:
        """Whether a slow look learns something new here: all modules and their lessons are made of the same parts."""
        module, lesson = self.arguments.get("module"), self.arguments.get("lesson")
        if self.endpoint in ("learning.module_page", "learning.made"):
            return module == PLAYED
        if self.endpoint == "learning.lesson_page" and module in LESSONS:
            first, *_between, last = LESSONS[module]
            return lesson in ("m6-power-ladder", first if self.who == NOBODY else last)
        return True


@dataclass(frozen=True)
class World:
    """A filled installation on a database of its own."""

    app: Flask
    cookies: dict[str, dict[str, str]]  # who -> what their browser holds
    pages: list[Page]

    def client(self, who: str) -> FlaskClient:
        """Return a browser without scripts in which that person is signed in."""
        client = FlaskClient(self.app, self.app.response_class)
        for name, value in self.cookies.get(who, {}).items():
            client.set_cookie(name, value)
        return client

    def address(self, page: Page, language: str) -> str:
        with self.app.test_request_context():
            return url_for(page.endpoint, **page.arguments, lang=language)


@contextmanager
def a_world(folder: Path) -> Iterator[World]:
    """Yield the demo's installation, with what its pages need to show all they can."""
    app = with_schema(make_app(f"sqlite:///{folder / 'pages.db'}", mode=Mode.DEMO))
    with app.app_context():
        cookies, pages = furnished(app)
        db.session.close()
    world = World(app, cookies, pages)
    _play(world)
    try:
        yield world
    finally:
        dispose(app)


def furnished(app: Flask) -> tuple[dict[str, dict[str, str]], list[Page]]:
    """Fill the database; return what each one's browser holds, and the pages. Runs inside the application's context."""
    import_all(MODULES)
    demo_people.fill()
    things = things_for_pages()
    cookies = {who: {"lms_visit": visits.begin(one, device="Test browser")} for who, one in things.people.items()}
    cookies[HALF_WAY] = {"lms_form": half_way(app, things.people[ADMIN])}
    db.session.commit()
    return cookies, list(examples(things))


def _play(world: World) -> None:
    """Let the learner answer everything in one module, so that feedback, endings and comparisons show."""
    client = world.client(LEARNER)
    for page in world.pages:
        if page.endpoint == "learning.lesson_page" and page.arguments["module"] == PLAYED and page.who == LEARNER:
            fill_in(client, world.address(page, "en"))


def examples(things: Things) -> Iterator[Page]:
    """Yield at least one example of every page."""
    yield from _front(things)
    yield from _own_account(things)
    yield from _learning(things)
    yield from _cohorts(things)
    yield from _administration(things)
    yield from (Page(*example) for example in pages_later.examples(things.people))
    yield from (Page(*example) for example in pages_studio_agreement.examples(things.people))
    yield from (Page(*example) for example in pages_studio_drafts.examples(things.people))
    yield from (Page(*example) for example in pages_studio_signing.examples(things.people))
    yield from (Page(*example) for example in pages_studio_stories.examples(things.people))
    yield from (Page(*example) for example in pages_studio_talk.examples(things.people))
    yield from (Page(*example) for example in pages_tools.examples(things.people))


def _front(_things: Things) -> Iterator[Page]:
    for who in (NOBODY, LEARNER):
        for name in ("start", "help_page", "privacy", "accessibility"):
            yield Page(f"home.{name}", who)
        for asked in ("recovery", "recovry", ""):
            yield Page("home.find", who, {"q": asked})
    yield Page("kit.show")
    yield Page("reading.choose", arguments={"next": "/modules/"})
    yield Page("kit.show", form={"name": ""}, status=422)
    yield Page("accounts.sign_in")
    yield Page("accounts.try_sign_in", form={"email": "not an address"}, status=422)
    yield Page("accounts.code", HALF_WAY)
    yield Page("accounts.give_code", HALF_WAY, form={"code": "12"}, status=422)
    yield Page("accounts.link_sent")
    yield Page("privacy.deleted")
    yield Page("learning.module_page", arguments={"module": "nowhere"}, status=404)
    yield Page("cohorts.cohort", LEARNER, {"cohort_id": 999}, status=404)
    for purpose in LinkPurpose:
        yield Page("accounts.link_page", arguments={"token": purpose.value})
    yield Page("accounts.link_page", arguments={"token": "unknown"}, status=410)
    yield Page("accounts.invitation", arguments={"token": "invited"})
    yield Page("accounts.accept_invitation", arguments={"token": "invited"}, form={"name": ""}, status=422)
    yield Page("accounts.invitation", arguments={"token": "late"}, status=410)
    yield Page("accounts.invitation", arguments={"token": "unknown"}, status=404)


def _own_account(_things: Things) -> Iterator[Page]:
    for name in ("account", "confirm", "email", "password", "second_factor"):
        yield Page(f"accounts.{name}", LEARNER)
    yield Page("accounts.account", COORDINATOR)
    yield Page("accounts.change_profile", LEARNER, form={"name": ""}, status=422)
    yield Page("accounts.change_password", LEARNER, form={"password": "short"}, status=422)
    yield Page("privacy.download", LEARNER)
    yield Page("privacy.delete", LEARNER)
    yield Page("privacy.delete", LEARNER, form={"email": "wrong"}, status=422)


def _learning(things: Things) -> Iterator[Page]:
    for who in (NOBODY, LEARNER):
        yield Page("learning.catalogue", who)
        yield Page("learning.glossary", who)
        for module in LESSONS:
            yield Page("learning.module_page", who, {"module": module})
    yield Page("learning.glossary_term", arguments={"term": "co-production"})
    for module, lessons in LESSONS.items():
        yield Page("learning.made", arguments={"module": module})
        for lesson in lessons:
            yield Page("learning.lesson_page", LEARNER, {"module": module, "lesson": lesson})
        yield Page("learning.lesson_page", NOBODY, {"module": module, "lesson": lessons[0]})
        yield Page("learning.lesson_page", GRADUATE, {"module": module, "lesson": lessons[-1]})
    yield Page("learning.cards", arguments={"module": "dialogue-cards"})
    yield Page("learning.my_learning", LEARNER)
    yield Page("learning.my_learning", ADMIN)
    yield Page("learning.journal", LEARNER)
    yield Page("learning.journal", LEARNER, {"q": "asked"})
    yield Page("learning.journal", ADMIN)
    yield Page("learning.journal_entry", LEARNER, {"entry_id": things.entry})
    yield Page("learning.confirm_delete_entry", LEARNER, {"entry_id": things.entry})
    yield Page("learning.write_note", LEARNER, form={"text": " "}, status=422)
    yield Page("learning.certificates", LEARNER)
    yield Page("learning.certificates", GRADUATE)
    yield Page("learning.preview_certificate", GRADUATE, {"certificate_id": things.certificate})
    yield Page("learning.confirm_withdraw_certificate", GRADUATE, {"certificate_id": things.certificate})
    yield Page("learning.verify", arguments={"token": things.certificate_token})
    yield Page("learning.verify", arguments={"token": "unknown"}, status=404)


def _cohorts(things: Things) -> Iterator[Page]:
    here = {"cohort_id": things.cohort}
    yield Page("cohorts.index", LEARNER)
    yield Page("cohorts.index", COORDINATOR)
    yield Page("cohorts.new", COORDINATOR)
    yield Page("cohorts.new", COORDINATOR, form={"name": ""}, status=422)
    yield Page("cohorts.edit", COORDINATOR, here)
    yield Page("cohorts.cohort", COORDINATOR, here)
    yield Page("cohorts.cohort", FACILITATOR, here)
    yield Page("cohorts.mine", LEARNER, here)
    yield Page("cohorts.progress", COORDINATOR, here)
    yield Page("cohorts.progress", FACILITATOR, {**here, "page": 2})
    yield Page("cohorts.cohort", ADMIN, here, status=403)
    yield Page("cohorts.invite", COORDINATOR, here)
    yield Page(
        "cohorts.invite",
        COORDINATOR,
        here,
        form={"addresses": "ok@work.example\nnot an address", "language": "da"},
        status=422,
    )
    yield Page("cohorts.invite", COORDINATOR, here, form={"addresses": "ok@work.example", "language": "da"})
    for who in (NOBODY, ADMIN, LEARNER):
        yield Page("cohorts.join", who, {"token": things.join_token})
    yield Page("cohorts.join", NOBODY, {"token": "joining"})
    yield Page("cohorts.join", ADMIN, {"token": "joining"}, status=403)
    yield Page("cohorts.join", NOBODY, {"token": "unknown"}, status=404)


def _administration(things: Things) -> Iterator[Page]:
    for name in ("index", "acts", "help_lines", "installation", "invitations", "organisations", "people", "roles"):
        yield Page(f"admin.{name}", ADMIN)
    for name in ("invite", "new_organisation", "new_person"):
        yield Page(f"admin.{name}", ADMIN)
        yield Page(f"admin.{name}", ADMIN, form={"name": ""}, status=422)
    yield Page("admin.organisation", ADMIN, {"organisation_id": things.organisation})
    for who in (LEARNER, COORDINATOR, ADMIN):
        yield Page("admin.person", ADMIN, {"person": things.people[who].id})
    yield Page("admin.index", LEARNER, status=403)
