"""The blueprint, and what every page of administration needs."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.accounts.models import Person
from lms.accounts.words import ROLES
from lms.admin.queries.people import person_shown_to

admin = Blueprint("admin", __name__, url_prefix="/admin", template_folder="../templates")
Answer = str | Response | tuple[str, int]


def me() -> Person:
    """Return whoever is signed in."""
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person


def account(person_id: int) -> Person | None:
    """Load a person for a page; None when there is nobody to see."""
    return person_shown_to(me(), person_id)


def asked_page() -> int:
    """Return the page number in the address; 1 when it is none."""
    text = request.args.get("page", "1")
    return int(text) if text.isdecimal() and len(text) < 8 else 1


def shown(template: str, **values: Any) -> str:
    """Render one of the package's pages."""
    return render_template(f"admin/{template}.html", nav="admin", role_names=ROLES, **values)
