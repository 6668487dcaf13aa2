"""Periodic work: deleting what nobody needs any more."""

from datetime import timedelta

from lms.accounts.operations import invitations, links, throttle, visits
from lms.core.jobs import Job
from lms.core.transaction import transaction


def _purge() -> None:
    with transaction():
        throttle.purge()
        links.purge()
        visits.purge()
        invitations.purge()


PURGE = Job("accounts.purge", timedelta(hours=1), _purge)
