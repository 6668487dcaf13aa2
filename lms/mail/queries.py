"""The outbox as administrators see it: figures, never addresses."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from lms.core.clock import now
from lms.core.db import db
from lms.mail.models import OutboxMail


@dataclass(frozen=True)
class OutboxState:
    """How the mails are doing. `failing` are waiting for another try after a failure, and are not among `waiting`."""

    waiting: int
    failing: int
    given_up: int
    sent_last_day: int
    oldest_waiting: datetime | None
    failures: tuple[str, ...]  # classes of failure among those failing and given up


def outbox_state() -> OutboxState:
    """Return the present state, in two statements."""
    open_ = OutboxMail.sent_at.is_(None) & OutboxMail.given_up_at.is_(None)
    row = db.session.execute(
        select(
            _count(open_ & (OutboxMail.attempts == 0)),
            _count(open_ & (OutboxMail.attempts > 0)),
            _count(OutboxMail.given_up_at.is_not(None)),
            _count(OutboxMail.sent_at >= now() - timedelta(days=1)),
            func.min(OutboxMail.created_at).filter(open_),
        )
    ).one()
    kinds = select(OutboxMail.failure).where(OutboxMail.sent_at.is_(None), OutboxMail.failure.is_not(None)).distinct()
    failures = db.session.scalars(kinds.order_by(OutboxMail.failure))
    return OutboxState(*row, failures=tuple(failure for failure in failures if failure))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
