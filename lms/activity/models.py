"""One row per act."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment, choice


class Area(StrEnum):
    """Whose business an act is: administrators see administrators' acts only."""

    ADMINISTRATION = "administration"
    LEARNING = "learning"
    COHORTS = "cohorts"
    STUDIO = "studio"  # shown to the partners


class TrailEntry(Base):
    """Somebody did something to a thing at a time. `verb` is a past participle such as `invited`."""

    __tablename__ = "trail"
    __table_args__ = (Index("ix_trail_area_created_at", "area", "created_at"),)

    id: Mapped[Key]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    area: Mapped[Area] = mapped_column(choice(Area, "area"))
    verb: Mapped[str] = mapped_column(String(40))
    thing: Mapped[str] = mapped_column(String(40))
    thing_id: Mapped[int | None]
    created_at: Mapped[Moment]
