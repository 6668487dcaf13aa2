"""Connects the package to the application."""

from flask import Flask

from lms.studio import models as _models  # noqa: F401 (its tables)
from lms.studio.views.blueprint import studio


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(studio)
