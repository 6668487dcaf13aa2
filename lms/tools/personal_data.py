"""What this package holds about a person: the worksheets they filled in. All of it is theirs, and all of it goes."""

from typing import Any

from sqlalchemy import column, delete, select, table

from lms.accounts.models import Person
from lms.core.db import db
from lms.tools import policy, queries
from lms.tools.models import Worksheet, WorksheetCopy

CLAIMS = {"worksheets.person_id"}
_LESSONS = table("lessons", column("id"), column("slug"))


def export(person: Person) -> dict[str, Any]:
    """Return every sheet with what stands in it in the clear, and what was set aside beside it."""
    theirs = policy.own_worksheets(person.id).with_only_columns(Worksheet.lesson_id)
    found = db.session.execute(select(_LESSONS.c.id, _LESSONS.c.slug).where(_LESSONS.c.id.in_(theirs)))
    lessons = {row.id: row.slug for row in found}
    return {
        "worksheets": [
            {
                "lesson": lessons.get(sheet.lesson_id, ""),
                "block": sheet.block,
                "language": sheet.language,
                "fields": dict(sheet.values),
                "set_aside": [dict(copy.values) for copy in sheet.copies],
                "written": sheet.updated_at,
            }
            for sheet in reversed(queries.sheets(person.id))
        ]
    }


def erase(person: Person) -> None:
    """Delete every sheet, and what was set aside."""
    theirs = select(Worksheet.id).where(Worksheet.person_id == person.id)
    db.session.execute(delete(WorksheetCopy).where(WorksheetCopy.worksheet_id.in_(theirs)))
    db.session.execute(delete(Worksheet).where(Worksheet.person_id == person.id))
