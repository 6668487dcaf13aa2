"""What suggestions, comments and the inbox add to the application: words for templates, a part of the desk, a mail."""

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_login import current_user

from lms.accounts.models import Person
from lms.core import jobs
from lms.core.i18n import language
from lms.mail import composers
from lms.studio import desk, digest_mail, policy, talk_words
from lms.studio.agreement_words import perspective_words
from lms.studio.models import Collaboration
from lms.studio.operations.reading import MAIL
from lms.studio.queries.inbox import unread_count
from lms.studio.queries.places import place_of
from lms.studio.queries.suggestions import SuggestionLine, open_suggestions
from lms.studio.queries.talk import open_talk


def init_app(app: Flask) -> None:
    """Register words, desk part, mail and job."""
    app.jinja_env.globals.update(
        draft_crumbs=draft_crumbs,
        inbox_count=inbox_count,
        open_talk=open_talk,
        suggestion_because_words=talk_words.because_words,
        suggestion_kind_about=talk_words.kind_about,
        suggestion_kind_words=talk_words.kind_words,
        suggestion_outcome_words=talk_words.outcome_words,
        suggestion_path_words=talk_words.path_words,
        suggestion_perspective_words=perspective_words,
        suggestion_voice_words=talk_words.voice_words,
        suggestion_waits_words=talk_words.waits_words,
    )
    desk.register(app, "studio/suggestion/desk.html", _open_suggestions)
    composers.register(app, MAIL, digest_mail.digest)
    jobs.register(app, digest_mail.DIGEST)


def draft_crumbs(draft_id: int) -> list[tuple[str, str]]:
    """Return the way to a draft within the studio: its module and its lesson, or one's practice lesson."""
    place = place_of(draft_id, language())
    if place is None:
        return [(_("My practice lesson"), url_for("studio.practice"))]
    module = place.module, url_for("studio.module", module=place.module_slug)
    return [module, (place.lesson, url_for("studio.lesson", module=place.module_slug, lesson=place.lesson_slug))]


def inbox_count() -> int:
    """Return how much waits unread for whoever is signed in."""
    return unread_count(current_user)


def _open_suggestions(user: Person, collaboration: Collaboration) -> list[SuggestionLine] | None:
    return open_suggestions(collaboration, me=policy.partner_of(user, collaboration)) or None
