"""Accounts: made, named, deactivated. An account is never deleted but erased (see `personal_data`)."""

from zoneinfo import available_timezones

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.email_addresses import normalised
from lms.accounts.models import Person
from lms.accounts.operations import visits
from lms.accounts.operations.acts import note
from lms.accounts.operations.grants import refuse_losing_the_last_administrator
from lms.core.clock import DEFAULT_ZONE, now
from lms.core.danish import sort_key
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES
from lms.core.names import one_line
from lms.mail.operations import post

NAME_LENGTH = 200


def by_email(address: str) -> Person | None:
    """Return the person with an address, in the form in which addresses are kept."""
    return db.session.scalar(select(Person).where(Person.email == address))


def new_person(*, name: str, email: str, language: str, time_zone: str = DEFAULT_ZONE) -> Person:
    """Make an account and nothing else: no mail, no trail. What calls it has settled that the person may have one."""
    address = normalised(email)
    if address is None:
        raise DomainError(_("This is not a mail address. It looks like name@workplace.dk."), field="email")
    if by_email(address) is not None:
        raise DomainError(_("There is an account with this address already."), field="email")
    named = _clean_name(name)
    person = Person(
        name=named,
        sort_key=sort_key(named),
        email=address,
        language=language if language in LANGUAGES else "da",
        time_zone=time_zone,
        created_at=now(),
    )
    db.session.add(person)
    db.session.flush()
    return person


def create_person(*, name: str, email: str, language: str, by: Person | None) -> Person:
    """Make an account as an administrator (or, with None, from the command line) and mail its person how to get in."""
    person = new_person(name=name, email=email, language=language)
    note("created", "person", person.id, by=by)
    post("accounts.welcome", to=person, language=person.language)
    return person


def change_name(person: Person, name: str, *, by: Person) -> None:
    """Give an account another name: one's own, or as an administrator."""
    named = _clean_name(name)
    if named == person.name:
        return
    person.name = named
    person.sort_key = sort_key(named)
    if by.id != person.id:
        note("renamed", "person", person.id, by=by)


def change_settings(person: Person, *, language: str, time_zone: str) -> None:
    """Set the language of one's pages and mails and the zone in which times are shown."""
    if language not in LANGUAGES:
        raise DomainError(_("Choose one of the languages."), field="language")
    if time_zone not in available_timezones():
        raise DomainError(_("Choose one of the time zones."), field="time_zone")
    person.language = language
    person.time_zone = time_zone


def deactivate(person: Person, *, by: Person | None) -> None:
    """Close an account for now: its browsers are signed out, nothing is deleted, and it can be opened again."""
    if person.deactivated_at is not None:
        return
    refuse_losing_the_last_administrator(person)
    person.deactivated_at = now()
    visits.end_all(person)
    note("deactivated", "person", person.id, by=by)


def reactivate(person: Person, *, by: Person | None) -> None:
    """Open a deactivated account again."""
    if person.erased_at is not None:
        raise DomainError(_("This account was deleted and can't come back."))
    if person.deactivated_at is None:
        return
    person.deactivated_at = None
    note("reactivated", "person", person.id, by=by)


def _clean_name(name: str) -> str:
    named = one_line(name)
    if not named:
        raise DomainError(_("Write a name."), field="name")
    if len(named) > NAME_LENGTH:
        raise DomainError(_("A name has room for %(room)s characters.", room=NAME_LENGTH), field="name")
    return named
