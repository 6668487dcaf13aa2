"""Who writes a module together, what they agreed, and who was asked (rule 1)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.db import Base, Key, Moment, UtcDateTime, choice
from lms.curriculum.models import Module

OPEN = text("ended_at IS NULL")


class Perspective(StrEnum):
    """From where somebody speaks in one collaboration. Health data (rule 5): it stands only in `partners`."""

    LIVED_EXPERIENCE = "lived_experience"
    PROFESSIONAL = "professional"
    EMPLOYER = "employer"
    RELATIVE = "relative"
    VOLUNTEER_ORGANISATION = "volunteer_organisation"


class Model(StrEnum):
    """Who decides: in co-creation the owner, in co-production the partners on equal footing."""

    CO_CREATION = "co_creation"
    CO_PRODUCTION = "co_production"


class NameKind(StrEnum):
    """How a partner wants to be called. Separate from the perspective (rule 5)."""

    FULL = "full"
    FIRST = "first"
    PSEUDONYM = "pseudonym"
    ANONYMOUS = "anonymous"


class Collaboration(Base):
    """The people who write one module together, from the proposal on. It is in force from `agreement_id` on."""

    __tablename__ = "collaborations"
    __table_args__ = (
        Index("uq_collaborations_open", "module_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)  # answers for it; not by that a partner
    next_owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id"), index=True
    )  # offered, not yet taken over
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)  # the owner's
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"), unique=True)  # set when it starts
    created_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    module: Mapped[Module] = relationship(lazy="joined", innerjoin=True)
    partners: Mapped[list["Partner"]] = relationship(back_populates="collaboration", order_by="Partner.id")
    versions: Mapped[list["AgreementVersion"]] = relationship(
        back_populates="collaboration", order_by="AgreementVersion.number"
    )

    @property
    def is_in_force(self) -> bool:
        return self.agreement_id is not None and self.ended_at is None

    @property
    def active_partners(self) -> list["Partner"]:
        return [partner for partner in self.partners if partner.is_active]

    @property
    def holding(self) -> "AgreementVersion":
        """The wording that holds; before the start, the one that people are asked to accept."""
        in_force = [version for version in self.versions if version.in_force_at is not None]
        return in_force[-1] if in_force else next(each for each in self.versions if each.dropped_at is None)

    @property
    def pending(self) -> "AgreementVersion | None":
        """The change that waits for everybody's yes. There is one at a time."""
        holding = self.holding
        later = (each for each in self.versions if each.number > holding.number and each.dropped_at is None)
        return next(later, None)


class AgreementVersion(Base):
    """One wording of the agreement. The newest with `in_force_at` holds; a later one waits for everybody's yes."""

    __tablename__ = "agreement_versions"
    __table_args__ = (UniqueConstraint("collaboration_id", "number"),)

    id: Mapped[Key]
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"))
    number: Mapped[int]
    model: Mapped[Model] = mapped_column(choice(Model, "model"))
    seats: Mapped[dict[str, int]] = mapped_column(JSON)  # perspective → how many
    purpose: Mapped[str] = mapped_column(String(2000))
    reason: Mapped[str] = mapped_column(String(1000))  # why this model
    locked: Mapped[str] = mapped_column(String(2000))  # what can't be changed, and why
    decision_rule: Mapped[str] = mapped_column(String(1000))
    support: Mapped[str] = mapped_column(String(500))  # whom to turn to when stuck
    third_party: Mapped[str] = mapped_column(String(500))  # and after that
    review_on: Mapped[date] = mapped_column(Date)
    is_end: Mapped[bool] = mapped_column(default=False)  # what is proposed is to end the work together
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    proposed_at: Mapped[Moment]
    in_force_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dropped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # taken back, or somebody said no

    collaboration: Mapped[Collaboration] = relationship(back_populates="versions")
    answers: Mapped[list["AgreementAnswer"]] = relationship(back_populates="version")


class AgreementAnswer(Base):
    """A partner's yes or no to a version of the agreement."""

    __tablename__ = "agreement_answers"
    __table_args__ = (UniqueConstraint("version_id", "partner_id"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("agreement_versions.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    yes: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    answered_at: Mapped[Moment]
    by_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))  # who answered for a paused partner

    version: Mapped[AgreementVersion] = relationship(back_populates="answers")


class Partner(Base):
    """Somebody who accepted an agreement, as their partners know them. Whoever leaves stays as a row with `left_at`."""

    __tablename__ = "partners"
    __table_args__ = (
        UniqueConstraint("collaboration_id", "person_id"),
        CheckConstraint("hours_per_month IS NULL OR hours_per_month BETWEEN 0 AND 160", name="hours"),
        CheckConstraint("deputy_id IS NULL OR deputy_id <> id", name="deputy_is_another"),
    )

    id: Mapped[Key]
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    perspective: Mapped[Perspective] = mapped_column(choice(Perspective, "perspective"))  # never changes (trigger)
    name_kind: Mapped[NameKind] = mapped_column(choice(NameKind, "name_kind"))
    shown_name: Mapped[str] = mapped_column(String(120))  # what partners see; after erasure ""
    reads: Mapped[list[str]] = mapped_column(JSON)  # languages: sign-offs count only in these
    employed_by_owner: Mapped[bool] = mapped_column(default=False)  # said by the partner
    influence: Mapped[str] = mapped_column(String(1000), default="")
    contribution: Mapped[str] = mapped_column(String(1000), default="")
    hours_per_month: Mapped[int | None]
    pay: Mapped[str] = mapped_column(String(500), default="")  # the partner's and the owner's to see
    companion: Mapped[str] = mapped_column(String(300), default="")  # own support person: the partner's alone to see
    joined_at: Mapped[Moment]
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # "not today": deadlines wait
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))  # may act while the partner is paused
    digest_days: Mapped[int] = mapped_column(default=1)  # 0: no mails; else at most one every so many days
    digest_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    collaboration: Mapped[Collaboration] = relationship(back_populates="partners")

    @property
    def is_active(self) -> bool:
        return self.left_at is None


class Pause(Base):
    """A time in which a partner was away. Never in the trail; paused days never count in a figure."""

    __tablename__ = "partner_pauses"

    id: Mapped[Key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    began_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SeatInvitation(Base):
    """Somebody was asked to write along. It names no perspective; address and row go after 30 days without an answer."""

    __tablename__ = "seat_invitations"

    id: Mapped[Key]
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    address: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    invited_at: Mapped[Moment]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), unique=True)  # who accepted
    declined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def waits(self) -> bool:
        return self.partner_id is None and self.declined_at is None and self.withdrawn_at is None
