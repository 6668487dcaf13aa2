"""A drawing made for this programme: inline SVG whose words are translated, with the picture told in words.

The drawing is the same in every language, so its source stands in the block's structure (`svg`) and is part of what a
sign-off covers. In the lesson's folder it is a file of its own, `drawings/<drawing>.svg`; `lms.curriculum.reading.drawings`
puts the two together.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import Block
from lms.curriculum.drawings import drawn, too_long, understood
from lms.curriculum.kinds.rules import Rules
from lms.curriculum.notation.items import Fields, Item, compose, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body
from lms.curriculum.pen import Pen

Json = dict[str, Any]
LONGEST_LABEL = 80


@dataclass(frozen=True, kw_only=True)
class PictureBlock(Block):
    """A drawing with its labels, the same told in words, and a caption that may be empty."""

    picture: Markup
    description: Markup
    caption: str


def picture_of(block: Mapping[str, Any], text: Mapping[str, Any], description: str = "") -> Markup:
    """Return a picture's drawing with the words it has so far."""
    words = text.get("labels", {})
    return drawn(understood(block["svg"]), title=text.get("title", ""), labels=words, description=description)


def _structure(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001 (one shape for every kind)
    return {"drawing": fields["drawing"].id(), "labels": fields["labels"].ids()}


def _text(body: Body, block: Json, prose: Prose) -> Json:
    named = ("labels",) if block["labels"] else ()
    fields = compose(body.text, body.page).fields("title", "description", *named, optional=("caption",))
    made: Json = {"title": prose.plain(fields["title"]), "description": prose.blocks(fields["description"], 2_000)}
    if named:
        labels = each(fields["labels"], block["labels"])
        made["labels"] = {name: prose.plain(item, LONGEST_LABEL) for name, item in labels.items()}
        _expect_room(block, labels, made["labels"])
    if "caption" in fields:
        made["caption"] = prose.plain(fields["caption"], 300)
    return made


def _expect_room(block: Json, items: dict[str, Item], labels: dict[str, str]) -> None:
    for name in too_long(understood(block["svg"]), labels) if block.get("svg") else ():
        if name in items:
            items[name].wrong(
                "These words don't fit into their place in the drawing; fewer or shorter ones were expected."
            )


def _rendered(block: Json, text: Json, pen: Pen) -> Json:
    return {
        "heading": text["title"],
        "picture": str(picture_of(block, text, pen.plain(text["description"]))),
        "html": pen.blocks(text["description"]),
        "caption": text.get("caption", ""),
    }


def _assembled(block: Json, text: Json, shared: dict[str, Any]) -> Block:  # noqa: ARG001
    picture, description = Markup(text["picture"]), Markup(text["html"])  # noqa: S704 (made by `_rendered`)
    return PictureBlock(**shared, picture=picture, description=description, caption=text["caption"])


RULES = Rules(
    keys=("drawing", "labels"),
    in_line=frozenset({"labels"}),
    structure=_structure,
    text=_text,
    rendered=_rendered,
    assembled=_assembled,
)
