"""A set of dialogue cards in a lesson. The cards themselves stand beside the lessons, in `cards.yaml`; a block names them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import Block
from lms.curriculum.kinds.rules import Rules
from lms.curriculum.notation.items import Fields, compose
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body
from lms.curriculum.pen import Pen

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class CardsBlock(Block):
    """A set of dialogue cards, by their codes in the order of the lesson."""

    intro: Markup
    cards: tuple[str, ...]


def _structure(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001 (one shape for every kind)
    cards = fields["cards"].ids()
    if fields["cards"].is_list() and not cards:
        fields["cards"].wrong("A card was expected, such as c1.")
    return {"cards": cards}


def _text(body: Body, block: Json, prose: Prose) -> Json:  # noqa: ARG001
    fields = compose(body.text, body.page).fields("title", "intro")
    return {"title": prose.plain(fields["title"]), "intro": prose.blocks(fields["intro"])}


def _rendered(block: Json, text: Json, pen: Pen) -> Json:  # noqa: ARG001
    return {"heading": text["title"], "intro": pen.blocks(text["intro"])}


def _assembled(block: Json, text: Json, shared: dict[str, Any]) -> Block:
    intro = Markup(text["intro"])  # noqa: S704 (made by `_rendered`)
    return CardsBlock(**shared | {"required": False}, intro=intro, cards=tuple(block["cards"]))


RULES = Rules(
    keys=("cards",),
    in_line=frozenset({"cards"}),
    structure=_structure,
    text=_text,
    rendered=_rendered,
    assembled=_assembled,
)
