"""The cookies of signing in: the visit's token, and the mark of a browser that signed in to an account before."""

from flask import current_app, g, request
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from lms.accounts.models import Visit
from lms.core.tokens import keyed, mint_public

MONTHS = 180 * 86400
YEARS = 2 * 365 * 86400
KNOWN = "lms_known"
KNOWN_AT_MOST = 8  # accounts that one browser remembers: a shared computer has several


def cookie_name(name: str) -> str:
    """Return a cookie's name: bound to this host where the installation is served over https."""
    return f"__Host-{name}" if current_app.config["SESSION_COOKIE_SECURE"] else name


def current_visit() -> Visit | None:
    """Return the visit of this request, if somebody is signed in."""
    visit: Visit | None = g.get("visit") if current_user.is_authenticated else None
    return visit


def set_visit_cookie(response: Response, token: str) -> None:
    """Sign this browser in with the answer."""
    _set(response, "lms_visit", token, MONTHS)


def forget_visit_cookie(response: Response) -> None:
    """Sign this browser out with the answer."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.delete_cookie(cookie_name("lms_visit"), secure=secure, httponly=True, samesite="Lax", path="/")


def known_browser(address: str) -> str | None:
    """Return this browser's mark for an account it has signed in to before, or None."""
    return _known().get(_account(address))


def remember_browser(response: Response, address: str) -> None:
    """Let this browser be known to an account."""
    kept = _known()
    account = _account(address)
    if account in kept:
        return
    newest = [*list(kept.items())[-KNOWN_AT_MOST + 1 :], (account, mint_public())]
    _set(response, KNOWN, _serializer().dumps(dict(newest)), YEARS)


def _known() -> dict[str, str]:
    try:
        kept = _serializer().loads(request.cookies.get(cookie_name(KNOWN), ""))
    except BadSignature:
        return {}
    return kept if isinstance(kept, dict) else {}


def _account(address: str) -> str:
    return keyed("known browser of", address)[:22]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="known browsers")


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(
        cookie_name(name), value, max_age=seconds, secure=secure, httponly=True, samesite="Lax", path="/"
    )
