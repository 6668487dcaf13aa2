"""Connects the package to the application."""

from flask import Flask

from lms.curriculum import previewing
from lms.learning.sheets.worksheet import labels

# Importing the views puts their routes on the blueprint.
from lms.learning.views import (  # noqa: F401
    answers,
    cards,
    certificates,
    glossary,
    journal,
    lessons,
    measures,
    modules,
    practice_tools,
    prints,
    reflections,
    team_tasks,
    worksheets,
)
from lms.learning.views.blueprint import learning
from lms.learning.views.previews import Previews
from lms.learning.words import month, role


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(learning)
    previewing.register(app, Previews())
    app.jinja_env.filters["month"] = month
    app.jinja_env.filters["role"] = role
    app.jinja_env.filters["sheet_labels"] = labels
