"""Dialogue cards, in one language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, Select, select

from lms.core.db import db
from lms.curriculum import citations
from lms.curriculum.blocks import NOTHING, Citation
from lms.curriculum.drawings import drawn, parsed
from lms.curriculum.models import Card as StoredCard
from lms.curriculum.models import CardDeck, Module, Source
from lms.curriculum.notation.problems import Page

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What some cards are about. The introduction is number 0."""

    id: str
    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Advice from one side: `who` is a key of `lms.learning.words`."""

    who: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card with both its sides. `language` is that of its words.

    Side A: the question, and a picture card's scene (in words, and drawn where somebody has drawn it). Side B: further
    questions, the advice from either side, `quotation`, one line on what the source's quotation (by `quotation_by`) was
    about, and the place for a `voice`: a story's id once a person with lived experience has written one, else nothing.
    """

    code: str
    number: int
    module: str
    language: str
    theme: Theme
    question: str
    scene: str
    drawing: Markup
    more: tuple[str, ...]
    advice: tuple[Advice, ...]
    quotation: str
    quotation_by: str
    note: str
    content_note: str
    citations: tuple[Citation, ...]
    voice: str | None

    @property
    def is_picture(self) -> bool:
        return bool(self.scene)

    @property
    def has_back(self) -> bool:
        """Whether side B holds more than the place for a voice."""
        return bool(self.more or self.advice or self.quotation)


@dataclass(frozen=True, kw_only=True)
class Deck:
    """A module's cards by theme, in order."""

    module: str
    language: str
    title: str
    intro: tuple[str, ...]
    themes: tuple[tuple[Theme, tuple[Card, ...]], ...]


def deck(module: str, language: str) -> Deck | None:
    """Return a module's cards, or None where it has none."""
    rows = db.session.execute(_cards().where(Module.slug == module)).all()
    if not rows:
        return None
    found = _in_words(rows, language)
    shared = rows[0].CardDeck
    spoken, text = _text(shared.texts, language)
    by_theme = {name: tuple(card for card in found if card.theme.id == name) for name in shared.themes}
    return Deck(
        module=module,
        language=spoken,
        title=text["title"],
        intro=tuple(text["intro"]),
        themes=tuple((cards[0].theme, cards) for cards in by_theme.values() if cards),
    )


def cards(language: str, codes: Iterable[str] | None = None) -> tuple[Card, ...]:
    """Return every card in order, or those with `codes` in theirs. One that is gone from the files still has its words."""
    if codes is None:
        return _in_words(db.session.execute(_cards()).all(), language)
    wanted = list(codes)
    rows = db.session.execute(_all_cards().where(StoredCard.code.in_(wanted))).all()
    found = {card.code: card for card in _in_words(rows, language)}
    return tuple(found[code] for code in wanted if code in found)


def _all_cards() -> Select[StoredCard, CardDeck, str]:
    return (
        select(StoredCard, CardDeck, Module.slug)
        .join(CardDeck, CardDeck.module_id == StoredCard.module_id)
        .join(Module, Module.id == StoredCard.module_id)
    )


def _cards() -> Select[StoredCard, CardDeck, str]:
    return _all_cards().where(StoredCard.position.is_not(None)).order_by(Module.position, StoredCard.position)


def _in_words(rows: Sequence[Row[StoredCard, CardDeck, str]], language: str) -> tuple[Card, ...]:
    wanted = {citations.split(entry)[0] for row in rows for entry in row.Card.structure["sources"]}
    sources = {
        row.code: row.entry
        for row in db.session.execute(select(Source.code, Source.entry).where(Source.code.in_(wanted)))
    }
    return tuple(_card(row.Card, row.CardDeck, row.slug, language, sources) for row in rows)


def _card(card: StoredCard, shared: CardDeck, module: str, language: str, sources: Mapping[str, Json]) -> Card:
    spoken, text = _text(card.texts, language)
    advice = text.get("advice", {})
    scene = text.get("scene", "")
    return Card(
        code=card.code,
        number=card.position or 0,
        module=module,
        language=spoken,
        theme=_theme(card.theme, shared, spoken),
        question=text["question"],
        scene=scene,
        drawing=_drawing(card.drawing, scene) if card.drawing else NOTHING,
        more=tuple(text.get("more", ())),
        advice=tuple(Advice(who=who, lines=tuple(advice[who])) for who in card.structure.get("advice", ())),
        quotation=text.get("quotation", ""),
        quotation_by=card.structure.get("quotation", ""),
        note=text.get("note", ""),
        content_note=text.get("content_note", ""),
        citations=tuple(_citation(entry, sources, spoken) for entry in card.structure["sources"]),
        voice=card.structure.get("voice"),
    )


def _theme(name: str, shared: CardDeck, language: str) -> Theme:
    names = _text(shared.texts, language)[1]["themes"]
    number = shared.themes.index(name) if name in shared.themes else len(shared.themes)
    return Theme(id=name, number=number, name=names.get(name, name))


def _citation(entry: str, sources: Mapping[str, Json], language: str) -> Citation:
    code, section = citations.split(entry)
    source = sources.get(code, {})
    words = {key: source.get(key, {}).get(language, code) for key in ("short", "title")}
    return Citation(code=code, section=section, url=source.get("url") or "", **words)


def _text(texts: Mapping[str, Json], language: str) -> tuple[str, Json]:
    """Return a text in `language`, or else in the first there is, with its language."""
    spoken = language if language in texts else next(iter(texts))
    return spoken, texts[spoken]


@lru_cache(maxsize=256)
def _drawing(source: str, title: str) -> Markup:
    drawing = parsed(source, Page("drawing"))
    return drawn(drawing, title=title) if drawing is not None else NOTHING
