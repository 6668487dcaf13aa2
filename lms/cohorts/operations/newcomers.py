"""An account that arises by joining a cohort: the address is confirmed, because the link came by mail."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.accounts.operations.people import new_person
from lms.cohorts.models import Cohort
from lms.cohorts.operations.joining import address_of, join
from lms.core.db import db
from lms.core.errors import DomainError


def join_as_new(token: str, *, name: str, language: str, password_hash: str | None) -> tuple[Person, Cohort]:
    """Make an account for the address the token was mailed to, and let it join."""
    email = address_of(token)
    try:
        with db.session.begin_nested():
            person = new_person(name=name, email=email, language=language)
            person.password_hash = password_hash
    except IntegrityError as error:  # the same address by another way at the same moment
        raise DomainError(
            _("There is an account with this address already. Sign in, then open the link again.")
        ) from error
    return person, join(token, shows_earlier=False, by=person)
