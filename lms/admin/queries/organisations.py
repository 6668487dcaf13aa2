"""Organisations as administrators see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from lms.accounts.models import Membership, Organisation, OrganisationKind, Person
from lms.admin.policy import people_shown_to
from lms.admin.queries.paging import Page, cut
from lms.core.db import db


@dataclass(frozen=True)
class OrganisationLine:
    """One line of the list; `people` counts those who belong to it today."""

    id: int
    name: str
    kind: OrganisationKind
    country: str
    people: int
    is_closed: bool


@dataclass(frozen=True)
class MemberLine:
    """Somebody who belongs to an organisation."""

    membership_id: int
    person_id: int
    name: str
    email: str
    starts_on: date


def organisations(*, page: int) -> Page[OrganisationLine]:
    """Return a page of the organisations, open ones first, in Danish order, in two statements."""
    part = cut(select(Organisation.id), page)
    people = (
        select(func.count())
        .where(Membership.organisation_id == Organisation.id, Membership.ends_on.is_(None))
        .scalar_subquery()
    )
    rows = db.session.execute(
        part.of(
            select(Organisation, people).order_by(
                Organisation.closed_at.is_not(None), Organisation.sort_key, Organisation.id
            )
        )
    )
    return part.page([_line(organisation, count) for organisation, count in rows])


def members(user: Person, organisation: Organisation, *, page: int) -> Page[MemberLine]:
    """Return a page of the people who belong to an organisation today, in two statements."""
    theirs = (
        people_shown_to(user)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == organisation.id, Membership.ends_on.is_(None))
    )
    part = cut(theirs.with_only_columns(Membership.id), page)
    columns = theirs.with_only_columns(Membership.id, Person.id, Person.name, Person.email, Membership.starts_on)
    rows = db.session.execute(part.of(columns.order_by(Person.sort_key, Person.id)))
    return part.page([MemberLine(id_, who, name, email or "", since) for id_, who, name, email, since in rows])


def open_organisations() -> Sequence[tuple[int, str]]:
    """Return (id, name) of every open organisation, to choose from."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.closed_at.is_(None))
        .order_by(Organisation.sort_key, Organisation.id)
    )
    return [(id_, name) for id_, name in rows]


def _line(organisation: Organisation, people: int) -> OrganisationLine:
    return OrganisationLine(
        id=organisation.id,
        name=organisation.name,
        kind=organisation.kind,
        country=organisation.country,
        people=people,
        is_closed=organisation.closed_at is not None,
    )
