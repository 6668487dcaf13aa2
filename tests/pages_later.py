"""Pages of measures and team tasks by example: what somebody asked to be asked later, before and after it is due."""

from datetime import timedelta

from lms.core.clock import now, today
from lms.core.crypto import encrypt
from lms.core.db import db
from lms.curriculum.models import Module
from lms.measures.models import Happened, Later, TeamTaskWish
from tests.pages_things import ADMIN, LEARNER, NOBODY

MODULE, OTHER = "intro-equil-approach", "ips"


def examples(people):
    """Yield the arguments of one example page after the other; LEARNER is asked now, ADMIN has to wait."""
    ids = {module.slug: module.id for module in db.session.query(Module)}
    for who, days in ((LEARNER, -1), (ADMIN, 30)):
        for later in Later:
            _wish(people[who], ids[MODULE], later, days)
    answered = _wish(people[LEARNER], ids[OTHER], Later.SIX_WEEKS, -3)
    answered.answer, answered.answered_at = Happened.PARTLY, now()
    answered.sealed = encrypt("We began with 010190-1234.")
    db.session.commit()
    for who in (NOBODY, LEARNER, ADMIN):
        yield "learning.team_task", who, {"module": MODULE}
    for who in (LEARNER, ADMIN):
        yield "learning.later", who, {"module": MODULE}
    yield "learning.later", LEARNER, {"module": OTHER}
    yield "learning.later", ADMIN, {"module": OTHER}, None, 404
    yield "learning.answer_later", LEARNER, {"module": MODULE}, {"answer": ""}, 422


def _wish(person, module_id, later, days):
    wish = TeamTaskWish(
        person_id=person.id,
        module_id=module_id,
        later=later,
        wished_at=now() - timedelta(days=42),
        due_on=today() + timedelta(days=days),
    )
    db.session.add(wish)
    return wish
