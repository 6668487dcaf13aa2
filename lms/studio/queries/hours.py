"""My hours, for me alone."""

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO

from flask_babel import gettext as _
from sqlalchemy import Select, select

from lms.accounts.models import Person
from lms.core import crypto
from lms.core.db import db
from lms.curriculum.models import Module
from lms.studio.models import Collaboration, HoursEntry, Partner

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """Time I noted."""

    id: int
    day: date
    minutes: int
    module: str
    note: str


def visible_to(user: Person) -> Select[HoursEntry]:
    """Select somebody's own entries. There is no other reader: no partner, owner or administrator."""
    return select(HoursEntry).where(HoursEntry.person_id == user.id)


def own_hours(user: Person, language: str) -> list[HoursLine]:
    """Return what somebody noted, the newest day first."""
    rows = db.session.execute(
        visible_to(user)
        .add_columns(Module.titles)
        .join(Collaboration, Collaboration.id == HoursEntry.collaboration_id)
        .join(Module, Module.id == Collaboration.module_id)
        .order_by(HoursEntry.day.desc(), HoursEntry.id.desc())
    )
    return [
        HoursLine(
            id=entry.id,
            day=entry.day,
            minutes=entry.minutes,
            module=titles.get(language, ""),
            note=crypto.decrypt(entry.sealed_note),
        )
        for entry, titles in rows
    ]


def own_collaborations(user: Person, language: str) -> list[tuple[int, str]]:
    """Return the collaborations somebody is or was a partner in, by their module's title."""
    rows = db.session.execute(
        select(Collaboration.id, Module.titles)
        .join(Module, Module.id == Collaboration.module_id)
        .join(Partner, Partner.collaboration_id == Collaboration.id)
        .where(Partner.person_id == user.id)
        .order_by(Module.position, Collaboration.id)
    )
    return [(key, titles.get(language, "")) for key, titles in rows]


def hours_as_csv(lines: list[HoursLine]) -> bytes:
    """Return entries as CSV in UTF-8 with a byte order mark; a cell that looks like a formula starts with an apostrophe."""
    text = StringIO(newline="")
    rows = [[_("Day"), _("Module"), _("Minutes"), _("Note")]]
    rows += [[line.day.isoformat(), line.module, str(line.minutes), line.note] for line in lines]
    csv.writer(text).writerows([[_harmless(cell) for cell in row] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
