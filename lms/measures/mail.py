"""The one mail of this package: that something waits. No module, no task, no question stands in it."""

from flask_babel import gettext as _

from lms.accounts.models import Person
from lms.core.addresses import public
from lms.core.db import db
from lms.core.i18n import force_locale
from lms.mail.messages import Message, letter
from lms.mail.models import OutboxMail
from lms.measures.operations.reminders import waits_for


def waits(mail: OutboxMail) -> Message | None:
    """Compose the mail, unless it was answered or stopped meanwhile, or the account is gone."""
    person = db.session.get(Person, mail.recipient_id)
    if person is None or not person.is_active or person.email is None or not waits_for(person):
        return None
    with force_locale(person.language):
        return letter(
            to=person.email,
            subject=_("Something waits for you"),
            sentences=[
                _("Hello"),
                _("You asked us to come back to you. Something waits for you now; there is no hurry."),
            ],
            link=public("learning.my_learning"),
            link_label=_("Open my learning"),
            closing=_("You get this mail because you asked for it. On the page you can stop it at any time."),
        )
