"""Connects the package to the application."""

from flask import Flask

from lms.core import jobs
from lms.privacy.jobs import PURGE, WIPE
from lms.privacy.views import privacy


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(privacy)
    jobs.register(app, PURGE)
    jobs.register(app, WIPE)
