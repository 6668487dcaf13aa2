"""Connects the templates, static files and page headers to the application."""

from datetime import date, datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask_babel import format_date, get_timezone
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from lms.core.i18n import LANGUAGES, language
from lms.core.settings import Mode
from lms.core.tokens import mint
from lms.ui.drafts import draft_account, draft_key
from lms.ui.kit import kit
from lms.ui.reading import reading, reading_attributes, reading_here
from lms.ui.static_files import asset

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "media-src 'self' blob:; form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)

ui = Blueprint("ui", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    """Give `app` its templates' words and its answers' headers."""
    app.register_blueprint(ui)
    app.register_blueprint(reading)
    if app.extensions["lms.settings"].mode is not Mode.PRODUCTION:
        app.register_blueprint(kit)
    app.jinja_env.globals.update(
        language=language,
        languages=LANGUAGES,
        asset=asset,
        same_page_in=same_page_in,
        csrf_token=generate_csrf,
        draft_account=draft_account,
        draft_key=draft_key,
        page_key=mint,
        reading_attributes=reading_attributes,
        reading_here=reading_here,
    )
    app.jinja_env.filters.update(day=day, moment=moment, time_of_day=time_of_day)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.after_request(_headers)


def same_page_in(code: str) -> str:
    """Return this page's address in another language."""
    if request.method == "GET" and request.endpoint:
        place = url_for(request.endpoint, **(request.view_args or {}))
        return f"{place}?{urlencode({**request.args.to_dict(), 'lang': code})}"
    return url_for("home.start", lang=code)


def day(value: date | datetime | None) -> str:
    """Write a date in the reader's language and zone, such as 3 November 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo(str(get_timezone()))).date()
    pattern = "d. MMMM y" if language() == "da" else "d MMMM y"
    return str(format_date(value, pattern, rebase=False))


def moment(value: datetime | None) -> str:
    """Write a date and time in the reader's language and zone."""
    if value is None:
        return ""
    return f"{day(value)}{' ' if language() == 'da' else ', '}{time_of_day(value)}"


def time_of_day(value: datetime) -> str:
    """Write a time in the reader's language and zone, such as 14:32 or kl. 14.32."""
    local = value.astimezone(ZoneInfo(str(get_timezone())))
    return local.strftime("kl. %H.%M" if language() == "da" else "%H:%M")


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if current_app.config["PREFERRED_URL_SCHEME"] == "https":
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if "Cache-Control" not in headers:
        private = current_user and current_user.is_authenticated
        headers["Cache-Control"] = "no-store" if private else "private, no-cache"
        headers["Vary"] = "Cookie, Accept-Language"
    return response
