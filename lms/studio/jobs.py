"""Periodic work of the studio."""

from datetime import timedelta

from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.studio.operations import inviting, proposing


def _purge() -> None:
    with transaction():
        inviting.purge()
        proposing.end_stale()


PURGE = Job("studio.purge_invitations", timedelta(hours=6), _purge)
