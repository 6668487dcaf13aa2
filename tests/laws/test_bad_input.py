"""Whatever a browser, a program or an attacker sends, the answer is a page that says what is wrong: never a 500.

The forms are read from the pages themselves (`tests/pages.py`), so a new form is tried from the day its page has an
example. Every request is undone, so each meets the same installation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import html5lib
import pytest
from flask import got_request_exception
from werkzeug.exceptions import NotFound
from werkzeug.routing import IntegerConverter

from lms.core.db import db
from tests.pages import ADMIN, COORDINATOR, furnished

NASTY = (
    "",
    "x" * 100_000,
    "9" * 30,
    "-1",
    b"\xed\xa0\x80\xff",  # a lone surrogate and no letter at all, as bytes
    "eve@stranger.example\r\nBcc: all@work.example",
    "<script>alert(1)</script>'\"--%s %(name)s {0} {{ 7 * 7 }}",
    "\uffff\u202e\x01 2026-02-30",
)
ALONE = NASTY[2]  # tried in one field at a time too, the others as the page fills them
LARGE = ("0", "2147483648", "9" * 40)
SEGMENTS = ("%00", "x" * 3000, "%ff%fe")
PARAMETERS = (
    "_anchor", "_external", "_method", "_scheme", "cohort_id", "endpoint", "filename", "invitations", "lang", "module",
    "name", "next", "page", "q", "saved", "self", "sort", "state", "token", "v", "values",
)  # fmt: skip
MOST_ALONE = 4  # fields
MOST_ALIKE = 2  # forms of one address
BLIND = ("block", "code", "copy", "finding", "keep", "language", "name", "on", "revision", "text", "version")


@dataclass(frozen=True)
class Sending:
    """A form as a page shows it, and who sees it."""

    who: str
    endpoint: str
    action: str
    fields: tuple[tuple[str, str], ...]


@pytest.fixture
def house(app):
    """The filled installation, answering as it does in production."""
    kept = app.config["PROPAGATE_EXCEPTIONS"]
    app.config["PROPAGATE_EXCEPTIONS"] = False
    cookies, pages = furnished(app)
    try:
        yield House(app, cookies, pages)
    finally:
        app.config["PROPAGATE_EXCEPTIONS"] = kept


class House:
    """Sends requests as anybody, undoes what they did, and collects the failures."""

    def __init__(self, app, cookies, pages):
        self.app, self.cookies, self.pages = app, cookies, pages
        self.failures: list[str] = []
        self.connection = db.session.connection()
        db.session.close()

    def ask(self, who, address, data=None):
        errors = []

        def note(_app, exception, **_rest):
            errors.append(type(exception).__name__)

        client = self.app.test_client()
        for name, value in self.cookies.get(who, {}).items():
            client.set_cookie(name, value)
        point = self.connection.begin_nested()
        with got_request_exception.connected_to(note, self.app):
            answer = client.get(address) if data is None else client.post(address, data=data)
        db.session.close()
        if point.is_active:
            point.rollback()
        if answer.status_code >= 500:
            self.failures.append(f"{who or 'nobody'} {address[:90]} {_short(data)}: {answer.status_code} {errors}")
        return answer

    def forms(self) -> list[Sending]:
        """Return the forms of all pages, a few of each kind."""
        found: dict[str, dict[tuple, Sending]] = {}
        for page in (page for page in self.pages if page.tells_apart):
            address = self.address(page)
            for form in _forms(self.ask(page.who, address, page.form), page.who, address, self.app):
                kind = tuple(name for name, _value in form.fields)
                alike = found.setdefault(form.endpoint, {})
                if len(alike) < MOST_ALIKE:
                    alike.setdefault(kind, form)
        unseen = [
            rule for rule in self.app.url_map.iter_rules() if "POST" in rule.methods and rule.endpoint not in found
        ]
        return [*(form for alike in found.values() for form in alike.values()), *map(_blindly, unseen)]

    def address(self, page) -> str:
        return self.app.url_map.bind("127.0.0.1").build(page.endpoint, page.arguments)


def test_nothing_that_is_sent_breaks_the_house(house):
    _send_odd_forms(house)
    _ask_odd_addresses(house)
    _ask_odd_questions(house)
    assert not house.failures, "refuse these with a sentence, or answer 404:\n" + "\n".join(house.failures)


def _send_odd_forms(house):
    for form in house.forms():
        for nasty in NASTY:
            for data in _filled(form, nasty):
                house.ask(form.who, form.action, data)


def _ask_odd_addresses(house):
    for rule in house.app.url_map.iter_rules():
        for address in _odd_addresses(rule):
            house.ask(_whose(rule), address, {} if "GET" not in rule.methods else None)


def _ask_odd_questions(house):
    tried = {page.endpoint: page for page in house.pages if page.form is None and page.status == 200}
    for page in tried.values():
        for odd in ("-1", "9" * 30, "%ffjavascript"):
            questions = "&".join(f"{name}={odd}" for name in PARAMETERS)
            house.ask(page.who, f"{house.address(page)}?{questions}")


def _filled(form: Sending, nasty) -> Iterator[dict]:
    """Yield the form with the nasty value in every field, and in one alone."""
    usual = dict(form.fields)
    yield dict.fromkeys(usual, nasty)
    if len(usual) > 1 and nasty == ALONE:
        yield from ({**usual, name: nasty} for name in list(usual)[:MOST_ALONE])


def _forms(answer, who, address, app) -> Iterator[Sending]:
    page = html5lib.parse(answer.get_data(as_text=True), namespaceHTMLElements=False)
    urls = app.url_map.bind("127.0.0.1")
    for form in page.iter("form"):
        if form.get("method") != "post":
            continue
        action = (form.get("action") or address).partition("?")[0]
        try:
            endpoint, _arguments = urls.match(action, method="POST")
        except NotFound:
            continue
        yield Sending(who, endpoint, action, tuple(_fields(form).items()))


def _blindly(rule) -> Sending:
    """Return a form that no example of a page shows, from its address alone."""
    action = _written(rule, dict.fromkeys(rule.arguments, "1"))
    return Sending(_whose(rule), rule.endpoint, action, tuple((name, "") for name in BLIND))


def _whose(rule) -> str:
    return COORDINATOR if rule.endpoint.startswith("cohorts") else ADMIN


def _fields(form) -> dict[str, str]:
    fields = {}
    for field in (*form.iter("input"), *form.iter("textarea"), *form.iter("button")):
        if field.get("name") and field.get("name") != "csrf_token":
            fields.setdefault(field.get("name"), field.get("value") or field.text or "")
    for field in form.iter("select"):
        options = [option.get("value", option.text) for option in field.iter("option")]
        fields[field.get("name")] = options[-1]
    return fields


def _odd_addresses(rule) -> Iterator[str]:
    values = dict.fromkeys(rule.arguments, "1")
    converters = rule._converters
    for name in rule.arguments:
        for odd in LARGE if isinstance(converters[name], IntegerConverter) else SEGMENTS:
            yield _written(rule, {**values, name: odd})


def _written(rule, values) -> str:
    path = rule.rule
    for name, value in values.items():
        for converter in ("int:", "path:", "string:", ""):
            path = path.replace(f"<{converter}{name}>", value)
    return quote(path, safe="/%-_.~")


def _short(data) -> str:
    return str({name: value if len(value) < 40 else f"{value[:20]!r}…" for name, value in (data or {}).items()})
