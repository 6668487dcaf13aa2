"""create_app: settings, database, login, blueprints, error pages, jobs, CLI."""

from datetime import timedelta

from flask import Flask
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import lms.accounts.web
import lms.admin.web
import lms.cohorts.web
import lms.curriculum.views
import lms.home.web
import lms.learning.web
import lms.mail.web
import lms.measures.web
import lms.privacy.web
import lms.studio.web
from lms.admin.policy import can_administer
from lms.app import errors, intake
from lms.cohorts.policy import runs_cohorts
from lms.core import crypto, db, i18n, logs, transaction
from lms.core.settings import Settings
from lms.ui import static_files
from lms.ui import web as ui

PARTS = (
    lms.mail.web,
    lms.accounts.web,
    lms.curriculum.views,
    lms.measures.web,
    lms.learning.web,
    lms.studio.web,
    lms.cohorts.web,
    lms.privacy.web,
    lms.admin.web,
    lms.home.web,
)


def create_app(settings: Settings) -> Flask:
    """Return the application for one installation."""
    app = Flask("lms", static_folder="ui/static", static_url_path="/static", template_folder=None)
    _configure(app, settings)
    logs.init_app(app)
    intake.init_app(app)
    db.init_app(app, settings.database_url)
    i18n.init_app(app)
    CSRFProtect(app)
    ui.init_app(app)
    for part in PARTS:
        part.init_app(app)
    app.jinja_env.globals.update(shows_cohorts=_shows_cohorts, shows_administration=_shows_administration)
    errors.init_app(app)
    app.view_functions["static"] = static_files.serve
    transaction.init_app(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-lms_form" if settings.https else "lms_form",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
        TRUSTED_HOSTS=_hosts(settings),
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # pages whose address is secret send no Referer; the token and SameSite guard the form
        LMS_NAME=settings.name,
    )
    app.extensions["lms.settings"] = settings
    app.extensions["lms.box"] = crypto.box(settings.data_key)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]


def _hosts(settings: Settings) -> list[str]:
    own = settings.host.rsplit(":", 1)[0]
    return [own, "127.0.0.1", "localhost"]


def _shows_cohorts() -> bool:
    return current_user.is_authenticated and runs_cohorts(current_user)


def _shows_administration() -> bool:
    return current_user.is_authenticated and can_administer(current_user)
