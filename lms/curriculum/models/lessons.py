"""Modules, lessons, their immutable revisions, and what they show and cite."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.clock import now
from lms.core.db import Base, Key, Moment, UtcDateTime, choice


class Status(StrEnum):
    """How a revision was made (rule 2). It follows from facts, never from a checkbox."""

    SOURCE_EDITION = "source_edition"
    CO_CREATION = "co_creation"
    CO_PRODUCTION = "co_production"


class Contribution(StrEnum):
    """What people confirm themselves that they did for a lesson. Nobody counts commits."""

    STORY = "story"
    IDEA = "idea"
    WRITING = "writing"
    REVIEW = "review"
    TRANSLATION = "translation"
    FACILITATION = "facilitation"


class Module(Base):
    """A module of the programme, shipped or coming. What it says stands in its current revision."""

    __tablename__ = "modules"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    position: Mapped[int]
    level: Mapped[str] = mapped_column(String(20))
    minutes: Mapped[int]
    titles: Mapped[dict[str, str]] = mapped_column(JSON)  # language → title, as the programme lists it
    current_id: Mapped[int | None] = mapped_column(ForeignKey("module_revisions.id", use_alter=True))

    current: Mapped["ModuleRevision | None"] = relationship(foreign_keys=[current_id], post_update=True)
    lessons: Mapped[list["Lesson"]] = relationship(back_populates="module", order_by="Lesson.position")


class ModuleRevision(Base):
    """What a module says, immutable: structure (module.yaml) and texts per language."""

    __tablename__ = "module_revisions"
    __table_args__ = (UniqueConstraint("module_id", "number"),)

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    structure: Mapped[dict[str, Any]] = mapped_column(JSON)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)  # language → title, summary, for_whom, objectives, made
    created_at: Mapped[Moment]

    module: Mapped[Module] = relationship(foreign_keys=[module_id])


class Lesson(Base):
    """A lesson, found under its module's slug and its own."""

    __tablename__ = "lessons"

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int]
    minutes: Mapped[int]
    current_id: Mapped[int | None] = mapped_column(ForeignKey("lesson_revisions.id", use_alter=True))
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # its partners took out what was shown before

    module: Mapped[Module] = relationship(back_populates="lessons")
    current: Mapped["LessonRevision | None"] = relationship(foreign_keys=[current_id], post_update=True)


class LessonRevision(Base):
    """One immutable state of a lesson (rule 7): blocks, their order, right answers, scenario graph, sources."""

    __tablename__ = "lesson_revisions"
    __table_args__ = (UniqueConstraint("lesson_id", "number"),)

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    number: Mapped[int]
    status: Mapped[Status] = mapped_column(choice(Status, "status"))
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of canonical JSON of structure and texts
    structure: Mapped[dict[str, Any]] = mapped_column(JSON)
    made: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # how: model, counts, change note per language
    created_at: Mapped[Moment]

    lesson: Mapped[Lesson] = relationship(foreign_keys=[lesson_id])
    texts: Mapped[list["LessonText"]] = relationship(back_populates="revision")


class LessonText(Base):
    """What a revision says in one language: the source as written, and the HTML made from it."""

    __tablename__ = "lesson_texts"
    __table_args__ = (UniqueConstraint("revision_id", "language"),)

    id: Mapped[Key]
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500))
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of canonical JSON of structure and this text
    source: Mapped[dict[str, Any]] = mapped_column(JSON)  # front matter and blocks, as in the text file
    rendered: Mapped[dict[str, Any]] = mapped_column(JSON)  # block id → what a page needs, texts already HTML
    renderer: Mapped[int]  # version of the renderer that made `rendered`
    rendered_at: Mapped[Moment] = mapped_column(default=now)

    revision: Mapped[LessonRevision] = relationship(back_populates="texts")


class Credit(Base):
    """A role a partner confirmed for themselves on a lesson, under the name they chose. Theirs to take back."""

    __tablename__ = "credits"
    __table_args__ = (UniqueConstraint("lesson_id", "partner_id", "contribution"),)

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"), index=True)
    contribution: Mapped[Contribution] = mapped_column(choice(Contribution, "contribution"))
    name: Mapped[str] = mapped_column(String(120))  # as readers see it; "" is anonymous
    confirmed_at: Mapped[Moment]


class Source(Base):
    """A document or page that facts point to, as `sources.yaml` has it."""

    __tablename__ = "sources"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    position: Mapped[int | None]  # in the file; empty once it is gone from there (earlier revisions still cite it)
    entry: Mapped[dict[str, Any]] = mapped_column(JSON)


class Media(Base):
    """A picture used by lessons, found by the SHA-256 of its bytes."""

    __tablename__ = "media"
    __table_args__ = (CheckConstraint("kind IN ('image/png', 'image/jpeg', 'image/webp')", name="kind_is_picture"),)

    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Agreement(Base):
    """A collaboration agreement for a module (rule 1), as far as rule 2's limit on source editions needs it."""

    __tablename__ = "agreements"
    __table_args__ = (
        Index(
            "uq_agreements_in_force",
            "module_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    in_force_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Proposal(Base):
    """A changed source file for a lesson that partners have taken over: kept for them, never published by import."""

    __tablename__ = "proposals"
    __table_args__ = (UniqueConstraint("lesson_id", "digest"),)

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    structure: Mapped[dict[str, Any]] = mapped_column(JSON)
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[Moment]
