"""A drawing made for this programme: inline SVG whose words are translated, with the picture told in words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lms.curriculum.blocks import Block
from lms.curriculum.kinds.rules import Rules
from lms.curriculum.notation.items import Fields, compose
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body
from lms.curriculum.pen import Pen

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class PictureBlock(Block):
    """A drawing made for this programme: inline SVG whose words are translated, with the picture told in words."""


def _structure(fields: Fields, sources: Collection[str]) -> Json:  # noqa: ARG001 (one shape for every kind)
    return {}


def _text(body: Body, block: Json, prose: Prose) -> Json:  # noqa: ARG001
    return {"title": prose.plain(compose(body.text, body.page).fields("title")["title"])}


def _rendered(block: Json, text: Json, pen: Pen) -> Json:  # noqa: ARG001
    return {"heading": text["title"]}


def _assembled(block: Json, text: Json, shared: dict[str, Any]) -> Block:  # noqa: ARG001
    return PictureBlock(**shared)


RULES = Rules(structure=_structure, text=_text, rendered=_rendered, assembled=_assembled)
