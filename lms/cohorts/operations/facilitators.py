"""Facilitators of a cohort: appointed by address among the people of its organisation, dismissed at will."""

from flask_babel import gettext as _
from sqlalchemy import or_, select

from lms.accounts.models import Grant, Membership, Person, Role
from lms.accounts.operations.grants import end_grant, grant
from lms.activity.models import Area
from lms.activity.operations import record
from lms.cohorts.addresses import normal
from lms.cohorts.models import Cohort
from lms.cohorts.operations.cohorts import lock
from lms.core.clock import today
from lms.core.db import db
from lms.core.errors import DomainError


def appoint(cohort: Cohort, email: str, *, by: Person) -> None:
    """Let a person of the organisation facilitate the cohort. Says the same of strangers and of people elsewhere."""
    lock(cohort)
    person = _person_of_organisation(cohort.organisation_id, email)
    if person is None:
        raise DomainError(
            _(
                "Nobody at %(organisation)s has this address here. An administrator can invite them.",
                organisation=cohort.organisation.name,
            ),
            field="email",
        )
    try:
        given = grant(person, Role.FACILITATOR, cohort_id=cohort.id, by=by)
    except DomainError as error:
        raise DomainError(error.sentence, field="email") from error
    record(Area.COHORTS, "granted", "grant", given.id, by=by.id)


def dismiss(cohort: Cohort, grant_id: int, *, by: Person) -> None:
    """End somebody's part as a facilitator of this cohort. Doing it twice changes nothing."""
    given = db.session.scalar(
        select(Grant).where(Grant.id == grant_id, Grant.cohort_id == cohort.id, Grant.ended_at.is_(None))
    )
    if given is None:
        return
    end_grant(given, by=by)
    record(Area.COHORTS, "ended", "grant", given.id, by=by.id)


def _person_of_organisation(organisation_id: int, email: str) -> Person | None:
    """Return whoever belongs to the organisation, or coordinates it, and has this address."""
    day = today()
    member = select(Membership.person_id).where(
        Membership.organisation_id == organisation_id,
        Membership.starts_on <= day,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= day),
    )
    coordinator = select(Grant.person_id).where(Grant.organisation_id == organisation_id, Grant.ended_at.is_(None))
    return db.session.scalar(
        select(Person).where(
            Person.email == normal(email),
            Person.deactivated_at.is_(None),
            or_(Person.id.in_(member), Person.id.in_(coordinator)),
        )
    )
