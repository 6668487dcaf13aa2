"""What the front pages hold about a person: which help lines they checked as an administrator."""

from typing import Any

from sqlalchemy import select, update

from lms.accounts.models import Person
from lms.core.db import db
from lms.home.models import HelpLineConfirmation

CLAIMS = frozenset({"help_line_confirmations.confirmed_by_id"})


def export(person: Person) -> dict[str, Any]:
    """Return the checks the person made."""
    theirs = HelpLineConfirmation.confirmed_by_id == person.id
    rows = db.session.scalars(select(HelpLineConfirmation).where(theirs).order_by(HelpLineConfirmation.id))
    return {
        "help_lines_checked": [
            {"line": row.line, "finding": row.finding.value, "checked": row.confirmed_at} for row in rows
        ]
    }


def erase(person: Person) -> None:
    """Let the checks stand without saying who made them."""
    theirs = HelpLineConfirmation.confirmed_by_id == person.id
    db.session.execute(update(HelpLineConfirmation).where(theirs).values(confirmed_by_id=None))
