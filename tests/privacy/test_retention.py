"""What has been kept for as long as we say goes."""

from datetime import timedelta

from lms.activity.models import Area, TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.privacy.jobs import PURGE
from tests.factories import save


def an_entry(age):
    return save(TrailEntry(area=Area.LEARNING, verb="started", thing="module", thing_id=1, created_at=now() - age))


def test_the_trail_is_kept_for_three_years(app):
    an_entry(timedelta(days=3 * 365 + 1))
    kept = an_entry(timedelta(days=3 * 365 - 1))
    PURGE.run()
    PURGE.run()
    assert [entry.id for entry in db.session.query(TrailEntry)] == [kept.id]
