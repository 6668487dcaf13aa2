"""When the modules of somebody's cohorts are due, for their own learning page."""

from sqlalchemy import select

from lms.accounts.models import Person
from lms.cohorts.models import Cohort, CohortModule, Participant
from lms.core.db import db
from lms.learning.deadlines import Deadlines


def deadlines_of(person: Person) -> Deadlines:
    """Return module, day and cohort of everything that is due to `person` in cohorts that run."""
    rows = db.session.execute(
        select(CohortModule.module_id, CohortModule.due_on, Cohort.name)
        .join(Cohort, Cohort.id == CohortModule.cohort_id)
        .join(Participant, Participant.cohort_id == Cohort.id)
        .where(
            Participant.person_id == person.id,
            Participant.left_at.is_(None),
            Cohort.archived_at.is_(None),
            CohortModule.due_on.is_not(None),
        )
    )
    return [(module_id, due_on, name) for module_id, due_on, name in rows if due_on is not None]
