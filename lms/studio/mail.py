"""Mails of the studio: an invitation to write along. It says that and nothing else (rule 1)."""

from flask import current_app
from flask_babel import gettext as _

from lms.core.clock import now
from lms.core.db import db
from lms.mail.messages import Message, letter
from lms.mail.models import OutboxMail
from lms.studio.models import Collaboration, SeatInvitation
from lms.studio.operations.inviting import DELETED_AFTER, give_token


def seat_invitation(mail: OutboxMail) -> Message | None:
    """Compose an invitation; its token is made here. No module, perspective, name or organisation stands in it."""
    found = db.session.get(SeatInvitation, mail.parameters["invitation"], with_for_update={"of": SeatInvitation})
    if found is None or found.address is None or not found.waits or now() >= found.invited_at + DELETED_AFTER:
        return None
    if db.session.get_one(Collaboration, found.collaboration_id).ended_at is not None:
        return None
    said = _("You are invited to write learning material with us")
    return letter(
        to=found.address, subject=said, sentences=[f"{said}."], link=_address(give_token(found)), link_label=said
    )


def _address(token: str) -> str:
    settings = current_app.extensions["lms.settings"]
    path = current_app.url_map.bind("").build("studio.invitation", {"token": token})
    return f"{settings.base_url}{path}"
