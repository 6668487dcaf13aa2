"""The one mail of the inbox: that something waits. No content, no module, no name, no health word, whoever reads it."""

from datetime import timedelta

from flask_babel import gettext as _

from lms.accounts.models import Person
from lms.core.addresses import public
from lms.core.db import db
from lms.core.i18n import force_locale
from lms.core.jobs import Job
from lms.core.transaction import transaction
from lms.mail.messages import Message, letter
from lms.mail.models import OutboxMail
from lms.studio.operations.reading import post_digests, waits_for
from lms.studio.operations.voices import tell_newcomers
from lms.studio.queries.inbox import inbox


def digest(mail: OutboxMail) -> Message | None:
    """Compose the mail, unless everything has been read meanwhile or the person has paused."""
    person = db.session.get(Person, mail.recipient_id)
    if person is None or not person.is_active or person.email is None or not waits_for(person.id):
        return None
    stands_in = any(line.stands_in_for for line in inbox(person, person.language) if not line.is_read)
    with force_locale(person.language):
        return letter(
            to=person.email,
            subject=_("Something waits for you"),
            sentences=[
                _("Hello"),
                _("Something waits for you. There is no hurry: have a look when it suits you."),
                *([_("Some of it comes to you as a deputy. Your inbox says for whom.")] if stands_in else []),
            ],
            link=public("studio.inbox"),
            link_label=_("Open my inbox"),
            closing=_("You get at most one mail like this a day. You choose how often in your inbox."),
        )


def _run() -> None:
    with transaction():
        tell_newcomers()
        post_digests()


DIGEST = Job("studio.digest", timedelta(hours=1), _run)
