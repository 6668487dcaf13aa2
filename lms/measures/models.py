"""Answers without a person, what leads a person to theirs, and what they asked to be asked later."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment, UtcDateTime, choice


class MeasureMoment(StrEnum):
    """When a module's questions are asked."""

    BEFORE = "before"
    AFTER = "after"
    SIX_WEEKS = "six_weeks"
    THREE_MONTHS = "three_months"


class Later(StrEnum):
    """What somebody can ask to be asked later: about the team task, or the questions once more."""

    SIX_WEEKS = "six_weeks"
    THREE_MONTHS = "three_months"


class Happened(StrEnum):
    """What became of a team task. All four are as good as each other."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    NOT_SAID = "not_said"


class MeasureLink(Base):
    """What leads a person to their answers: a random key, sealed with LMS_DATA_KEY."""

    __tablename__ = "measure_links"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class MeasureAnswer(Base):
    """An answer to one question, under a linkage instead of a person. Stored in the order of its key, not of its time."""

    __tablename__ = "measure_answers"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 (SQLAlchemy reads it from the class)

    linkage: Mapped[str] = mapped_column(
        String(64), primary_key=True
    )  # HMAC-SHA256 of the module, under the link's key
    moment: Mapped[MeasureMoment] = mapped_column(choice(MeasureMoment, "moment"), primary_key=True)
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str] = mapped_column(String(80))  # an option's id, or a step from 1 to 7
    module: Mapped[str] = mapped_column(String(80), index=True)
    lesson: Mapped[str] = mapped_column(String(80))
    block: Mapped[str] = mapped_column(String(80))
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    month: Mapped[str] = mapped_column(String(7))  # such as 2026-11, never a day


class TeamTaskWish(Base):
    """Somebody's own wish to be asked later about a module. Seen by nobody else; the note is sealed like the journal."""

    __tablename__ = "team_task_wishes"
    __table_args__ = (
        UniqueConstraint("person_id", "module_id", "later"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_with_answer"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    later: Mapped[Later] = mapped_column(choice(Later, "later"))
    wished_at: Mapped[Moment]
    due_on: Mapped[date] = mapped_column(Date, index=True)  # in the person's own zone
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[Happened | None] = mapped_column(choice(Happened, "answer"))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # a note in their own words
