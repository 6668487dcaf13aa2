"""Who has an account, what they may do, and how they are signed in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.clock import DEFAULT_ZONE
from lms.core.db import Base, Key, Moment, SortKey, UtcDateTime, choice


class Role(StrEnum):
    """What a grant lets a person do, always within its scope."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"


class OrganisationKind(StrEnum):
    """What an organisation is. It says nothing about any of its people (rule 12)."""

    JOB_CENTRE = "job_centre"
    PSYCHIATRY = "psychiatry"
    MUNICIPALITY = "municipality"
    EMPLOYER = "employer"
    PEER_ORGANISATION = "peer_organisation"
    VOLUNTEER_ORGANISATION = "volunteer_organisation"
    EDUCATION = "education"


class LinkPurpose(StrEnum):
    """What opening a mailed link does, after its button is pressed."""

    SIGN_IN = "sign_in"
    RESET = "reset"
    CONFIRM_OLD_EMAIL = "confirm_old_email"
    CONFIRM_NEW_EMAIL = "confirm_new_email"


class Person(Base):
    """An account. After erasure only the row with its id is left: the tombstone."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("erased_at IS NULL OR (email IS NULL AND name = '')", name="erased_is_empty"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        Index("ix_people_sort_key_id", "sort_key", "id"),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[SortKey]
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    language: Mapped[str] = mapped_column(String(2), default="da")
    time_zone: Mapped[str] = mapped_column(String(64), default=DEFAULT_ZONE)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)  # encrypted with LMS_DATA_KEY
    totp_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_last_step: Mapped[int | None]  # a code is accepted once
    created_at: Mapped[Moment]
    deactivated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="person")
    grants: Mapped[list["Grant"]] = relationship(back_populates="person", foreign_keys="Grant.person_id")

    # Flask-Login asks these.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.deactivated_at is None and self.erased_at is None

    def get_id(self) -> str:
        return str(self.id)


class RecoveryCode(Base):
    """One of the codes that stand in for a lost second factor; each works once."""

    __tablename__ = "recovery_codes"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Visit(Base):
    """A browser that is signed in. The cookie holds a random token, the row its hash."""

    __tablename__ = "visits"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(60))  # words such as "Firefox, Linux", never the whole agent string
    created_at: Mapped[Moment]
    last_seen_at: Mapped[Moment]
    confirmed_at: Mapped[Moment]  # when its person last proved who they are: asked for before account changes

    person: Mapped[Person] = relationship()


class Link(Base):
    """A one-time link: its token is made when the mail is sent, and only its hash is kept."""

    __tablename__ = "links"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(choice(LinkPurpose, "purpose"))
    new_email: Mapped[str | None] = mapped_column(String(254))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()


class Organisation(Base):
    """A workplace or association that people may belong to."""

    __tablename__ = "organisations"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    sort_key: Mapped[SortKey]
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind, "kind"))
    country: Mapped[str] = mapped_column(String(2))  # ISO 3166-1 alpha-2
    created_at: Mapped[Moment]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Membership(Base):
    """A person belongs to an organisation from a date, until a date if it has ended."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(
            "uq_memberships_current",
            "person_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)

    person: Mapped[Person] = relationship(back_populates="memberships")
    organisation: Mapped[Organisation] = relationship()


def _one_current(role: str, *columns: str) -> Index:
    """Let a person hold a role once per scope at a time."""
    where = text(f"role = '{role}' AND ended_at IS NULL")
    return Index(f"uq_grants_{role}", *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Grant(Base):
    """A role within a scope: the installation, an organisation or a cohort. It counts until it is ended."""

    __tablename__ = "grants"
    __table_args__ = (
        CheckConstraint(
            "(role = 'administrator' AND organisation_id IS NULL AND cohort_id IS NULL)"
            " OR (role = 'coordinator' AND organisation_id IS NOT NULL AND cohort_id IS NULL)"
            " OR (role = 'facilitator' AND organisation_id IS NULL AND cohort_id IS NOT NULL)",
            name="scope_fits_role",
        ),
        _one_current("administrator", "person_id"),
        _one_current("coordinator", "person_id", "organisation_id"),
        _one_current("facilitator", "person_id", "cohort_id"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id", use_alter=True), index=True)
    created_at: Mapped[Moment]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship(back_populates="grants", foreign_keys=[person_id])
    organisation: Mapped[Organisation | None] = relationship()


class Invitation(Base):
    """An invitation to get an account, possibly with a membership and a grant that begin when it is accepted."""

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: Mapped[Key]
    email: Mapped[str | None] = mapped_column(String(254))  # goes when it is accepted, cancelled or long expired
    language: Mapped[str] = mapped_column(String(2))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    role: Mapped[Role | None] = mapped_column(choice(Role, "role"))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[Moment]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation | None] = relationship()


class Attempt(Base):
    """A failed sign-in or a link request, under a keyed hash; purged after 24 hours."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_key_created_at", "key", "created_at"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Moment]
