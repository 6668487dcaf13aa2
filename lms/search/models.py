"""What can be found, and the words it is written with."""

from sqlalchemy import Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key
from lms.search import fulltext


class SearchEntry(Base):
    """A piece of text in one language. `kind` and `ref` say what it belongs to, `part` where in it.

    `version` is what of it was read. `title_form` and `body_form` hold the words in their search form.
    """

    __tablename__ = "search_entries"
    __table_args__ = (
        UniqueConstraint("language", "kind", "ref", "part"),
        Index("ix_search_entries_ref", "ref", "language"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(170))
    part: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(2))
    version: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
    title_form: Mapped[str] = mapped_column(Text)
    body_form: Mapped[str] = mapped_column(Text)


class SearchWord(Base):
    """A word that stands in some entry, with its runs of three letters, to find words that look like it."""

    __tablename__ = "search_words"
    __table_args__ = (UniqueConstraint("language", "word"),)

    id: Mapped[Key]
    language: Mapped[str] = mapped_column(String(2))
    word: Mapped[str] = mapped_column(String(60))
    trigrams: Mapped[str] = mapped_column(Text)


event.listen(Base.metadata, "after_create", fulltext.follow)
