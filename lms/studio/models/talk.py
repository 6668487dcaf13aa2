"""Suggestions, the voices on them, and comments (rules 2 and 3). Nobody edits or deletes another's words."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.db import Base, Key, Moment, UtcDateTime, choice
from lms.studio import suggestion_triggers

Json = dict[str, Any]


class SuggestionKind(StrEnum):
    REPLACEMENT = "replacement"
    INSERTION = "insertion"  # a new text block after `block_id`
    DELETION = "deletion"
    QUESTION = "question"


class Outcome(StrEnum):
    """How a suggestion ended. One without outcome is open, and stays listed."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    ANSWERED = "answered"  # a question
    WITHDRAWN = "withdrawn"


class Voice(StrEnum):
    YES = "yes"
    CAN_LIVE_WITH_IT = "can_live_with_it"
    NO = "no"


class Suggestion(Base):
    """A change or a question somebody put to the others, on one block."""

    __tablename__ = "suggestions"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided_with_outcome"),
        CheckConstraint(
            "outcome IS NULL OR outcome = 'withdrawn' OR (outcome = 'answered') = (kind = 'question')",
            name="questions_are_answered",
        ),
        CheckConstraint(
            "outcome IS NULL OR outcome <> 'withdrawn' OR COALESCE(decided_by_id, 0) = partner_id",
            name="withdrawn_by_its_author",
        ),
        CheckConstraint("(body IS NULL) = (kind IN ('deletion', 'question'))", name="wording_of_a_change"),
        CheckConstraint("revision_id IS NULL OR outcome = 'accepted'", name="accepted_came_out"),
    )

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    block_id: Mapped[int] = mapped_column(ForeignKey("draft_blocks.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    kind: Mapped[SuggestionKind] = mapped_column(choice(SuggestionKind, "suggestion_kind"))
    base_version: Mapped[int]  # of the text it speaks about
    base: Mapped[Json] = mapped_column(JSON)  # that text's body then
    body: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))  # what it should become, if it is a change
    note: Mapped[str | None] = mapped_column(String(500))  # the content note it should have; none: as it is
    reason: Mapped[str] = mapped_column(String(2000))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    made_at: Mapped[Moment]
    vote_opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # everybody was told of a joint decision
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "outcome"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)
    answer: Mapped[str] = mapped_column(String(2000), default="")  # you said, we did or didn't, because
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("lesson_revisions.id"))  # where it came out

    voices: Mapped[list["SuggestionVoice"]] = relationship(back_populates="suggestion", order_by="SuggestionVoice.id")


class SuggestionVoice(Base):
    """Where one partner stands on declining a suggestion, with a reason. Silence is no voice."""

    __tablename__ = "suggestion_voices"
    __table_args__ = (UniqueConstraint("suggestion_id", "partner_id"),)

    id: Mapped[Key]
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestions.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    voice: Mapped[Voice] = mapped_column(choice(Voice, "voice"))
    reason: Mapped[str] = mapped_column(String(2000))
    given_at: Mapped[Moment]
    by_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))  # who spoke for a paused partner

    suggestion: Mapped[Suggestion] = relationship(back_populates="voices")


class Thread(Base):
    """A conversation on a draft, one of its blocks, a passage of it, or a suggestion."""

    __tablename__ = "threads"

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    block_id: Mapped[int | None] = mapped_column(ForeignKey("draft_blocks.id"), index=True)
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("suggestions.id"), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    passage: Mapped[str] = mapped_column(String(1000), default="")  # the words it is about
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    opened_at: Mapped[Moment]
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))

    comments: Mapped[list["Comment"]] = relationship(back_populates="thread", order_by="Comment.id")


class Comment(Base):
    """Somebody's words. Withdrawn by its author or hidden by an administrator, a trace stays in its place."""

    __tablename__ = "comments"

    id: Mapped[Key]
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    body: Mapped[str] = mapped_column(String(4000))  # emptied when withdrawn
    made_at: Mapped[Moment]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    hidden_reason: Mapped[str] = mapped_column(String(500), default="")

    thread: Mapped[Thread] = relationship(back_populates="comments")


class Mention(Base):
    """A comment that names a partner."""

    __tablename__ = "mentions"
    __table_args__ = (UniqueConstraint("comment_id", "partner_id"),)

    id: Mapped[Key]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)


class ContentReport(Base):
    """A partner asks an administrator to look at a comment: unlawful, or about somebody else."""

    __tablename__ = "content_reports"
    __table_args__ = (UniqueConstraint("comment_id", "partner_id"),)

    id: Mapped[Key]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comments.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    reason: Mapped[str] = mapped_column(String(1000))
    made_at: Mapped[Moment]
    handled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Notice(Base):
    """Something waits for a partner, in their inbox. It says what kind of thing and which one, never its content."""

    __tablename__ = "notices"

    id: Mapped[Key]
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))  # a key of lms.studio.notices.KINDS
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"), index=True)
    thing_id: Mapped[int | None]
    made_at: Mapped[Moment]
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # a digest said that something waits
    reminders: Mapped[int] = mapped_column(default=0)  # digests after the first that said it again: two at most


event.listen(Base.metadata, "after_create", suggestion_triggers.follow)
