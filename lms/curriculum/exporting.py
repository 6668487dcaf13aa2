"""The stored curriculum as source files again: what was imported in canonical form comes out byte for byte."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum import writing
from lms.curriculum.models import (
    Card,
    CardDeck,
    Lesson,
    LessonRevision,
    LessonText,
    Media,
    Module,
    ModuleRevision,
    Source,
    Term,
)
from lms.curriculum.reading.curriculum import Curriculum, SourceLesson, SourceModule
from lms.curriculum.reading.deck import SourceDeck
from lms.curriculum.reading.glossary import SourceTerm
from lms.curriculum.reading.pictures import Picture

Json = dict[str, Any]


def export_to(folder: Path) -> list[str]:
    """Write the current state of every shipped module to `folder`; return the paths that have changed there."""
    return writing.write(stored(), folder)


def stored() -> Curriculum:
    """Return what the database holds, as the reader would return it."""
    lessons = _lessons()
    modules = []
    programme = []
    decks = _decks()
    rows = db.session.execute(
        select(Module, ModuleRevision.structure, ModuleRevision.texts)
        .outerjoin(ModuleRevision, ModuleRevision.id == Module.current_id)
        .order_by(Module.position)
    )
    for module, structure, texts in rows:
        shown = {key: getattr(module, key) for key in ("code", "slug", "level", "minutes")}
        programme.append(shown | {"title": module.titles})
        if structure is not None:
            own = tuple(lessons[module.id])
            listed = structure | {"lessons": [lesson.slug for lesson in own]}
            modules.append(SourceModule(module.slug, listed, texts, own, decks.get(module.id)))
    found = select(Source.code, Source.entry).where(Source.position.is_not(None)).order_by(Source.position)
    sources = {row.code: row.entry for row in db.session.execute(found)}
    return Curriculum(programme, sources, tuple(modules), _glossary())


def _glossary() -> dict[str, SourceTerm]:
    rows = db.session.execute(select(Term).where(Term.position.is_not(None)).order_by(Term.position)).scalars()
    return {term.slug: SourceTerm(term.structure, term.texts) for term in rows}


def _decks() -> dict[int, SourceDeck]:
    """Return the dialogue cards of every module that has some."""
    found = select(Card).where(Card.position.is_not(None)).order_by(Card.position)
    cards: dict[int, list[Card]] = defaultdict(list)
    for card in db.session.scalars(found):
        cards[card.module_id].append(card)
    return {
        deck.module_id: _deck(deck, cards[deck.module_id])
        for deck in db.session.scalars(select(CardDeck))
        if cards[deck.module_id]
    }


def _deck(deck: CardDeck, cards: list[Card]) -> SourceDeck:
    texts = {
        language: text | {"cards": {card.code: card.texts[language] for card in cards}}
        for language, text in deck.texts.items()
    }
    each = [{"id": card.code, "theme": card.theme} | card.structure for card in cards]
    drawings = {card.code: card.drawing for card in cards if card.drawing is not None}
    return SourceDeck({"themes": deck.themes, "cards": each}, texts, drawings)


def _lessons() -> dict[int, list[SourceLesson]]:
    """Return the lessons of every module, in order."""
    found = db.session.execute(
        select(Lesson.module_id, Lesson.slug, LessonRevision.id, LessonRevision.structure)
        .join(LessonRevision, LessonRevision.id == Lesson.current_id)
        .where(Lesson.retired_at.is_(None))
        .order_by(Lesson.position)
    ).all()
    texts: dict[int, dict[str, Json]] = defaultdict(dict)
    wanted = select(LessonText.revision_id, LessonText.language, LessonText.source).order_by(LessonText.id)
    for revision, language, source in db.session.execute(
        wanted.where(LessonText.revision_id.in_([row[2] for row in found]))
    ):
        texts[revision][language] = source
    pictures = _pictures({digest for row in found for digest in row[3].get("media", {}).values()})
    made: dict[int, list[SourceLesson]] = defaultdict(list)
    for module, slug, revision, structure in found:
        own = {name: pictures[digest] for name, digest in structure.get("media", {}).items()}
        made[module].append(SourceLesson(slug, structure, texts[revision], own))
    return made


def _pictures(wanted: set[str]) -> dict[str, Picture]:
    rows = db.session.execute(select(Media.digest, Media.kind, Media.content).where(Media.digest.in_(wanted)))
    return {digest: Picture(kind, content) for digest, kind, content in rows}
