"""The working copy of a lesson: block by block and language by language, each with a version (rules 9 and 10)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.db import Base, Key, Moment, UtcDateTime
from lms.curriculum.models import Lesson

Json = dict[str, Any]
OPEN = text("closed_at IS NULL AND lesson_id IS NOT NULL")
HEAD = "head"  # the pseudo-block that holds a lesson's title and summary, minutes and review


class Draft(Base):
    """A lesson being written: a collaboration's, or somebody's own practice lesson that nobody else sees."""

    __tablename__ = "drafts"
    __table_args__ = (
        CheckConstraint("(collaboration_id IS NULL) <> (practice_of_id IS NULL)", name="one_owner"),
        CheckConstraint("(lesson_id IS NULL) = (collaboration_id IS NULL)", name="practice_has_no_lesson"),
        Index("uq_drafts_open", "lesson_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[Key]
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"), index=True)
    practice_of_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("lesson_revisions.id"))
    created_at: Mapped[Moment]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # published, or put away

    lesson: Mapped[Lesson | None] = relationship()
    blocks: Mapped[list["DraftBlock"]] = relationship(back_populates="draft", order_by="DraftBlock.position")
    pictures: Mapped[list["DraftPicture"]] = relationship(order_by="DraftPicture.id", viewonly=True)


class DraftBlock(Base):
    """One block of a draft. `name` is the block id that learners' answers hang on; it is never used again.

    The block named `head` (kind `head`, position 0) holds minutes and review in `structure`, title and summary as texts.
    """

    __tablename__ = "draft_blocks"
    __table_args__ = (UniqueConstraint("draft_id", "name"),)

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    structure: Mapped[Json] = mapped_column(JSON)  # as in the lesson's structure, without id and kind
    version: Mapped[int] = mapped_column(default=1)  # of structure and position
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    draft: Mapped[Draft] = relationship(back_populates="blocks")
    texts: Mapped[list["DraftText"]] = relationship(
        back_populates="block", order_by="DraftText.language", lazy="selectin"
    )


class DraftText(Base):
    """What a block says in one language: the body as in a text file's source, and the content note."""

    __tablename__ = "draft_texts"
    __table_args__ = (UniqueConstraint("block_id", "language"),)

    id: Mapped[Key]
    block_id: Mapped[int] = mapped_column(ForeignKey("draft_blocks.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    body: Mapped[Json] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(String(500), default="")  # content note
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[Moment]
    follows: Mapped[Json] = mapped_column(JSON)  # language → version of the other text this one was last held against

    block: Mapped[DraftBlock] = relationship(back_populates="texts")


class DraftPicture(Base):
    """A picture a draft's texts can show, under the name they show it by. Its bytes are curriculum's `Media`."""

    __tablename__ = "draft_pictures"
    __table_args__ = (UniqueConstraint("draft_id", "name"),)

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    words: Mapped[Json] = mapped_column(JSON)  # language → what can be seen in it; empty where it came with files
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)  # none: files, practice
    made_at: Mapped[Moment]


class DraftChange(Base):
    """One acknowledged save: the state it left. History, undo and three-way merges read it; nobody changes it."""

    __tablename__ = "draft_changes"
    __table_args__ = (UniqueConstraint("block_id", "language", "version"),)

    id: Mapped[Key]
    block_id: Mapped[int] = mapped_column(ForeignKey("draft_blocks.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))  # "" for structure, place and deletion
    version: Mapped[int]
    state: Mapped[Json] = mapped_column(JSON)  # body and note; or structure, position, deleted
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), index=True)  # none: import, practice
    made_at: Mapped[Moment]


class Conflict(Base):
    """A save that met a newer version and did not merge: both are kept until a person chooses (rule 10)."""

    __tablename__ = "draft_conflicts"

    id: Mapped[Key]
    text_id: Mapped[int] = mapped_column(ForeignKey("draft_texts.id"), index=True)
    base_version: Mapped[int]
    body: Mapped[Json] = mapped_column(JSON)  # what was sent
    note: Mapped[str] = mapped_column(String(500), default="")
    structure: Mapped[Json | None] = mapped_column(JSON)  # the same for every language, if it clashed
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)  # whose
    made_at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Presence(Base):
    """Somebody has a block open. Renewed by the page, and worth nothing after a minute."""

    __tablename__ = "draft_presences"
    __table_args__ = (UniqueConstraint("block_id", "partner_id"),)

    id: Mapped[Key]
    block_id: Mapped[int] = mapped_column(ForeignKey("draft_blocks.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    seen_at: Mapped[Moment]
