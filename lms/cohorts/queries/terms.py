"""What joining a cohort grants: who sees what, said exactly (rule 12)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from lms.accounts.models import Grant, Person, Role
from lms.cohorts.models import Cohort
from lms.cohorts.queries.titles import title_of
from lms.cohorts.refusals import coordinators
from lms.core.db import db


@dataclass(frozen=True)
class TermsModule:
    """A module whose status will be seen, and the day it is due."""

    id: int
    title: str
    due_on: date | None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Who sees which modules since when."""

    cohort_id: int
    cohort: str
    organisation: str
    starts_on: date
    coordinators: list[str]
    facilitators: list[str]
    modules: list[TermsModule]

    @property
    def seal(self) -> str:
        """The terms in short, so that a page opened before they changed is noticed when it is sent."""
        return f"{self.starts_on.isoformat()}:{','.join(str(module.id) for module in self.modules)}"


def terms_of(cohort: Cohort) -> Terms:
    """Return what joining the cohort grants today."""
    return Terms(
        cohort_id=cohort.id,
        cohort=cohort.name,
        organisation=cohort.organisation.name,
        starts_on=cohort.starts_on,
        coordinators=[name for _id, name in coordinators(cohort.organisation_id)],
        facilitators=[name for _id, name in facilitators(cohort.id)],
        modules=[TermsModule(line.module_id, title_of(line.module), line.due_on) for line in cohort.modules],
    )


def facilitators(cohort_id: int) -> list[tuple[int, str]]:
    """Return grant id and name of a cohort's present facilitators, in Danish order."""
    rows = db.session.execute(
        select(Grant.id, Person.name)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.cohort_id == cohort_id,
            Grant.role == Role.FACILITATOR,
            Grant.ended_at.is_(None),
            Person.deactivated_at.is_(None),
            Person.erased_at.is_(None),
        )
        .order_by(Person.sort_key, Person.id)
    )
    return [(grant_id, name) for grant_id, name in rows]
