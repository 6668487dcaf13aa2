"""Periodic work of measures."""

from datetime import timedelta

from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.measures.operations import reminders


def _remind() -> None:
    with transaction():
        reminders.purge()
        reminders.post_reminders()


REMIND = Job("measures.remind", timedelta(hours=1), _remind)
