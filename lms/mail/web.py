"""Connects the package to the application."""

from flask import Blueprint, Flask

from lms.core import jobs
from lms.mail.jobs import PURGE
from lms.mail.transport import transport_for

mail = Blueprint("mail", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(mail)
    app.extensions["lms.mail_transport"] = transport_for(app.extensions["lms.settings"])
    jobs.register(app, PURGE)
