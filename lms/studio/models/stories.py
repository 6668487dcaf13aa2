"""What a story needs beyond its wording: its owner (here and nowhere else), its recording, and the ledger (rule 4)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment, UtcDateTime


class StoryOwner(Base):
    """Whose story it is. The only table that knows, read by one function: `lms.studio.ownership.owner_of`."""

    __tablename__ = "story_owners"

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class StoryRecording(Base):
    """A story read aloud, without metadata. Heard only with a transcript and an own yes to being recognised."""

    __tablename__ = "story_recordings"
    __table_args__ = (
        UniqueConstraint("story_id", "language"),
        CheckConstraint("kind IN ('audio/wav')", name="kind_is_sound"),
    )

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    language: Mapped[str] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # encrypted with LMS_DATA_KEY
    seconds: Mapped[int]
    made_at: Mapped[Moment]
    recognisable_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # "my voice can be recognised": yes


class StoryRequest(Base):
    """At most one request for an own story per module (rule 11), always optional."""

    __tablename__ = "story_requests"

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), unique=True)
    asked_at: Mapped[Moment]


class StoryExport(Base):
    """A file that held a story left the house: its owner is told, since it can't be recalled."""

    __tablename__ = "story_exports"

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))  # what kind of file, such as `print`
    made_at: Mapped[Moment]


class LedgerEntry(Base):
    """Withdrawals and erasures by id, replayed by every restore. Holds nothing else."""

    __tablename__ = "erasure_ledger"

    id: Mapped[Key]
    thing: Mapped[str] = mapped_column(String(20))  # story, person
    thing_id: Mapped[int]
    at: Mapped[Moment]
