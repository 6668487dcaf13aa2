"""Erasure, and what is deleted because its time has come."""

import logging
from datetime import timedelta

from flask_babel import gettext as _

from lms.accounts.email_addresses import normalised
from lms.accounts.models import Person
from lms.accounts.operations import visits
from lms.accounts.operations.grants import refuse_losing_the_last_administrator
from lms.activity.operations import purge_before
from lms.core.clock import now
from lms.core.errors import DomainError
from lms.privacy.registry import PARTS

TRAIL_KEPT = timedelta(days=3 * 365)


def erase(person: Person, *, confirmed_by: str) -> None:
    """Empty the person's account for good, at their own wish, and sign them out everywhere.

    `confirmed_by` is their mail address as they typed it. Raises DomainError when it is another one, and for the last
    administrator. The log notes the bare id, so that whoever restores a backup can erase again what it brings back.
    """
    if person.email is None or normalised(confirmed_by) != person.email:
        sentence = _("This is not the address of your account. Nothing was deleted.")
        raise DomainError(sentence, field="email", status=422)
    refuse_losing_the_last_administrator(person)
    _empty(person)
    logging.getLogger("lms.privacy").info({"erased": person.id})


def erase_again(person: Person) -> bool:
    """Empty an account that a restored backup has brought back. Returns False when there was nothing left to empty."""
    if person.erased_at is not None:
        return False
    _empty(person)
    return True


def _empty(person: Person) -> None:
    visits.end_all(person)
    for part in PARTS:
        part.erase(person)


def purge() -> None:
    """Delete the trail's entries that are older than we say we keep them."""
    purge_before(now() - TRAIL_KEPT)
