"""Writing the trail."""

from datetime import datetime

from sqlalchemy import delete

from lms.activity.models import Area, TrailEntry
from lms.core.clock import now
from lms.core.db import db


def record(area: Area, verb: str, thing: str, thing_id: int | None, *, by: int | None) -> None:
    """Note that the person with id `by` (None for the system) did `verb` to the thing, in the running transaction."""
    db.session.add(TrailEntry(actor_id=by, area=area, verb=verb, thing=thing, thing_id=thing_id, created_at=now()))


def purge_before(moment: datetime) -> None:
    """Delete the entries older than `moment`."""
    db.session.execute(delete(TrailEntry).where(TrailEntry.created_at < moment))
