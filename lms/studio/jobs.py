"""Periodic work of the studio."""

from datetime import timedelta

from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.studio.operations import deadlines, inviting, offers, proposing


def _purge() -> None:
    with transaction():
        inviting.purge()
        proposing.end_stale()


PURGE = Job("studio.purge_invitations", timedelta(hours=6), _purge)


def _tell() -> None:
    with transaction():
        deadlines.tell_decisions()
        deadlines.tell_review_days()
        offers.tell_proposals()


TELL = Job("studio.deadlines", timedelta(hours=1), _tell)
