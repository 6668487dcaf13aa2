"""What learners have done. Reflections are encrypted; nothing here says whether a prompt was answered or left out."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import Base, Key, Moment, UtcDateTime, choice
from lms.curriculum.models import Lesson, Module


class DilemmaMoment(StrEnum):
    """When a position in a dilemma was taken."""

    BEFORE = "before"
    AFTER = "after"


class Learner(Base):
    """Who answers. Today always a person; a later anonymous session is a learner without one."""

    __tablename__ = "learners"

    id: Mapped[Key]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), unique=True)
    created_at: Mapped[Moment]

    person: Mapped[Person | None] = relationship()


class Start(Base):
    """A learner has begun a module."""

    __tablename__ = "starts"
    __table_args__ = (UniqueConstraint("learner_id", "module_id"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    created_at: Mapped[Moment]


class Place(Base):
    """Where a learner is: the lesson and block they were last seen at, per module."""

    __tablename__ = "places"
    __table_args__ = (UniqueConstraint("learner_id", "module_id"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"))
    block: Mapped[str] = mapped_column(String(80))
    updated_at: Mapped[Moment]

    lesson: Mapped[Lesson] = relationship()


class BlockDone(Base):
    """A learner has dealt with a block, in whatever way counts for its kind."""

    __tablename__ = "blocks_done"
    __table_args__ = (UniqueConstraint("learner_id", "lesson_id", "block"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    block: Mapped[str] = mapped_column(String(80))
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[Moment]


class LessonDone(Base):
    """A learner has completed a lesson; a later revision never takes that away (rule 7)."""

    __tablename__ = "lessons_done"
    __table_args__ = (UniqueConstraint("learner_id", "lesson_id"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[Moment]


class ModuleDone(Base):
    """A learner has completed a module."""

    __tablename__ = "modules_done"
    __table_args__ = (UniqueConstraint("learner_id", "module_id"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("module_revisions.id"))
    created_at: Mapped[Moment]


class QuizTry(Base):
    """One try at a quiz question. `right` is None where nothing is scored (a short text not on the list).

    `key` is made by the page, so that the same form sent twice is one try.
    """

    __tablename__ = "quiz_tries"
    __table_args__ = (
        UniqueConstraint("learner_id", "key"),
        Index("ix_quiz_tries_question", "learner_id", "lesson_id", "block", "question"),
    )

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    block: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(String(80))
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    answer: Mapped[list[str]] = mapped_column(JSON)  # option ids; ids in order; left:right pairs; the text
    right: Mapped[bool | None]
    key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Moment]


class Position(Base):
    """Where a learner stands in a dilemma, before or after the arguments: a side's id, or `between`."""

    __tablename__ = "positions"
    __table_args__ = (UniqueConstraint("learner_id", "lesson_id", "block", "moment"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    block: Mapped[str] = mapped_column(String(80))
    moment: Mapped[DilemmaMoment] = mapped_column(choice(DilemmaMoment, "moment"))
    side: Mapped[str] = mapped_column(String(80))
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class JournalEntry(Base):
    """A reflection in the journal: its author's alone, encrypted with LMS_DATA_KEY (rule 6).

    `version` rises with every save; a form that starts from an older version never overwrites (rule 10). `writer` is
    the page that saved last (a random key) and `step` its count of saves: that page may go on although the answer to
    its last save was lost on the way. `lesson_id` and `block` are empty for a note written freely. The prompt as it
    stood is kept.
    """

    __tablename__ = "journal_entries"
    __table_args__ = (
        CheckConstraint("(lesson_id IS NULL) = (block IS NULL)", name="block_needs_lesson"),
        Index(
            "uq_journal_entries_block",
            "learner_id",
            "lesson_id",
            "block",
            unique=True,
            sqlite_where=text("lesson_id IS NOT NULL"),
            postgresql_where=text("lesson_id IS NOT NULL"),
        ),
        Index(
            "uq_journal_entries_note",
            "learner_id",
            "writer",
            unique=True,
            sqlite_where=text("lesson_id IS NULL"),
            postgresql_where=text("lesson_id IS NULL"),
        ),
    )

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"), index=True)
    block: Mapped[str | None] = mapped_column(String(80))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    prompt: Mapped[str] = mapped_column(Text, default="")
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]
    writer: Mapped[str] = mapped_column(String(64))
    step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]

    lesson: Mapped[Lesson | None] = relationship()
    copies: Mapped[list["JournalCopy"]] = relationship(back_populates="entry", order_by="JournalCopy.id")

    def lay_beside(self, sealed: bytes, *, key: str, step: int) -> None:
        """Keep a text that met a newer one beside this entry."""
        self.copies.append(JournalCopy(sealed=sealed, key=key, step=step, created_at=now()))


class JournalCopy(Base):
    """A text that met a newer one: kept beside the entry until the person has chosen (rule 10)."""

    __tablename__ = "journal_copies"
    __table_args__ = (UniqueConstraint("entry_id", "key"),)

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entries.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key: Mapped[str] = mapped_column(String(64))  # the page it came from, which may write on in it
    step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]

    entry: Mapped[JournalEntry] = relationship(back_populates="copies")


class ScenarioRun(Base):
    """One play of a scenario, from its start to an ending (or not yet)."""

    __tablename__ = "scenario_runs"
    __table_args__ = (Index("ix_scenario_runs_block", "learner_id", "lesson_id", "block"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    block: Mapped[str] = mapped_column(String(80))
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ending: Mapped[str | None] = mapped_column(String(80))

    choices: Mapped[list["ScenarioChoice"]] = relationship(back_populates="run", order_by="ScenarioChoice.step")


class ScenarioChoice(Base):
    """A choice made in a run. The values it led to follow from the choices and are not stored."""

    __tablename__ = "scenario_choices"
    __table_args__ = (UniqueConstraint("run_id", "step"), UniqueConstraint("run_id", "node"))

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("scenario_runs.id"))
    step: Mapped[int]
    node: Mapped[str] = mapped_column(String(80))
    choice: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[Moment]

    run: Mapped[ScenarioRun] = relationship(back_populates="choices")


class Certificate(Base):
    """A module's certificate. What strangers may verify is switched on by its holder, item by item."""

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("learner_id", "module_id", "issue"),)

    id: Mapped[Key]
    learner_id: Mapped[int] = mapped_column(ForeignKey("learners.id"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"))
    issue: Mapped[int] = mapped_column(default=1)  # 2 and up: reissued, for instance after a change of name
    token: Mapped[str] = mapped_column(String(32), unique=True)  # 128 bits; public only once the holder passes it on
    name: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))  # the module's, in `language`
    language: Mapped[str] = mapped_column(String(2))
    minutes: Mapped[int]
    lines: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON
    )  # lesson slug, title, revision number, status, language, date
    completed_at: Mapped[Moment]
    issued_at: Mapped[Moment]
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shows_module: Mapped[bool] = mapped_column(default=False)
    shows_name: Mapped[bool] = mapped_column(default=False)
    prints_code: Mapped[bool] = mapped_column(default=False)

    learner: Mapped[Learner] = relationship()
    module: Mapped[Module] = relationship()
