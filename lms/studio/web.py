"""Connects the package to the application."""

from flask import Flask

from lms.accounts.models import Person
from lms.core import jobs
from lms.core.i18n import language
from lms.core.markdown import to_html
from lms.curriculum import leaving
from lms.curriculum.queries.slots import OpenPlaces, open_places
from lms.mail import composers
from lms.studio import agreement_words, charts, desk, mail, signing_words, story_words, talk_parts
from lms.studio import models as _models  # noqa: F401 (its tables)
from lms.studio.block_forms.words import kind_name, language_name, slot_name
from lms.studio.jobs import PURGE, TELL
from lms.studio.models import Collaboration
from lms.studio.operations import filing, inviting
from lms.studio.paragraphs import plain, plain_line
from lms.studio.queries.transfer import Offered, offered_by_files
from lms.studio.views import agreement as _agreement  # noqa: F401 (its routes)
from lms.studio.views import blocks as _blocks  # noqa: F401
from lms.studio.views import comments as _comments  # noqa: F401
from lms.studio.views import consents as _consents  # noqa: F401 (its routes)
from lms.studio.views import credits as _credits  # noqa: F401
from lms.studio.views import drafts as _drafts  # noqa: F401
from lms.studio.views import editing as _editing  # noqa: F401
from lms.studio.views import equality as _equality  # noqa: F401
from lms.studio.views import evaluations as _evaluations  # noqa: F401
from lms.studio.views import hiding as _hiding  # noqa: F401
from lms.studio.views import holds as _holds  # noqa: F401
from lms.studio.views import hours as _hours  # noqa: F401
from lms.studio.views import inbox as _inbox  # noqa: F401
from lms.studio.views import invitations as _invitations  # noqa: F401
from lms.studio.views import ownerless as _ownerless  # noqa: F401
from lms.studio.views import partners as _partners  # noqa: F401
from lms.studio.views import pictures as _pictures  # noqa: F401
from lms.studio.views import practice as _practice  # noqa: F401
from lms.studio.views import preview as _preview  # noqa: F401
from lms.studio.views import publishing as _publishing  # noqa: F401
from lms.studio.views import recordings as _recordings  # noqa: F401
from lms.studio.views import signing as _signing  # noqa: F401
from lms.studio.views import start as _start  # noqa: F401
from lms.studio.views import stories as _stories  # noqa: F401
from lms.studio.views import suggesting as _suggesting  # noqa: F401
from lms.studio.views import suggestions as _suggestions  # noqa: F401
from lms.studio.views import transfer as _transfer  # noqa: F401
from lms.studio.views import versions as _versions  # noqa: F401
from lms.studio.views import waiting as _waiting  # noqa: F401
from lms.studio.views.blueprint import studio


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(studio)
    app.jinja_env.filters.update(plain_paragraphs=plain, plain_line=plain_line)
    app.jinja_env.filters.update(story_html=to_html)
    app.jinja_env.globals.update(share_chart=charts.share_chart, scale_chart=charts.scale_chart)
    app.jinja_env.globals.update(percent=charts.percent, days_words=charts.days_words)
    app.jinja_env.globals.update({word.__name__: word for word in story_words.WORDS})
    app.jinja_env.globals.update({word.__name__: word for word in signing_words.WORDS})
    app.jinja_env.globals.update({word.__name__: word for word in agreement_words.WORDS})
    leaving.register(app, filing.note_file)
    composers.register(app, inviting.MAIL, mail.seat_invitation)
    jobs.register(app, PURGE)
    jobs.register(app, TELL)
    talk_parts.init_app(app)
    desk.register(app, "studio/draft/offered.html", _offered_by_files)
    desk.register(app, "studio/parts/desk_places.html", _open_places)
    app.jinja_env.globals.update(studio_kind=kind_name, studio_language=language_name, slot_name=slot_name)


def _offered_by_files(_user: Person, collaboration: Collaboration) -> list[Offered] | None:
    return offered_by_files(collaboration, language()) or None


def _open_places(_user: Person, collaboration: Collaboration) -> tuple[OpenPlaces, ...] | None:
    return open_places(language(), collaboration.module_id) or None
