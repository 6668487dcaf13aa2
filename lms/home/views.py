"""The front pages, and the answers for machines that watch the installation."""

import hmac

from flask import Blueprint, Response, abort, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user

from lms.core.access import public
from lms.core.i18n import language
from lms.core.metrics import Metrics
from lms.core.settings import LOOPBACK, Settings
from lms.curriculum.models import Status
from lms.home import queries
from lms.home.readiness import readiness
from lms.mail.queries import outbox_state

home = Blueprint("home", __name__, template_folder="templates")


@home.get("/")
@public
def start() -> str:
    """What this is; where a learner left."""
    person = current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001
    return render_template(
        "home/start.html",
        next_step=queries.continue_here(person, language()) if person else None,
        all_from_sources=queries.shipped_statuses() <= {Status.SOURCE_EDITION},
    )


@home.get("/help")
@public
def help_page() -> str:
    """Someone to talk to now, per country."""
    countries = get_locale().territories
    return render_template("home/help.html", help=queries.help_page(language()), country_names=countries)


@home.get("/privacy")
@public
def privacy() -> str:
    """What is kept and why."""
    return render_template("home/privacy.html", settings=_settings())


@home.get("/accessibility")
@public
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("home/accessibility.html", settings=_settings())


@home.get("/healthz")
@public
def healthz() -> Response:
    """The process is up. Asks no database."""
    return _plain("ok\n")


@home.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """The process can serve: 503 when the database is away or its schema is not the code's."""
    found = readiness()
    answer = jsonify(
        database="up" if found.database else "down",
        schema="current" if found.schema else "other",
        worker="seen lately" if found.worker else "not seen lately",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if found.ready else 503


@home.get("/metrics")
@public
def metrics() -> Response:
    """Figures for Prometheus, from this machine or with LMS_METRICS_TOKEN; for anybody else there is no such page."""
    if not _may_read_metrics():
        abort(404)
    counted: Metrics = current_app.extensions["lms.metrics"]
    waiting = outbox_state()
    gauges = (
        "# HELP lms_outbox_mails Mails by state.\n# TYPE lms_outbox_mails gauge\n"
        f'lms_outbox_mails{{state="waiting"}} {waiting.waiting}\n'
        f'lms_outbox_mails{{state="failing"}} {waiting.failing}\n'
        f'lms_outbox_mails{{state="given_up"}} {waiting.given_up}\n'
    )
    return _plain(counted.text() + gauges, kind="text/plain; version=0.0.4; charset=utf-8")


@home.get("/robots.txt")
@public
def robots() -> Response:
    """What search engines may list: the open pages, nobody's own."""
    closed = ("account", "admin", "certificates", "cohorts", "d", "join", "journal", "learn", "studio")
    return _plain("User-agent: *\n" + "".join(f"Disallow: /{place}/\n" for place in closed))


def _may_read_metrics() -> bool:
    token = _settings().metrics_token
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(sent.encode(), token.encode()):
        return True
    # A proxy on this machine speaks from loopback too, but says for whom.
    return request.remote_addr in LOOPBACK and "X-Forwarded-For" not in request.headers


def _plain(text: str, kind: str = "text/plain; charset=utf-8") -> Response:
    return Response(text, content_type=kind, headers={"Cache-Control": "no-store"})


def _settings() -> Settings:
    settings: Settings = current_app.extensions["lms.settings"]
    return settings
