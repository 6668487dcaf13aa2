"""Connects signing in to the application: who is signed in, where signed-out people go, what administrators need."""

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_login import LoginManager, current_user
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from lms.accounts import mail
from lms.accounts.cookies import cookie_name
from lms.accounts.jobs import PURGE
from lms.accounts.models import Person
from lms.accounts.operations import second_factor, visits
from lms.accounts.policy import needs_second_factor
from lms.accounts.views import accounts
from lms.core import jobs
from lms.core.clock import now

# What an administrator can open before the second factor is set up.
WITHOUT_SECOND_FACTOR = frozenset(
    {
        "accounts.begin_second_factor",
        "accounts.confirm",
        "accounts.confirm_second_factor",
        "accounts.give_password",
        "accounts.second_factor",
        "accounts.sign_in",
        "accounts.sign_out",
        "accounts.try_sign_in",
        "home.accessibility",
        "home.help_page",
        "home.privacy",
        "static",
    }
)


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    login = LoginManager(app)
    login.session_protection = None  # visits are rows, not sessions: there is nothing in a session to protect
    login.request_loader(_load)
    login.unauthorized_handler(_send_to_sign_in)
    app.register_blueprint(accounts)
    app.before_request(_lead_to_second_factor)
    app.after_request(_note_visit)
    mail.init_app(app)
    jobs.register(app, PURGE)


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


def _lead_to_second_factor() -> AnyResponse | None:
    """Let administrators of a real installation set up their second factor before anything else."""
    mode = current_app.extensions["lms.settings"].mode
    if request.endpoint is None or request.endpoint in WITHOUT_SECOND_FACTOR or not current_user.is_authenticated:
        return None
    if needs_second_factor(current_user, mode) and not second_factor.is_on(current_user):
        return redirect(url_for("accounts.second_factor"), 303)
    return None


def _note_visit(response: Response) -> Response:
    visit_id = g.pop("note_visit", None)
    if visit_id is not None:
        visits.saw(visit_id)
    return response
