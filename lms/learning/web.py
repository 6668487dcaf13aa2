"""Connects the package to the application."""

from flask import Flask

from lms.learning import models as models


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
