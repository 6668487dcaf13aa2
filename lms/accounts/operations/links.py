"""One-time links: asked for, made when the mail is sent, used once."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from lms.accounts.email_addresses import normalised
from lms.accounts.models import Link, LinkPurpose, Person
from lms.accounts.operations.throttle import may_ask_for_link
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import digest, mint
from lms.mail.operations import post

VALID = timedelta(minutes=15)
KEPT = timedelta(days=1)  # after it expired, so that its page can still say so


def ask_for(email: str, purpose: LinkPurpose, *, language: str, client: str) -> None:
    """Queue a link to an address. Whether it has an account is looked up at sending: here nobody can tell."""
    address = normalised(email)
    if address is None:
        raise DomainError(_("This is not a mail address. It looks like name@workplace.dk."), field="email")
    if may_ask_for_link(address, client=client):
        post("accounts.link", address=address, language=language, parameters={"purpose": purpose.value})


def make(person: Person, purpose: LinkPurpose) -> str:
    """Make a link that works from now for a quarter of an hour. Returns its token; only the hash is kept."""
    token = mint()
    moment = now()
    link = Link(
        person_id=person.id, purpose=purpose, token_hash=digest(token), created_at=moment, expires_at=moment + VALID
    )
    db.session.add(link)
    return token


def give_token(link: Link) -> str:
    """Give a link that waited for its mail a token, and its quarter of an hour."""
    token = mint()
    link.token_hash = digest(token)
    link.expires_at = now() + VALID
    return token


def find(token: str) -> Link | None:
    """Return the link behind a token with its person, in whatever state it is."""
    return db.session.scalar(select(Link).where(Link.token_hash == digest(token)).options(joinedload(Link.person)))


def works(link: Link | None) -> bool:
    """Tell whether a link can still be used."""
    return link is not None and link.used_at is None and now() < link.expires_at and link.person.erased_at is None


def use(token: str) -> Link:
    """Spend a link. Raises DomainError with status 410 when it can't be used any more."""
    spent = (
        select(Link).where(Link.token_hash == digest(token)).with_for_update().execution_options(populate_existing=True)
    )
    link = db.session.scalar(spent)
    if link is None or not works(link):
        raise DomainError(_("This link has expired or was used already. Ask for a new one."), status=410)
    link.used_at = now()
    return link


def purge() -> None:
    """Delete links that have long expired."""
    db.session.execute(delete(Link).where(Link.expires_at < now() - KEPT))
