"""What is a partner's alone: hours, and how the work together felt (rule 11)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment, UtcDateTime


class HoursEntry(Base):
    """Time somebody spent, for themselves alone. The note is encrypted."""

    __tablename__ = "hours_entries"
    __table_args__ = (CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes_in_a_day"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    day: Mapped[date] = mapped_column(Date)
    minutes: Mapped[int]
    sealed_note: Mapped[bytes] = mapped_column(LargeBinary)


class AuthorEvaluation(Base):
    """A partner's answers to the four questions after a publication: 1 = very much … 5 = not at all. Private.

    `shared_at` is a partner's own yes to reading each other's; it takes effect only when all partners said so.
    """

    __tablename__ = "author_evaluations"
    __table_args__ = (
        UniqueConstraint("publication_id", "partner_id"),
        CheckConstraint("overview BETWEEN 1 AND 5", name="overview"),
        CheckConstraint("say BETWEEN 1 AND 5", name="say"),
        CheckConstraint("outcome BETWEEN 1 AND 5", name="outcome"),
        CheckConstraint("outlook BETWEEN 1 AND 5", name="outlook"),
    )

    id: Mapped[Key]
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    overview: Mapped[int | None]
    say: Mapped[int | None]
    outcome: Mapped[int | None]
    outlook: Mapped[int | None]
    answered_at: Mapped[Moment]
    shared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
