"""Periodic work of the studio."""

from datetime import timedelta

from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.studio.operations import inviting, proposing, review_days


def _purge() -> None:
    with transaction():
        inviting.purge()
        proposing.end_stale()


PURGE = Job("studio.purge_invitations", timedelta(hours=6), _purge)


def _tell_review_days() -> None:
    with transaction():
        review_days.tell_review_days()


REVIEW_DAYS = Job("studio.review_days", timedelta(hours=6), _tell_review_days)
