"""The worker's side of the outbox: claim a mail with a lease, compose it, send it, note the outcome.

Only the claim, the composing and the outcome are transactions; sending holds none. A worker that dies leaves a lease
that runs out; while it stands nobody else sends the mail.
"""

import logging
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import or_, select, update

from lms.core.clock import now
from lms.core.db import db
from lms.core.i18n import force_locale
from lms.core.transaction import transaction
from lms.mail.composers import composer_for
from lms.mail.messages import Message
from lms.mail.models import OutboxMail
from lms.mail.transport import Transport, UnreachableError

LEASE = timedelta(minutes=5)  # longer than the slowest server: a few answers of 10 s each
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))  # then every hour
GIVES_UP_AFTER = timedelta(days=2)
ROUND = 50  # mails at most, so that periodic jobs get their turn


def deliver_due(app: Flask) -> int:
    """Send the mails that are due. Returns how many went out; stops early when the server can't be reached."""
    transport: Transport = app.extensions["lms.mail_transport"]
    sent = 0
    with app.app_context():
        for _turn in range(ROUND):
            mail = _claim()
            if mail is None:
                break
            try:
                sent += _deliver(app, transport, mail)
            except UnreachableError as error:
                _failed(mail, str(error) or type(error).__name__)
                break
            except Exception as error:
                logging.getLogger("lms.mail").exception("a mail could not be sent")
                _failed(mail, type(error).__name__)
    return sent


def _claim() -> OutboxMail | None:
    """Take the mail that waits longest, for the length of a lease."""
    moment = now()
    due = (
        select(OutboxMail.id)
        .where(
            OutboxMail.sent_at.is_(None),
            OutboxMail.given_up_at.is_(None),
            OutboxMail.try_at <= moment,
            or_(OutboxMail.leased_until.is_(None), OutboxMail.leased_until <= moment),
        )
        .order_by(OutboxMail.try_at, OutboxMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer at a time anyway
    )
    claim = update(OutboxMail).where(OutboxMail.id == due.scalar_subquery()).values(leased_until=moment + LEASE)
    with transaction():
        mail = db.session.scalar(claim.returning(OutboxMail).execution_options(populate_existing=True))
    if mail is not None:
        db.session.expunge(mail)  # what follows reads it outside of any transaction
    return mail


def _deliver(app: Flask, transport: Transport, mail: OutboxMail) -> int:
    message = _compose(app, mail)
    if message is not None:
        transport.send(message)
    _done(mail)
    return int(message is not None)


def _compose(app: Flask, mail: OutboxMail) -> Message | None:
    with transaction(), force_locale(mail.language):
        return composer_for(app, mail.kind)(mail)


def _done(mail: OutboxMail) -> None:
    _note(mail, sent_at=now(), address=None, leased_until=None, failure=None)


def _failed(mail: OutboxMail, failure: str) -> None:
    moment = now()
    pause = PAUSES[min(mail.attempts, len(PAUSES) - 1)]
    gives_up = moment + pause > mail.created_at + GIVES_UP_AFTER
    _note(
        mail,
        attempts=mail.attempts + 1,
        try_at=moment + pause,
        given_up_at=moment if gives_up else None,
        failure=failure[:60],
        leased_until=None,
    )


def _note(mail: OutboxMail, **outcome: datetime | str | int | None) -> None:
    """Write the outcome, unless the lease ran out and the mail is another worker's by now."""
    still_ours = (OutboxMail.id == mail.id) & (OutboxMail.leased_until == mail.leased_until)
    with transaction():
        db.session.execute(
            update(OutboxMail).where(still_ours).values(**outcome), execution_options={"synchronize_session": False}
        )
