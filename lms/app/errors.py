"""Error pages: each says what happened, what is safe, and what to do. What was being sent is shown again, never lost."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from lms.core.errors import DomainError
from lms.core.settings import Settings
from lms.core.transaction import is_locked

SECRET_FIELDS = ("csrf_token", "password", "code", "token")


def init_app(app: Flask) -> None:
    """Answer every kind of failure with a page for people."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(SecurityError, _elsewhere)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _failed)


def unsent() -> list[tuple[str, str]]:
    """Return what the person was sending, without secrets, so that it can be sent again."""
    too_long = request.content_length is None or request.content_length > 200_000
    if request.method != "POST" or too_long or not _comes_from_here():
        return []
    return [
        (name, value.replace("\0", ""))
        for name, value in request.form.items(multi=True)
        if not any(secret in name for secret in SECRET_FIELDS)
    ]


def _comes_from_here() -> bool:
    """Tell whether one of our pages sent the form. What another site sent must not be a button away from being done."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def page(status: int, heading: str, sentence: str, *, keep: bool = False) -> Response:
    """Return an error page; with `keep` it holds what was being sent."""
    kept = unsent() if keep else []
    return make_response(render_template("ui/message.html", heading=heading, sentence=sentence, kept=kept), status)


def _stale_form(_error: CSRFError) -> Response:
    sentence = _("The page had been open for a long time or in another tab, so we couldn't be sure it was you.")
    return page(400, _("Please send this once more"), sentence, keep=True)


def _refused(error: DomainError) -> Response:
    return page(error.status, _("This can't be done"), error.sentence, keep=True)


def _database(error: OperationalError) -> Response:
    if is_locked(error):
        return _busy()
    return _failed(error)


def _busy() -> Response:
    sentence = _("Many people are saving at this moment. Wait a few seconds and send it again.")
    response = page(503, _("Just a moment"), sentence, keep=True)
    response.headers["Retry-After"] = "5"
    return response


def _failed(_error: Exception) -> Response:
    sentence = _("Something went wrong on our side. What was saved before is safe. Try again in a little while.")
    return page(500, _("That didn't work"), sentence, keep=True)


def _elsewhere(_error: SecurityError) -> Response:
    """Answer whoever asks for another host than ours, without a page: its links could lead only there."""
    settings: Settings = current_app.extensions["lms.settings"]
    response = make_response(_("This page is at %(address)s.", address=settings.base_url) + "\n", 400)
    response.content_type = "text/plain; charset=utf-8"
    return response


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if error.response is not None or code < 400:
        return make_response(error.get_response())
    words = {
        400: (_("We couldn't read that"), _("The address or form was not complete. Go back and try again.")),
        401: (_("Please sign in"), _("You need to be signed in for this.")),
        403: (_("This is not open to you"), _("If you think it should be, ask whoever invited you here.")),
        404: (
            _("There is no such page"),
            _("The address may be old or mistyped, or the page belongs to somebody else."),
        ),
        405: (_("That doesn't work here"), _("Go back and use the button on the page.")),
        410: (_("This is no longer here"), _("It was withdrawn or has expired.")),
        413: (_("That is too large"), _("Nothing was saved. Shorten it and send it again.")),
        415: (_("We can't read that kind of file"), _("Send it in another format.")),
        429: (_("Too many tries"), _("Wait a while and try again.")),
    }
    heading, sentence = words.get(code, (_("That didn't work"), _("Try again in a little while.")))
    response = page(code, heading, sentence, keep=code in {400, 401, 403})
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response
