"""Changing one's mail address: confirmed at the old one and at the new one."""

from flask_babel import gettext as _
from sqlalchemy import delete, select

from lms.accounts.email_addresses import normalised
from lms.accounts.models import Link, LinkPurpose, Person
from lms.accounts.operations.links import VALID
from lms.accounts.operations.people import by_email
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.mail.operations import post

PURPOSES = (LinkPurpose.CONFIRM_OLD_EMAIL, LinkPurpose.CONFIRM_NEW_EMAIL)


def ask(person: Person, email: str) -> str:
    """Mail both addresses for confirmation; nothing changes yet. Returns the new address as it would be kept.

    An address that is somebody else's gets no mail, and the person who asked isn't told whose it is.
    """
    address = normalised(email)
    if address is None:
        raise DomainError(_("This is not a mail address. It looks like name@workplace.dk."), field="email")
    if address == person.email:
        raise DomainError(_("This is your address already."), field="email")
    withdraw(person)
    moment = now()
    for purpose in PURPOSES:
        link = Link(
            person_id=person.id, purpose=purpose, new_email=address, created_at=moment, expires_at=moment + VALID
        )
        db.session.add(link)
        db.session.flush()
        post("accounts.confirm_email", to=person, language=person.language, parameters={"link": link.id})
    return address


def confirm(link: Link) -> bool:
    """Count a spent link as one address's yes. Returns whether the address has changed now, having both."""
    person = link.person
    others = select(Link).where(
        Link.person_id == person.id,
        Link.new_email == link.new_email,
        Link.purpose != link.purpose,
        Link.purpose.in_(PURPOSES),
        Link.used_at.is_not(None),
    )
    if link.new_email is None or db.session.scalar(others) is None:
        return False
    if by_email(link.new_email) is not None:
        raise DomainError(_("This address can't be used for your account. Choose another one."))
    person.email = link.new_email
    db.session.execute(delete(Link).where(Link.person_id == person.id))
    return True


def withdraw(person: Person) -> None:
    """Forget an address change that was asked for before."""
    db.session.execute(delete(Link).where(Link.person_id == person.id, Link.purpose.in_(PURPOSES)))
