"""Dialogue cards on paper: both sides of each beside one another."""

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from lms.curriculum.blocks import Citation
from lms.curriculum.queries.cards import Card
from lms.learning import words
from lms.learning.prints.pictures import drawing
from lms.learning.prints.tree import Node, Run, bullets, heading, meta, par, strong

Cited = Callable[[Iterable[Citation]], Run]


def deck(cards: Iterable[Card], cited: Cited) -> list[Node]:
    """Return cards with their questions as headings, side A and side B."""
    return [{"t": "card", "a": _front(card), "b": _back(card, cited), "l": card.language} for card in cards]


def _front(card: Card) -> list[Node]:
    made = [meta(f"{_('Card %(number)s', number=card.number)} · {card.theme.name}")]
    if card.drawing:
        made.append(drawing(card.drawing, card.scene, scene=True))
    elif card.scene:
        made.append(par({"t": "i", "c": [card.scene]}))
    made.append(heading(3, card.question))
    return made + ([meta(card.content_note)] if card.content_note else [])


def _back(card: Card, cited: Cited) -> list[Node]:
    made: list[Node] = []
    if card.more:
        made += [par(strong(_("To go on with"))), _list(card.more)]
    for each in card.advice:
        made += [par(strong(words.advisers(each.who, alone=len(card.advice) == 1))), _list(each.lines)]
    if card.quotation:
        by_citizens = card.quotation_by == "citizens"
        about = _("What the quotation in the source was about:") if by_citizens else _("No quotation from a citizen:")
        made.append(par(strong(about), " ", card.quotation))
    if card.note:
        made.append(meta(card.note))
    if card.voice is None:
        made.append(meta(_("A voice may stand here when a person with lived experience has written one.")))
    after = cited(card.citations)
    return made + ([meta(_("After: %(source)s", source=""), *after[1:])] if after else [])


def _list(lines: Iterable[str]) -> Node:
    return bullets([par(line)] for line in lines)
