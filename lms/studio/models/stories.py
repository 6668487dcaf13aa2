"""What a story needs beyond its wording: its owner (here and nowhere else), its files, and the ledger (rule 4)."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment


class StoryOwner(Base):
    """Whose story it is. The only table that knows, read by one function: `lms.studio.ownership.owner_of`."""

    __tablename__ = "story_owners"

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


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
    """Withdrawals and erasures by id, replayed by every restore (`lms stories replay`). Holds nothing else."""

    __tablename__ = "erasure_ledger"
    __table_args__ = (UniqueConstraint("thing", "thing_id"),)

    id: Mapped[Key]
    thing: Mapped[str] = mapped_column(String(20))  # story, consent, recording, person
    thing_id: Mapped[int]
    at: Mapped[Moment]
