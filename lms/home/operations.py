"""Writes of this package: checking help lines."""

from flask_babel import gettext as _

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now, today
from lms.core.db import db
from lms.core.errors import DomainError
from lms.home.help_lines import QUARTER, help_lines
from lms.home.models import Finding, HelpLineConfirmation


def note_help_line(line_id: str, finding: Finding, *, by: Person) -> None:
    """Note whether the line's number is right, until it is checked again in three months."""
    line = help_lines().line(line_id)
    if line is None or not line.number:
        raise DomainError(_("There is no such help line with a number. Nothing was changed."), status=404)
    note = HelpLineConfirmation(
        line=line.id,
        number=line.number,
        finding=finding,
        confirmed_by_id=by.id,
        confirmed_at=now(),
        review_by=today() + QUARTER,
    )
    db.session.add(note)
    db.session.flush()
    verb = "confirmed" if finding is Finding.RIGHT else "found_wrong"
    record(Area.ADMINISTRATION, verb, "help_line", note.id, by=by.id)
