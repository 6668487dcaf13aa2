"""Connects signing in to the application: the visit's cookie, who is signed in, where signed-out people are sent."""

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_login import LoginManager
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from lms.accounts.models import Person, Visit
from lms.accounts.operations import visits
from lms.core.clock import now

MONTHS = 180 * 86400


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    login = LoginManager(app)
    login.request_loader(_load)
    login.unauthorized_handler(_send_to_sign_in)
    app.after_request(_note_visit)


def cookie_name(name: str) -> str:
    """Return a cookie's name: bound to this host where the installation is served over https."""
    return f"__Host-{name}" if current_app.config["SESSION_COOKIE_SECURE"] else name


def current_visit() -> Visit | None:
    """Return the visit of this request, once the person has been loaded."""
    visit: Visit | None = g.get("visit")
    return visit


def set_visit_cookie(response: AnyResponse, token: str) -> None:
    """Sign this browser in with the answer."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(
        cookie_name("lms_visit"), token, max_age=MONTHS, secure=secure, httponly=True, samesite="Lax", path="/"
    )


def _load(_request: object) -> Person | None:
    token = request.cookies.get(cookie_name("lms_visit"), "")
    visit = visits.current(token) if token else None
    if visit is None:
        return None
    g.visit = visit
    if now() - visit.last_seen_at > visits.SEEN_EVERY:
        g.note_visit = visit.id
    return visit.person


def _send_to_sign_in() -> AnyResponse:
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    raise Unauthorized


def _note_visit(response: Response) -> Response:
    visit_id = g.pop("note_visit", None)
    if visit_id is not None:
        visits.saw(visit_id)
    return response
