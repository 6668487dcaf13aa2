"""Periodic work of the outbox."""

from datetime import timedelta

from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.mail.operations import purge


def _purge() -> None:
    with transaction():
        purge()


PURGE = Job("mail.purge", timedelta(hours=6), _purge)
