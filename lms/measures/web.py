"""Connects the package to the application. Its pages are composed in `learning`, which knows what modules say."""

from flask import Flask

from lms.core import jobs
from lms.mail import composers
from lms.measures import mail
from lms.measures import models as _models  # noqa: F401 (its tables)
from lms.measures.jobs import REMIND
from lms.measures.operations.reminders import MAIL


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    composers.register(app, MAIL, mail.waits)
    jobs.register(app, REMIND)
