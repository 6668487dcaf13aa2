"""Roles with a scope: given and ended."""

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from lms.accounts.models import Grant, Organisation, Person, Role
from lms.accounts.operations.acts import note
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError


def grant(
    person: Person,
    role: Role,
    *,
    organisation: Organisation | None = None,
    cohort_id: int | None = None,
    by: Person | None,
) -> Grant:
    """Give a role in its scope: an organisation for a coordinator, a cohort for a facilitator, else none."""
    _refuse_wrong_scope(role, organisation, cohort_id)
    if not person.is_active:
        raise DomainError(_("This account is closed. Open it again before you give it a role."), field="person")
    if organisation is not None and organisation.closed_at is not None:
        raise DomainError(_("This organisation is closed."), field="organisation")
    organisation_id = organisation.id if organisation is not None else None
    if _current(person, role, organisation_id, cohort_id) is not None:
        raise DomainError(_("The person has this role already."), field="role")
    given = Grant(
        person_id=person.id,
        role=role,
        organisation_id=organisation_id,
        cohort_id=cohort_id,
        created_at=now(),
        created_by_id=by.id if by is not None else None,
    )
    db.session.add(given)
    db.session.flush()
    note("granted", "grant", given.id, by=by)
    return given


def end_grant(given: Grant, *, by: Person | None) -> None:
    """End a role. The last administrator's can't be ended."""
    if given.ended_at is not None:
        return
    if given.role is Role.ADMINISTRATOR:
        refuse_losing_the_last_administrator(db.session.get_one(Person, given.person_id))
    given.ended_at = now()
    given.ended_by_id = by.id if by is not None else None
    note("ended", "grant", given.id, by=by)


def end_all(person: Person, *, by: Person | None) -> None:
    """End every role of a person who leaves for good."""
    for given in db.session.scalars(select(Grant).where(Grant.person_id == person.id, Grant.ended_at.is_(None))):
        end_grant(given, by=by)


def refuse_losing_the_last_administrator(person: Person) -> None:
    """Raise DomainError when nobody else would be left to administer the installation.

    The rows are locked, so that two administrators can't remove each other at the same moment.
    """
    holders = db.session.scalars(
        select(Person.id)
        .join(Grant, Grant.person_id == Person.id)
        .where(Grant.role == Role.ADMINISTRATOR, Grant.ended_at.is_(None))
        .where(Person.deactivated_at.is_(None), Person.erased_at.is_(None))
        .order_by(Grant.id)
        .with_for_update()
    ).all()
    if set(holders) == {person.id}:
        raise DomainError(_("This is the last administrator. Make somebody else an administrator first."))


def _refuse_wrong_scope(role: Role, organisation: Organisation | None, cohort_id: int | None) -> None:
    if (role is Role.COORDINATOR) != (organisation is not None):
        raise DomainError(_("A coordinator coordinates one organisation: choose it."), field="organisation")
    if (role is Role.FACILITATOR) != (cohort_id is not None):
        raise DomainError(_("A facilitator is named on the page of the cohort."), field="role")


def _current(person: Person, role: Role, organisation_id: int | None, cohort_id: int | None) -> Grant | None:
    conditions: list[ColumnElement[bool]] = [
        Grant.person_id == person.id,
        Grant.role == role,
        Grant.ended_at.is_(None),
        Grant.organisation_id.is_not_distinct_from(organisation_id),
        Grant.cohort_id.is_not_distinct_from(cohort_id),
    ]
    return db.session.scalar(select(Grant).where(*conditions))
