"""The outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment, UtcDateTime


class OutboxMail(Base):
    """A mail to be sent: to a person by id, or to an address that has no account yet (deleted on delivery)."""

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint("address IS NULL OR sent_at IS NULL", name="sent_without_address"),
        Index("ix_outbox_due", "sent_at", "given_up_at", "try_at"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(60))
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    address: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[Moment]
    try_at: Mapped[Moment]
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str | None] = mapped_column(String(60))
