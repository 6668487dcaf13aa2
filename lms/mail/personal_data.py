"""What the outbox holds about a person: mails that wait, and for a few days the fact that one was sent."""

from typing import Any

from sqlalchemy import delete, or_, select

from lms.core.db import db
from lms.mail.models import OutboxMail
from lms.mail.operations import Recipient

CLAIMS = {"outbox.recipient_id"}


def export(person: Recipient) -> dict[str, Any]:
    """Return the mails posted to the person, as kinds and times: nothing else is kept."""
    rows = db.session.scalars(select(OutboxMail).where(OutboxMail.recipient_id == person.id).order_by(OutboxMail.id))
    return {"mails": [{"kind": mail.kind, "posted": mail.created_at, "sent": mail.sent_at} for mail in rows]}


def erase(person: Recipient, *, address: str | None) -> None:
    """Delete the mails posted to the person or to their address."""
    theirs = (
        or_(OutboxMail.recipient_id == person.id, OutboxMail.address == address)
        if address
        else OutboxMail.recipient_id == person.id
    )
    db.session.execute(delete(OutboxMail).where(theirs))
