"""Periodic work of cohorts."""

from datetime import timedelta

from lms.cohorts.operations.invitations import purge
from lms.core.jobs import Job
from lms.core.transaction import transaction


def _purge() -> None:
    with transaction():
        purge()


PURGE = Job("cohorts.purge", timedelta(hours=6), _purge)
