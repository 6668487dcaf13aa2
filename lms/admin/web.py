"""Connects the package to the application."""

from flask import Flask

from lms.admin.views import invitations, organisations, overview, people
from lms.admin.views.blueprint import admin

PAGES = (overview, people, organisations, invitations)  # importing them puts their views on the blueprint


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(admin)
