"""Dialogue cards."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment


class CardDeck(Base):
    """What a module's dialogue cards have in common, as `cards.yaml` and its texts have it."""

    __tablename__ = "card_decks"

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), unique=True)
    themes: Mapped[list[str]] = mapped_column(JSON)  # ids, in order
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)  # language → title, intro, themes
    changed_at: Mapped[Moment]


class Card(Base):
    """A dialogue card. Its code is for good: lessons and sessions point to it."""

    __tablename__ = "cards"

    id: Mapped[Key]
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    code: Mapped[str] = mapped_column(String(80), unique=True)
    position: Mapped[int | None]  # in the file; empty once it is gone from there
    theme: Mapped[str] = mapped_column(String(80))
    structure: Mapped[dict[str, Any]] = mapped_column(JSON)  # kind, who advises, whose quotation, sources
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)  # language → question, advice, the line on the quotation …
    drawing: Mapped[str | None]  # a picture card's scene, as SVG
    changed_at: Mapped[Moment]
