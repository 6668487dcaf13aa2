"""Two languages, always both: which one a reader gets, and where the Danish words come from."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_locale
from flask_login import current_user
from markupsafe import Markup

from lms.core.clock import DEFAULT_ZONE

LANGUAGES = {"en": "English", "da": "Dansk"}
SOURCE = "en"
COOKIE = "lms_language"
PACKAGES = Path(__file__).parent.parent

__all__ = ["COOKIE", "LANGUAGES", "force_locale", "init_app", "language", "remember_language"]


def language() -> str:
    """Return the language of this page or, outside a request, of the forced locale: `en` or `da`."""
    locale = get_locale()
    return locale.language if locale is not None and locale.language in LANGUAGES else SOURCE


def init_app(app: Flask) -> None:
    """Set the language and zone of every page."""
    babel = Babel(app, locale_selector=_select, timezone_selector=_zone)
    babel.domain_instance = domain = _PoDomain()
    app.jinja_env.globals.update(_=domain.say, gettext=domain.say)
    app.after_request(_remember_choice)


def remember_language(code: str) -> None:
    """Let the answer to this request set the language cookie (at sign-in, or when the account's language changes)."""
    g.language_choice = code


def catalogues(code: str) -> list[Path]:
    """Return every package's catalogue of one language."""
    return sorted(PACKAGES.glob(f"*/translations/{code}/LC_MESSAGES/messages.po"))


class _PoDomain(Domain):
    """All packages' `.po` files as one domain, read once."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded = {code: _read(code) for code in LANGUAGES if code != SOURCE}
        self.source = NullTranslations()
        self.said: dict[str, dict[str, Markup]] = {code: {} for code in LANGUAGES}

    def get_translations(self) -> Any:
        return self.loaded.get(language(), self.source)

    def say(self, text: str, **values: Any) -> Markup:
        """Say `text` in a template: what `_()` is there. A page asks some sixty times, so each finished sentence is kept."""
        said = self.said[language()]
        if text not in said:
            said[text] = Markup(self.get_translations().ugettext(text))  # noqa: S704 (our own sentences; values are escaped)
        sentence = said[text]
        return sentence % values if "%" in sentence else sentence


@cache
def _read(code: str) -> Translations:
    merged = Translations()
    for path in catalogues(code):
        binary = BytesIO()
        with path.open("rb") as file:
            write_mo(binary, read_po(file, locale=code))
        binary.seek(0)
        merged.merge(Translations(binary))
    return merged


def _select() -> str:
    if not has_request_context():
        return SOURCE
    asked = request.args.get("lang", "")
    kept = request.cookies.get(COOKIE, "")
    for code in (asked, kept):
        if code in LANGUAGES:
            return code
    return request.accept_languages.best_match(list(LANGUAGES)) or SOURCE


def _zone() -> str:
    if has_request_context() and current_user and current_user.is_authenticated:
        return str(current_user.time_zone)
    return DEFAULT_ZONE


def _remember_choice(response: Response) -> Response:
    code = g.pop("language_choice", None) or request.args.get("lang", "")
    if code in LANGUAGES and request.cookies.get(COOKIE) != code:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(COOKIE, code, max_age=365 * 86400, secure=secure, httponly=True, samesite="Lax")
    return response
