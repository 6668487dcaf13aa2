"""How large a reader wants the text and how much air between its lines: kept in a small cookie on this device.

The choice stands as attributes on `<html>`, so that the first picture of a page has the right size; reading.css gives them
their meaning and reading.js changes them at once. Decided 2026-11: no account setting, because eyes and screens differ by device.
"""

from dataclasses import dataclass, replace

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from lms.core.access import public
from lms.core.addresses import same_site

COOKIE = "lms_reading"
SIZES = ("100", "115", "130", "150")  # per cent of the house's 18 px
SPACINGS = ("normal", "airy")
KEPT_FOR = 365 * 86400  # seconds

reading = Blueprint("reading", __name__)


@dataclass(frozen=True)
class Reading:
    """What a reader has chosen, or the house's own measures."""

    size: str = SIZES[0]
    spacing: str = SPACINGS[0]


@reading.get("/reading")
@public
def choose() -> str:
    """Let a reader choose text size and line spacing, with a text to try them on."""
    return render_template("ui/reading.html", back=_back())


@reading.post("/reading")
@public
def keep() -> Response:
    """Keep a choice on this device and go back to where it was made."""
    chosen = _with(chosen_reading(), request.form.get("size", ""), request.form.get("spacing", ""))
    answer = redirect(_back() or url_for("reading.choose"), 303)
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    value = f"{chosen.size}.{chosen.spacing}"
    # Not HttpOnly: reading.js keeps the same choice without a request.
    answer.set_cookie(COOKIE, value, max_age=KEPT_FOR, secure=secure, samesite="Lax")
    return answer


def chosen_reading() -> Reading:
    """Return what this device has chosen."""
    size, _, spacing = request.cookies.get(COOKIE, "").partition(".")
    return _with(Reading(), size, spacing)


def reading_attributes() -> Markup:
    """Return what `<html>` says of the reader's choice; nothing where none was made."""
    chosen, usual = chosen_reading(), Reading()
    size = Markup(' data-size="{}"').format(chosen.size) if chosen.size != usual.size else ""
    spacing = Markup(' data-spacing="{}"').format(chosen.spacing) if chosen.spacing != usual.spacing else ""
    return Markup().join([size, spacing])


def reading_here() -> str:
    """Return the address of the choice, with the way back to this page."""
    return url_for("reading.choose", next=request.path if request.method == "GET" else None)


def _with(reading: Reading, size: str, spacing: str) -> Reading:
    known = {
        name: value for name, value, all_ in (("size", size, SIZES), ("spacing", spacing, SPACINGS)) if value in all_
    }
    return replace(reading, **known)


def _back() -> str:
    return same_site(request.values.get("next"), otherwise="")
