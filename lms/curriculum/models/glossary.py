"""The words of the field."""

from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment


class Term(Base):
    """A word of the field with its meaning, as `glossary.yaml` and its texts have it."""

    __tablename__ = "terms"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int | None]  # in the file; empty once it is gone from there
    structure: Mapped[dict[str, Any]] = mapped_column(JSON)  # related, sources; country, as_of, review where it is law
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)  # language → term, forms, meaning
    changed_at: Mapped[Moment] = mapped_column(index=True)  # the newest one tells which glossary this is
