"""Connects the package to the application."""

from flask import Flask

from lms.core import metrics
from lms.home import finding as _finding  # noqa: F401 (its route)
from lms.home.help_lines import help_lines
from lms.home.views import home


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`. Stops the start when the help lines are incomplete."""
    help_lines()
    metrics.init_app(app)
    app.register_blueprint(home)
