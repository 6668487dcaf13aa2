"""Writes that only administration has: helping somebody in, signing somebody out."""

from flask_babel import gettext as _

from lms.accounts.models import LinkPurpose, Person
from lms.accounts.operations import visits
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.errors import DomainError
from lms.mail.operations import post


def send_link(person: Person, *, by: Person) -> None:
    """Mail the person a one-time link to sign in with. Whoever administers never sees it."""
    if not person.is_active or person.email is None:
        raise DomainError(_("This account is closed. Open it again before you send a link."))
    purpose = LinkPurpose.SIGN_IN.value
    post("accounts.link", address=person.email, language=person.language, parameters={"purpose": purpose})
    record(Area.ADMINISTRATION, "sent_link", "person", person.id, by=by.id)


def end_sign_ins(person: Person, *, by: Person) -> None:
    """Sign the person out of every browser."""
    visits.end_all(person)
    record(Area.ADMINISTRATION, "signed_out", "person", person.id, by=by.id)
