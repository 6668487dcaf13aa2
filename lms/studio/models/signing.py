"""Candidates, sign-offs, holds and publications (rules 2 and 3). Triggers beside this file guard them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.db import Base, Key, Moment, UtcDateTime, choice
from lms.studio import triggers

Json = dict[str, Any]
STANDING = text("superseded_at IS NULL")


class HoldEnd(StrEnum):
    """How a hold ended: there is no other way (rule 3)."""

    WITHDRAWN = "withdrawn"  # by who placed it
    CHANGED = "changed"  # a change both perspectives signed
    SIDE_BY_SIDE = "side_by_side"  # after mediation: both positions are published
    LEFT_OUT = "left_out"  # after mediation: published without that block


class PublicationKind(StrEnum):
    NEW = "new"
    BACK = "back"  # an earlier text again
    WITHDRAWAL = "withdrawal"  # the lesson is taken out


class Candidate(Base):
    """A draft frozen for sign-off. It never changes (trigger); a later edit makes a new one, and that supersedes it."""

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("draft_id", "number"),
        Index("uq_candidates_standing", "draft_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
    )

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"), index=True)
    number: Mapped[int]
    kind: Mapped[PublicationKind] = mapped_column(
        choice(PublicationKind, "candidate_kind")
    )  # what it would bring about
    structure: Mapped[Json] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))  # digests.of_revision
    is_small_fix: Mapped[bool] = mapped_column(default=False)  # spelling or a dead link: signed again in one tap
    made_by_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    made_at: Mapped[Moment]
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    texts: Mapped[list["CandidateText"]] = relationship(back_populates="candidate", order_by="CandidateText.language")


class CandidateText(Base):
    """A candidate in one language; `digest` is `digests.of_text`, which a sign-off covers."""

    __tablename__ = "candidate_texts"
    __table_args__ = (UniqueConstraint("candidate_id", "language"),)

    id: Mapped[Key]
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"))
    language: Mapped[str] = mapped_column(String(2))
    source: Mapped[Json] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))

    candidate: Mapped[Candidate] = relationship(back_populates="texts")


class SignOff(Base):
    """A partner signed one text. Once its text is published it never changes or goes (trigger)."""

    __tablename__ = "sign_offs"
    __table_args__ = (UniqueConstraint("text_id", "partner_id"),)

    id: Mapped[Key]
    text_id: Mapped[int] = mapped_column(ForeignKey("candidate_texts.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))  # what they saw: equal to the text's (trigger)
    by_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    signed_at: Mapped[Moment]


class Hold(Base):
    """A lived-experience partner stops a lesson's publication, with a reason, until it ends in one of four ways."""

    __tablename__ = "holds"
    __table_args__ = (CheckConstraint("(ended_at IS NULL) = (how_ended IS NULL)", name="ended_somehow"),)

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id"), index=True)
    block_id: Mapped[int | None] = mapped_column(ForeignKey("draft_blocks.id"))  # what it is about, if one block
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    reason: Mapped[str] = mapped_column(String(2000))
    placed_at: Mapped[Moment]
    by_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))  # who placed it for a paused partner
    held: Mapped[list[str]] = mapped_column(JSON, default=list)  # digests of the draft's texts then: no change is these
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    how_ended: Mapped[HoldEnd | None] = mapped_column(choice(HoldEnd, "hold_end"))
    ended_by_candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id"))
    ended_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))  # who took it back for them


class Mediation(Base):
    """Somebody both chose helps with a hold, and what came of it.

    Each act is a partner's; the `…deputy_id` beside it says whose hand it was while they paused. Positions are Markdown
    by language, as their side wrote them; `agreed_words` is the block made of exactly these, that both sides said yes to.
    """

    __tablename__ = "mediations"
    __table_args__ = (UniqueConstraint("hold_id"),)

    id: Mapped[Key]
    hold_id: Mapped[int] = mapped_column(ForeignKey("holds.id"))
    mediator: Mapped[str] = mapped_column(String(200))  # in the partners' words; no account needed
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    proposed_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    proposed_at: Mapped[Moment]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)  # of the other side
    agreed_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    one_words: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # of who holds
    one_by_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    one_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    other_words: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    other_by_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    other_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    outcome: Mapped[HoldEnd | None] = mapped_column(choice(HoldEnd, "mediation_outcome"))  # side by side, or left out
    outcome_by_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)  # who proposed it
    outcome_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    concluded_by_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)  # the other side's yes
    concluded_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    concluded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agreed_words: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))  # language → heading and body


class Publication(Base):
    """The act that made a revision public, or took a lesson out. It never changes (trigger)."""

    __tablename__ = "publications"

    id: Mapped[Key]
    kind: Mapped[PublicationKind] = mapped_column(choice(PublicationKind, "publication_kind"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("lesson_revisions.id"), unique=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), index=True)  # once per language that came
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    notes: Mapped[Json] = mapped_column(JSON)  # language → what has changed, or why it was taken out, for readers
    published_at: Mapped[Moment]


event.listen(Base.metadata, "after_create", triggers.follow)
