"""The practice tools by example: their list, a sheet on paper, a refused one, one with two versions; the question before
one is deleted."""

from flask_babel import force_locale
from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson
from lms.tools import operations
from tests.pages_things import ADMIN, LEARNER, NOBODY

OTHER = {
    "learning.download_sheet": "a text file",
    "learning.download_sheet_data": "a file with data",
}
HERE = {"module": "inclusive-recruitment", "lesson": "m10-adjustments", "block": "planner"}
OWN = {"module": "inclusive-recruitment", "lesson": "m10-mentor-crisis", "block": "hard-days"}


def examples(people):
    """Yield endpoint, who, arguments, form, status."""
    lesson = db.session.scalars(select(Lesson).where(Lesson.slug == HERE["lesson"])).one()
    sheet = _two_versions(people[LEARNER], lesson)
    for who in (NOBODY, LEARNER, ADMIN):
        yield "learning.tools", who, {}, None, 200
        yield "learning.paper", who, HERE, None, 200
    yield "learning.paper", NOBODY, OWN, None, 200
    yield "learning.confirm_delete_sheet", LEARNER, {"sheet_id": sheet}, None, 200
    sent = {"version": "0", "writer": "a-page-of-theirs", "revision": str(lesson.current_id), "language": "en"}
    yield "learning.save_sheet", LEARNER, HERE, {**sent, "save": "account", "f.task": "a" * 501}, 422


def _two_versions(person, lesson):
    """Return a sheet beside which another page's version was set aside."""
    place = operations.Place(lesson_id=lesson.id, block=HERE["block"], revision_id=lesson.current_id, language="en")
    with force_locale("en"):
        for page, task in (("first-page-of-theirs", "The till"), ("other-page-of-theirs", "The telephone")):
            values = {"task": task, "areas": ["time", "place"], "trials.1.what": "Begin at ten", "old": "Gone"}
            written = operations.writing(values, version=0, writer=page)
            saved = operations.save(place, written, by=person)
    return saved.entry.id
