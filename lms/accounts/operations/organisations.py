"""Organisations and who belongs to them."""

import re
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import Select, select

from lms.accounts.models import Grant, Membership, Organisation, OrganisationKind, Person
from lms.accounts.operations.acts import note
from lms.accounts.operations.grants import end_grant
from lms.core.clock import now, today
from lms.core.danish import sort_key
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.names import one_line

NAME_LENGTH = 200


def open_organisation(*, name: str, kind: OrganisationKind, country: str, by: Person | None) -> Organisation:
    """Add an organisation. `country` is its ISO 3166-1 code of two letters."""
    named = _free_name(name)
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise DomainError(_("Choose a country."), field="country")
    organisation = Organisation(name=named, sort_key=sort_key(named), kind=kind, country=country, created_at=now())
    db.session.add(organisation)
    db.session.flush()
    note("opened", "organisation", organisation.id, by=by)
    return organisation


def rename(organisation: Organisation, name: str, *, by: Person | None) -> None:
    """Give an organisation another name."""
    named = _free_name(name, but=organisation)
    if named == organisation.name:
        return
    organisation.name = named
    organisation.sort_key = sort_key(named)
    note("renamed", "organisation", organisation.id, by=by)


def close(organisation: Organisation, *, by: Person | None) -> None:
    """Close an organisation: its memberships and its coordinators' roles end today; everybody keeps their learning."""
    if organisation.closed_at is not None:
        return
    organisation.closed_at = now()
    for membership in db.session.scalars(_current_members(organisation)):
        membership.ends_on = max(today(), membership.starts_on)
    current = select(Grant).where(Grant.organisation_id == organisation.id, Grant.ended_at.is_(None))
    for given in db.session.scalars(current):
        end_grant(given, by=by)
    note("closed", "organisation", organisation.id, by=by)


def add_member(
    person: Person, organisation: Organisation, *, starts_on: date | None = None, by: Person | None
) -> Membership:
    """Say that a person belongs to an organisation, besides any other."""
    if organisation.closed_at is not None:
        raise DomainError(_("This organisation is closed."), field="organisation")
    if not person.is_active:
        raise DomainError(_("This account is closed."), field="person")
    if db.session.scalar(_current_members(organisation).where(Membership.person_id == person.id)) is not None:
        raise DomainError(_("The person belongs to this organisation already."), field="organisation")
    membership = Membership(person_id=person.id, organisation_id=organisation.id, starts_on=starts_on or today())
    db.session.add(membership)
    db.session.flush()
    note("added", "membership", membership.id, by=by)
    return membership


def end_membership(membership: Membership, *, ends_on: date | None = None, by: Person | None) -> None:
    """End a membership today or on a given day; learning and cohorts stay as they are."""
    if membership.ends_on is not None:
        return
    last = ends_on or max(today(), membership.starts_on)
    if last < membership.starts_on:
        raise DomainError(_("A membership can't end before it starts."), field="ends_on")
    membership.ends_on = last
    note("ended", "membership", membership.id, by=by)


def _current_members(organisation: Organisation) -> Select[Membership]:
    return select(Membership).where(Membership.organisation_id == organisation.id, Membership.ends_on.is_(None))


def _free_name(name: str, but: Organisation | None = None) -> str:
    named = one_line(name)
    if not named:
        raise DomainError(_("Write the organisation's name."), field="name")
    if len(named) > NAME_LENGTH:
        raise DomainError(_("A name has room for %(room)s characters.", room=NAME_LENGTH), field="name")
    other = db.session.scalar(select(Organisation).where(Organisation.name == named))
    if other is not None and other is not but:
        raise DomainError(_("There is an organisation with this name already."), field="name")
    return named
