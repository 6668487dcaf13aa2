"""Who has which role at present."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased

from lms.accounts.models import Grant, Organisation, Person, Role
from lms.admin.policy import people_shown_to
from lms.admin.queries.paging import Page, cut
from lms.cohorts.models import Cohort
from lms.core.db import db


@dataclass(frozen=True)
class RoleLine:
    """A role somebody has; `scope` is the organisation's or cohort's name, `by` who gave it."""

    id: int
    person_id: int
    person: str
    role: Role
    scope: str
    created_at: datetime
    by: str


def roles(user: Person, *, page: int) -> Page[RoleLine]:
    """Return a page of the roles people have today, by name in Danish order, in two statements."""
    giver = aliased(Person)
    held = people_shown_to(user).join(Grant, Grant.person_id == Person.id).where(Grant.ended_at.is_(None))
    part = cut(held.with_only_columns(Grant.id), page)
    rows = db.session.execute(
        part.of(
            held.outerjoin(Organisation, Organisation.id == Grant.organisation_id)
            .outerjoin(Cohort, Cohort.id == Grant.cohort_id)
            .outerjoin(giver, giver.id == Grant.created_by_id)
            .with_only_columns(
                Grant.id,
                Person.id,
                Person.name,
                Grant.role,
                Organisation.name,
                Cohort.name,
                Grant.created_at,
                giver.name,
            )
            .order_by(Person.sort_key, Person.id, Grant.id)
        )
    )
    return part.page(
        [
            RoleLine(id_, who, name, role, organisation or cohort or "", created, by or "")
            for id_, who, name, role, organisation, cohort, created, by in rows
        ]
    )
