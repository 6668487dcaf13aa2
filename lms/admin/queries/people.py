"""People as administrators see them: who they are, where they belong, what roles they have."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import load_only

from lms.accounts.models import Grant, Membership, Organisation, Person, Role
from lms.admin.policy import people_shown_to
from lms.admin.queries.paging import Page, cut
from lms.cohorts.models import Cohort
from lms.core.danish import sort_key
from lms.core.db import db


@dataclass(frozen=True)
class PersonLine:
    """One line of the list."""

    id: int
    name: str
    email: str
    organisations: tuple[str, ...]
    is_closed: bool


@dataclass(frozen=True)
class MembershipLine:
    """An organisation the person belongs to, or did."""

    id: int
    organisation_id: int
    organisation: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class GrantLine:
    """A role the person has, or had; `scope` is the organisation's or cohort's name."""

    id: int
    role: Role
    scope: str
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class PersonPage:
    """What a person's page shows beside the account itself."""

    memberships: Sequence[MembershipLine]
    grants: Sequence[GrantLine]


def people(user: Person, *, search: str, page: int) -> Page[PersonLine]:
    """Return a page of the people whose name or address holds `search`, in Danish order, in three statements."""
    found = _matching(people_shown_to(user), search)
    part = cut(found.with_only_columns(Person.id), page)
    chosen = part.of(found.order_by(Person.sort_key, Person.id)).options(
        load_only(Person.name, Person.email, Person.deactivated_at)
    )
    rows = db.session.scalars(chosen).all()
    belongs = _organisations_of([person.id for person in rows])
    return part.page(
        [
            PersonLine(
                id=person.id,
                name=person.name,
                email=person.email or "",
                organisations=tuple(belongs[person.id]),
                is_closed=person.deactivated_at is not None,
            )
            for person in rows
        ]
    )


def person_shown_to(user: Person, person_id: int) -> Person | None:
    """Return one person an administrator may see; erased accounts are nobody any more."""
    return db.session.scalar(people_shown_to(user).where(Person.id == person_id))


def person_page(person: Person) -> PersonPage:
    """Return the person's memberships and roles, past ones too, in two statements."""
    memberships = db.session.execute(
        select(Membership.id, Organisation.id, Organisation.name, Membership.starts_on, Membership.ends_on)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id == person.id)
        .order_by(Membership.ends_on.is_not(None), Membership.starts_on.desc(), Membership.id.desc())
    )
    grants = db.session.execute(
        select(Grant.id, Grant.role, Organisation.name, Cohort.name, Grant.created_at, Grant.ended_at)
        .outerjoin(Organisation, Organisation.id == Grant.organisation_id)
        .outerjoin(Cohort, Cohort.id == Grant.cohort_id)
        .where(Grant.person_id == person.id)
        .order_by(Grant.ended_at.is_not(None), Grant.created_at.desc(), Grant.id.desc())
    )
    return PersonPage(
        memberships=[MembershipLine(*row) for row in memberships],
        grants=[
            GrantLine(id_, role, organisation or cohort or "", created, ended)
            for id_, role, organisation, cohort, created, ended in grants
        ],
    )


def _matching(query: Select[Person], search: str) -> Select[Person]:
    words = search.split()
    for word in words:
        query = query.where(
            or_(
                Person.sort_key.contains(sort_key(word), autoescape=True),
                Person.email.contains(word.lower(), autoescape=True),
            )
        )
    return query


def _organisations_of(people_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(Membership.person_id, Organisation.name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id.in_(people_ids), Membership.ends_on.is_(None))
        .order_by(Organisation.sort_key)
    )
    for person_id, name in rows:
        names[person_id].append(name)
    return names
