"""What somebody tried in their practice: no sign-off, no suggestion, no hold of anybody's, only their own notes on it."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment


class PracticeRound(Base):
    """One person's try at all that partners do together, on their practice lesson. `state` is `lms.studio.practice`'s.

    The others in it are played by the program. Nothing else in the database knows of it.
    """

    __tablename__ = "practice_rounds"

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), unique=True)
    language: Mapped[str] = mapped_column(String(2))  # in which it was begun: its words stay in it
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    began_at: Mapped[Moment]
