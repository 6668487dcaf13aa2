"""Dialogue cards in an import: what has changed among them, and only that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from lms.core.db import db
from lms.curriculum.models import Card, CardDeck, Module
from lms.curriculum.reading.curriculum import Curriculum
from lms.curriculum.reading.deck import SourceDeck

Json = dict[str, Any]


@dataclass(frozen=True)
class KnownCards:
    """The cards the database holds. Equal states are the same content."""

    decks: Mapping[str, tuple[int, Json]]  # module slug → id, what all its cards share
    cards: Mapping[str, tuple[int, str, Json]]  # code → id, module slug, everything else


@dataclass
class CardPlan:
    """What an import will write of cards."""

    decks: dict[str, Json] = field(default_factory=dict)  # module slug → new or changed
    cards: dict[str, tuple[str, Json]] = field(default_factory=dict)  # code → module slug, new or changed
    gone: list[str] = field(default_factory=list)

    @property
    def codes(self) -> tuple[str, ...]:
        return (*self.cards, *self.gone)


def look() -> KnownCards:
    """Return the cards the database holds now."""
    decks = db.session.execute(
        select(Module.slug, CardDeck.id, CardDeck.themes, CardDeck.texts).join(
            CardDeck, CardDeck.module_id == Module.id
        )
    )
    cards = db.session.execute(select(Card, Module.slug).join(Module, Module.id == Card.module_id))
    names = ("position", "theme", "structure", "texts", "drawing")
    return KnownCards(
        decks={slug: (key, {"themes": themes, "texts": texts}) for slug, key, themes, texts in decks},
        cards={card.code: (card.id, slug, {name: getattr(card, name) for name in names}) for card, slug in cards},
    )


def plan(curriculum: Curriculum, known: KnownCards) -> CardPlan:
    """Return which cards are new, changed or gone."""
    made = CardPlan()
    here = set()
    for module in curriculum.modules:
        if module.cards is None:
            continue
        shared = _shared(module.cards)
        if known.decks.get(module.slug, (0, {}))[1] != shared:
            made.decks[module.slug] = shared
        for code, card in _each(module.cards):
            here.add(code)
            if known.cards.get(code, (0, "", {}))[1:] != (module.slug, card):
                made.cards[code] = (module.slug, card)
    made.gone = [code for code, (_, _, card) in known.cards.items() if card["position"] and code not in here]
    return made


def write(planned: CardPlan, known: KnownCards, modules: Mapping[str, int], moment: datetime) -> None:
    """Carry a plan out. `modules` are the modules' ids by slug."""
    for slug, shared in planned.decks.items():
        row = shared | {"module_id": modules[slug], "changed_at": moment}
        if slug in known.decks:
            db.session.execute(update(CardDeck).where(CardDeck.id == known.decks[slug][0]).values(**row))
        else:
            db.session.add(CardDeck(**row))
    changed: list[Json] = []
    new: list[Json] = []
    for code, (slug, card) in planned.cards.items():
        row = card | {"module_id": modules[slug], "changed_at": moment}
        if code in known.cards:
            changed.append({"id": known.cards[code][0]} | row)
        else:
            new.append({"code": code} | row)
    changed += [{"id": known.cards[code][0], "position": None, "changed_at": moment} for code in planned.gone]
    for row in changed:
        db.session.execute(update(Card), [row])
    if new:
        db.session.execute(insert(Card), new)


def _shared(deck: SourceDeck) -> Json:
    keys = ("title", "intro", "themes")
    texts = {language: {key: text[key] for key in keys} for language, text in deck.texts.items()}
    return {"themes": deck.structure["themes"], "texts": texts}


def _each(deck: SourceDeck) -> list[tuple[str, Json]]:
    made = []
    for position, card in enumerate(deck.structure["cards"], 1):
        code = card["id"]
        row = {
            "position": position,
            "theme": card["theme"],
            "structure": {key: value for key, value in card.items() if key not in ("id", "theme")},
            "texts": {language: text["cards"][code] for language, text in deck.texts.items()},
            "drawing": deck.drawings.get(code),
        }
        made.append((code, row))
    return made
