"""Putting a mail in the outbox, and what becomes of it. Sending is in `delivery`."""

from datetime import timedelta
from typing import Protocol

from sqlalchemy import delete, or_

from lms.core.clock import now
from lms.core.db import db
from lms.mail.delivery import deliver_due
from lms.mail.models import OutboxMail

__all__ = ["deliver_due", "post", "purge"]

KEPT_SENT = timedelta(days=7)
KEPT_GIVEN_UP = timedelta(days=30)


class Recipient(Protocol):
    """Somebody with an account (a person; the package of people is above this one)."""

    @property
    def id(self) -> int: ...


def post(
    kind: str,
    *,
    to: Recipient | None = None,
    address: str | None = None,
    language: str,
    parameters: dict[str, int | str] | None = None,
) -> None:
    """Queue a mail of `kind` in the running transaction: to a person by id, or to an address without an account.

    `parameters` are what the kind's composer needs: ids and names of choices, never content. Raises ValueError when it
    is addressed to nobody or to two.
    """
    if (to is None) == (address is None):
        raise ValueError("a mail goes to a person or to an address")
    moment = now()
    mail = OutboxMail(
        kind=kind,
        recipient_id=to.id if to is not None else None,
        address=address,
        language=language,
        parameters=parameters or {},
        created_at=moment,
        try_at=moment,
    )
    db.session.add(mail)


def purge() -> None:
    """Delete rows of mails that are long delivered or long given up."""
    moment = now()
    over = or_(OutboxMail.sent_at < moment - KEPT_SENT, OutboxMail.given_up_at < moment - KEPT_GIVEN_UP)
    db.session.execute(delete(OutboxMail).where(over))
