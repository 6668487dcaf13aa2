"""Connects the package to the application."""

from flask import Flask

from lms.studio import models as _models  # noqa: F401 (its tables)
from lms.studio.paragraphs import plain, plain_line
from lms.studio.views.blueprint import studio


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(studio)
    app.jinja_env.filters.update(plain_paragraphs=plain, plain_line=plain_line)
