"""Periodic work: what has been kept for as long as we say goes."""

from datetime import timedelta

from lms.core import traces
from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.privacy.operations import purge


def _purge() -> None:
    with transaction():
        purge()


PURGE = Job("privacy.purge", timedelta(days=1), _purge)


def _wipe() -> None:
    traces.wipe()


WIPE = Job("privacy.wipe", timedelta(hours=1), _wipe)
