"""Who may see and change accounts."""

from sqlalchemy import Select, select

from lms.accounts.models import Grant, Person, Role, Visit
from lms.core.settings import Mode


def is_administrator(user: Person) -> bool:
    """Tell whether somebody administers the installation."""
    return any(grant.role is Role.ADMINISTRATOR and grant.ended_at is None for grant in user.grants)


def needs_second_factor(user: Person, mode: Mode) -> bool:
    """Administrators of a real installation sign in with a code too; the demo and the tests do without."""
    return mode is Mode.PRODUCTION and is_administrator(user)


def is_responsible(user: Person) -> bool:
    """Tell whether somebody sees other people's data by a role of theirs."""
    return any(grant.ended_at is None for grant in user.grants)


def visible_to(user: Person) -> Select[Person]:
    """Select the people whose account `user` may see: administrators everybody's, others their own."""
    people = select(Person).where(Person.erased_at.is_(None))
    return people if is_administrator(user) else people.where(Person.id == user.id)


def visits_visible_to(user: Person) -> Select[Visit]:
    """Select the signed-in browsers `user` may see: only their own, whoever they are."""
    return select(Visit).where(Visit.person_id == user.id)


def coordinates(user: Person, organisation_id: int) -> bool:
    """Tell whether somebody coordinates an organisation at present."""
    return any(
        grant.role is Role.COORDINATOR and grant.organisation_id == organisation_id and grant.ended_at is None
        for grant in user.grants
    )


def can_invite(user: Person) -> bool:
    """Administrators invite to accounts."""
    return is_administrator(user)


def can_manage_people(user: Person) -> bool:
    """Administrators make, rename, deactivate and reactivate accounts; nobody acts as another person."""
    return is_administrator(user)


def can_manage_organisations(user: Person) -> bool:
    """Administrators open, rename and close organisations and say who belongs to them."""
    return is_administrator(user)


def can_grant(user: Person) -> bool:
    """Administrators give and end roles; facilitators of a cohort are named where cohorts are run."""
    return is_administrator(user)


def can_end_grant(user: Person, _grant: Grant) -> bool:
    """Whether it is the last administrator's is for the operation to say, with a sentence."""
    return is_administrator(user)
