"""Cohorts and who takes part in them."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.accounts.models import Organisation, Person
from lms.core.clock import DEFAULT_ZONE, end_of_day
from lms.core.db import Base, Key, Moment, UtcDateTime
from lms.curriculum.models import Module


class WayState(StrEnum):
    """Whether a way into a cohort (an invitation, a join link, a confirmation) is open, and why not."""

    OPEN = "open"
    USED = "used"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    ENDED = "ended"
    FULL = "full"
    ARCHIVED = "archived"


class Cohort(Base):
    """A group within an organisation that takes certain modules from a start date."""

    __tablename__ = "cohorts"

    id: Mapped[Key]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date] = mapped_column(Date)
    time_zone: Mapped[str] = mapped_column(String(64), default=DEFAULT_ZONE)
    created_at: Mapped[Moment]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    # Every page of a cohort shows these: they come in the statement that loads the cohort.
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    modules: Mapped[list["CohortModule"]] = relationship(
        back_populates="cohort", order_by="CohortModule.position", cascade="all, delete-orphan", lazy="joined"
    )

    @property
    def begins_at(self) -> datetime:
        """The midnight at which the cohort starts in its zone: nothing from before it is shown (rule 12)."""
        return end_of_day(self.starts_on - timedelta(days=1), self.time_zone)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class CohortModule(Base):
    """A module the cohort takes, due at the end of a day in the cohort's zone (or not at all)."""

    __tablename__ = "cohort_modules"
    __table_args__ = (UniqueConstraint("cohort_id", "module_id"),)

    id: Mapped[Key]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    position: Mapped[int]
    due_on: Mapped[date | None] = mapped_column(Date)
    added_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # when it came to a cohort that people had joined already

    cohort: Mapped[Cohort] = relationship(back_populates="modules")
    module: Mapped[Module] = relationship(lazy="joined", innerjoin=True)


class Participant(Base):
    """A person in a cohort. Leaving, or being removed, ends it and keeps the person's own learning."""

    __tablename__ = "participants"
    __table_args__ = (
        Index(
            "uq_participants_current",
            "cohort_id",
            "person_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    joined_at: Mapped[Moment]
    agreed_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime
    )  # when they last said yes to the cohort's modules, after joining
    shows_earlier: Mapped[bool] = mapped_column(
        default=False
    )  # completions before the cohort's start, if the person ticked so
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    cohort: Mapped[Cohort] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class CohortInvitation(Base):
    """An invitation to one address. Known and unknown addresses look the same to whoever invites."""

    __tablename__ = "cohort_invitations"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        UniqueConstraint("cohort_id", "email"),  # one per address, which goes when the invitation is over
    )

    id: Mapped[Key]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    email: Mapped[str | None] = mapped_column(String(254))  # goes when it is accepted, cancelled or long expired
    language: Mapped[str] = mapped_column(String(2))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]  # when it was sent last
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[Moment]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    cohort: Mapped[Cohort] = relationship()

    def state(self, at: datetime) -> WayState:
        """Tell whether the invitation can be accepted at that moment."""
        if self.accepted_at is not None:
            return WayState.USED
        if self.cancelled_at is not None:
            return WayState.CANCELLED
        return WayState.EXPIRED if at >= self.expires_at else WayState.OPEN


class JoinLink(Base):
    """A link many may join by until it expires, is used up or ended. Its token is kept encrypted, to be shown again."""

    __tablename__ = "join_links"
    __table_args__ = (CheckConstraint("seats > 0", name="has_seats"),)

    id: Mapped[Key]
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    token_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    seats: Mapped[int]
    created_at: Mapped[Moment]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    cohort: Mapped[Cohort] = relationship()
    uses: Mapped[list["JoinLinkUse"]] = relationship(back_populates="link")

    def state(self, at: datetime, *, taken: int) -> WayState:
        """Tell whether somebody can join by the link at that moment, with so many of its seats taken."""
        if self.ended_at is not None:
            return WayState.ENDED
        if at >= self.expires_at:
            return WayState.EXPIRED
        return WayState.FULL if taken >= self.seats else WayState.OPEN


class JoinLinkUse(Base):
    """Somebody joined by a link; `email` and `name` while the address is not confirmed yet."""

    __tablename__ = "join_link_uses"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"), UniqueConstraint("link_id", "email"))

    id: Mapped[Key]
    link_id: Mapped[int] = mapped_column(ForeignKey("join_links.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    email: Mapped[str | None] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200), default="")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    link: Mapped[JoinLink] = relationship(back_populates="uses")

    def state(self, at: datetime, *, taken: int) -> WayState:
        """Tell whether the address can be confirmed at that moment; the link itself must still be open."""
        if self.used_at is not None:
            return WayState.USED
        return WayState.EXPIRED if at >= self.expires_at else self.link.state(at, taken=taken)
