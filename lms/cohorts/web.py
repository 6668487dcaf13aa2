"""Connects the package to the application."""

from flask import Flask

from lms.cohorts import mail
from lms.cohorts import models as _models  # noqa: F401 (its tables)
from lms.cohorts.jobs import PURGE
from lms.cohorts.operations import invitations, links
from lms.cohorts.queries.deadlines import deadlines_of
from lms.cohorts.views import cohorts as _cohorts  # noqa: F401 (each module hangs its pages on the blueprint)
from lms.cohorts.views import inviting as _inviting  # noqa: F401
from lms.cohorts.views import joining as _joining  # noqa: F401
from lms.cohorts.views import mine as _mine  # noqa: F401
from lms.cohorts.views import progress as _progress  # noqa: F401
from lms.cohorts.views.blueprint import cohorts
from lms.cohorts.wording import MARKS, lessons_words, name_of, shows_lessons, standing_words, totals_words
from lms.core import jobs
from lms.learning import deadlines
from lms.mail import composers


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(cohorts)
    composers.register(app, invitations.MAIL, mail.invitation)
    composers.register(app, links.MAIL, mail.confirmation)
    jobs.register(app, PURGE)
    deadlines.register(app, deadlines_of)
    app.jinja_env.globals.update(
        cohort_marks=MARKS,
        lessons_words=lessons_words,
        module_name=name_of,
        shows_lessons=shows_lessons,
        standing_words=standing_words,
        totals_words=totals_words,
    )
