"""Stories: their wording, who may read them where, and recordings."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Date, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.db import Base, Key, Moment, UtcDateTime, choice


class StoryName(StrEnum):
    """Under which name a story is told."""

    FULL = "full"
    FIRST = "first"
    PSEUDONYM = "pseudonym"
    ANONYMOUS = "anonymous"


class Story(Base):
    """A lived-experience account. Its owner is known elsewhere, in one table; here are only the id and its wording."""

    __tablename__ = "stories"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(40), unique=True)  # what lessons hold: random, says nothing
    created_at: Mapped[Moment]
    name_kind: Mapped[StoryName] = mapped_column(choice(StoryName, "story_name"), default=StoryName.ANONYMOUS)
    shown_name: Mapped[str] = mapped_column(String(120), default="")  # as told by its owner; "" is anonymous
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    texts: Mapped[list["StoryText"]] = relationship(back_populates="story")
    consents: Mapped[list["StoryConsent"]] = relationship(back_populates="story")


class StoryText(Base):
    """A story's wording in one language; shown only when its owner approved that wording."""

    __tablename__ = "story_texts"
    __table_args__ = (UniqueConstraint("story_id", "language"),)

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    body: Mapped[str]
    note: Mapped[str] = mapped_column(String(500), default="")  # content note
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    aside: Mapped[str | None]  # what an older page sent: kept beside the newer text until the owner chooses (rule 10)

    story: Mapped[Story] = relationship(back_populates="texts")


class StoryVoice(StrEnum):
    """Whose voice reads a story aloud."""

    OWN = "own"
    READER = "reader"


class StoryRecording(Base):
    """A story read aloud, rebuilt without metadata and encrypted. Heard only with its wording approved in that language.

    `allowed_at` is the owner's separate yes: "my voice can be recognised", or to the voice of whoever reads it.
    """

    __tablename__ = "story_recordings"
    __table_args__ = (UniqueConstraint("story_id", "language"),)

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    language: Mapped[str] = mapped_column(String(2))
    voice: Mapped[StoryVoice] = mapped_column(choice(StoryVoice, "story_voice"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # a WAV file, encrypted with LMS_DATA_KEY
    seconds: Mapped[int]
    made_at: Mapped[Moment]
    allowed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class StoryConsent(Base):
    """What the owner allowed: which lesson, which language, until when (rule 4)."""

    __tablename__ = "story_consents"
    __table_args__ = (UniqueConstraint("story_id", "lesson_id", "language"),)

    id: Mapped[Key]
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    given_at: Mapped[Moment]
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)  # after the days to think again; shown to nobody before
    uses: Mapped[list[str]] = mapped_column(JSON, default=list)  # besides reading: print, voice
    until: Mapped[date | None] = mapped_column(Date)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    story: Mapped[Story] = relationship(back_populates="consents")
