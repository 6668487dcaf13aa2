"""Proving once more who one is, before something that would hand the account to somebody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect, request, url_for

from lms.accounts.cookies import current_visit
from lms.accounts.operations import visits


def confirmed(view: Callable[..., Any]) -> Callable[..., Any]:
    """Open a view only when the person signed in or gave their password within the last half hour.

    Put it below `@signed_in`. Otherwise it leads to the page that asks for the password, and back.
    """

    @wraps(view)
    def run(*args: Any, **arguments: Any) -> Any:
        visit = current_visit()
        if visit is None or not visits.is_confirmed(visit):
            page = request.path.partition("/-/")[0]  # an act's address is below its page's
            return redirect(url_for("accounts.confirm", next=page))
        return view(*args, **arguments)

    return run
