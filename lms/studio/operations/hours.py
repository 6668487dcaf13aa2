"""My hours: noted by me, read by me, deleted by me."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core import crypto
from lms.core.clock import today
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import HoursEntry

MINUTES_IN_A_DAY = 1440


@dataclass(frozen=True, kw_only=True)
class Time:
    """Time somebody spent on one collaboration on one day."""

    collaboration_id: int
    day: date
    minutes: int
    note: str


def log(time: Time, *, by: Person) -> HoursEntry:
    """Note time for oneself. The same entry sent twice in a row is noted once (rule 10)."""
    if not 1 <= time.minutes <= MINUTES_IN_A_DAY:
        raise DomainError(_("Write how long it took: between one minute and a day."), field="minutes", status=422)
    if time.day > today():
        raise DomainError(_("This day has not come yet. Nothing was saved."), field="day", status=422)
    latest = db.session.scalars(
        select(HoursEntry).where(HoursEntry.person_id == by.id).order_by(HoursEntry.id.desc())
    ).first()
    if latest is not None and _same(latest, time):
        return latest
    entry = HoursEntry(
        person_id=by.id,
        collaboration_id=time.collaboration_id,
        day=time.day,
        minutes=time.minutes,
        sealed_note=crypto.encrypt(time.note),
    )
    db.session.add(entry)
    return entry


def delete(entry: HoursEntry) -> None:
    """Delete an entry for good."""
    db.session.delete(entry)


def _same(entry: HoursEntry, time: Time) -> bool:
    facts = (entry.collaboration_id, entry.day, entry.minutes) == (time.collaboration_id, time.day, time.minutes)
    return facts and crypto.decrypt(entry.sealed_note) == time.note
