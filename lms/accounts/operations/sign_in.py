"""Proving who one is: password, then the second factor where there is one."""

from flask_babel import gettext as _

from lms.accounts.email_addresses import normalised
from lms.accounts.models import Person
from lms.accounts.operations import second_factor, throttle
from lms.accounts.operations.passwords import hashed, is_outdated, verified
from lms.accounts.operations.people import by_email
from lms.accounts.operations.throttle import count_try, forgive
from lms.core.errors import DomainError
from lms.core.transaction import finish


def check_password(email: str, password: str, *, client: str, browser: str | None) -> Person:
    """Return the active person whose address and password these are. Raises DomainError otherwise.

    `browser` is the mark of a browser that signed in to this account before: it has an allowance of its own, so that
    strangers' guesses don't slow its person down. Known and unknown addresses take the same steps and the same time.
    """
    address = normalised(email) or email.strip().lower()
    counted = count_try(browser or address, client=client)
    person = by_email(address)
    finish()
    kept = person.password_hash if person is not None else None
    right = verified(kept, password)
    fresh = hashed(password) if right and kept and is_outdated(kept) else kept
    if person is None or not right:
        raise DomainError(
            _("Address and password don't fit together. You can also ask for a one-time link."), status=422
        )
    forgive(counted)
    person.password_hash = fresh
    refuse_closed(person)
    return person


def check_own_password(person: Person, password: str, *, client: str) -> None:
    """Let a signed-in person prove once more that it is them. Raises DomainError when the password is wrong."""
    counted = count_try(throttle.own_password(person.id), client=client)
    finish()
    if not verified(person.password_hash, password):
        raise DomainError(_("This is not your password."), field="password", status=422)
    forgive(counted)


def check_code(person: Person, code: str, *, client: str) -> None:
    """Take a second factor's code. Raises DomainError when it is wrong or was used before."""
    counted = count_try(throttle.second_factor(person.id), client=client)
    if not second_factor.accepts(person, code):
        raise DomainError(_("This code isn't right, or was used before. Try the next one."), field="code", status=422)
    forgive(counted)


def refuse_closed(person: Person) -> None:
    """Say kindly that an account is closed, to somebody who has shown that it is theirs."""
    if not person.is_active:
        sentence = _(
            "Your account is closed for now. What you have done is kept. Ask whoever invited you to open it again."
        )
        raise DomainError(sentence, status=403)
