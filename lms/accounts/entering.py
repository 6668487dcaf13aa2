"""The web's side of signing in and out: what becomes of cookies, session and language."""

from datetime import timedelta

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from lms.accounts.cookies import (
    current_visit,
    forget_visit_cookie,
    remember_browser,
    set_visit_cookie,
)
from lms.accounts.devices import words
from lms.accounts.models import Person
from lms.accounts.operations import second_factor, visits
from lms.core import addresses
from lms.core.clock import now
from lms.core.db import db
from lms.core.i18n import remember_language

WAITING = "second_factor"
WAITS_FOR = timedelta(minutes=10)


def same_site(address: str | None) -> str:
    """Return a `next` address if it is a path of this site, else the front page."""
    return addresses.same_site(address, otherwise=url_for("home.start"))


def client_address() -> str:
    """Return where the request comes from, for throttling only."""
    return request.remote_addr or ""


def go_on(person: Person, *, to: str | None) -> Response:
    """Sign somebody in who has proved who they are, or ask for the second factor first."""
    if not second_factor.is_on(person):
        return enter(person, to=to)
    session.clear()
    session[WAITING] = {"person": person.id, "until": (now() + WAITS_FOR).timestamp(), "to": to or ""}
    return redirect(url_for("accounts.code"))


def waiting_person() -> Person | None:
    """Return who is half-way in this browser: password or link given, code not yet."""
    waiting = session.get(WAITING)
    if not isinstance(waiting, dict) or waiting["until"] < now().timestamp():
        return None
    return db.session.get(Person, waiting["person"])


def waiting_for() -> str:
    """Return where the person half-way in wants to go."""
    return str(session.get(WAITING, {}).get("to", ""))


def enter(person: Person, *, to: str | None) -> Response:
    """Begin a visit in this browser and send it on its way. Nothing of an earlier session stays."""
    _end_visit()
    session.clear()
    token = visits.begin(person, device=words(request.user_agent.string))
    remember_language(person.language)
    response = redirect(same_site(to))
    set_visit_cookie(response, token)
    remember_browser(response, person.email or "")
    return response


def leave() -> Response:
    """End this browser's visit and have it forget what it stored. The language and known-browser cookies stay."""
    _end_visit()
    session.clear()
    response = redirect(url_for("home.start"))
    forget_visit_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _end_visit() -> None:
    visit = current_visit()
    if visit is not None:
        visits.end(visit.id, by=visit.person)
