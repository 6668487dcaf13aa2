"""Who may open what. Every view carries exactly one of `@public`, `@signed_in`, `@permit(rule, thing=Model)`.

The rules themselves are in each package's `policy.py`; `lms access` prints the table from the code.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, current_app
from flask_login import current_user

from lms.core.db import Base, db

View = Callable[..., Any]
Rule = Callable[..., bool]
Loader = type[Base] | Callable[[Any], Any]


def public(view: View) -> View:
    """Let anybody open the view."""
    return _declare(view, "public")


def signed_in(view: View) -> View:
    """Let everybody with an account open the view; what they see starts from `visible_to(user)`."""

    @wraps(view)
    def run(*args: Any, **arguments: Any) -> Any:
        if not current_user.is_authenticated:
            return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
        return view(*args, **arguments)

    return _declare(run, "signed in")


def permit(rule: Rule, **things: Loader) -> Callable[[View], View]:
    """Open the view where `rule(user, *things)` says yes.

    A thing given as a model is loaded by `<name>_id` from the URL, one given as a function by `<name>`. Signed out leads to the
    sign-in page, an unknown thing to 404, a refusal to 403. The view gets the things by name.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def run(*args: Any, **arguments: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
            loaded = {name: _load(name, loader, arguments) for name, loader in things.items()}
            if not rule(current_user._get_current_object(), *loaded.values()):  # noqa: SLF001
                abort(403)
            return view(*args, **arguments, **loaded)

        return _declare(run, rule.__module__.removeprefix("lms.") + "." + rule.__name__)

    return declare


def _load(name: str, loader: Loader, arguments: dict[str, Any]) -> Any:
    thing = _row(loader, arguments.pop(f"{name}_id")) if isinstance(loader, type) else loader(arguments.pop(name))
    if thing is None:
        abort(404)
    return thing


def _row(model: type[Base], key: int) -> Base | None:
    return db.session.get(model, key)


def _declare(view: View, access: str) -> View:
    if hasattr(view, "access"):
        raise TypeError(f"{view.__module__}.{view.__name__} declares its access twice")
    view.access = access  # type: ignore[attr-defined]
    return view
