"""Connects the package to the application."""

from flask import Flask

from lms.curriculum import previewing

# Importing the views puts their routes on the blueprint.
from lms.learning.views import answers, certificates, journal, lessons, modules, reflections  # noqa: F401
from lms.learning.views.blueprint import learning
from lms.learning.views.previews import preview
from lms.learning.words import month


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(learning)
    previewing.register(app, preview)
    app.jinja_env.filters["month"] = month
