"""One save of a block's form: the words in one language, and what is the same in every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lms.core.db import db
from lms.studio.merging import merged
from lms.studio.models import Conflict, DraftBlock, DraftText
from lms.studio.operations import blocks, texts
from lms.studio.writers import Writer

Json = dict[str, Any]
_SHIFT = 100_000


@dataclass(frozen=True)
class Edition:
    """The two versions a form started from: of the words, and of what is the same in every language."""

    text: int
    structure: int

    @classmethod
    def of(cls, block: DraftBlock, text: DraftText) -> "Edition":
        return cls(text.version, block.version)

    @classmethod
    def read(cls, number: int) -> "Edition":
        """Return the edition a page was made from, by the number it carries."""
        return cls(number // _SHIFT, number % _SHIFT)

    @property
    def number(self) -> int:
        return self.text * _SHIFT + self.structure


@dataclass(frozen=True)
class Content:
    """All a block holds for one language."""

    structure: Mapping[str, Any]
    body: Mapping[str, Any]
    note: str = ""


@dataclass(frozen=True)
class Kept:
    """What came of a save. With `conflict`, what was sent waits there beside what stands."""

    edition: Edition
    content: Content
    merged: bool = False
    conflict: Conflict | None = None


def content_at(block: DraftBlock, text: DraftText, edition: Edition) -> Content:
    """Return what a form showed that was made from `edition`."""
    state: Json = (
        texts.state_at(text, edition.text) if edition.text != text.version else {"body": text.body, "note": text.note}
    )
    structure = blocks.structure_at(block, edition.structure) if edition.structure != block.version else block.structure
    return Content(structure, state["body"], state["note"])


def save(block: DraftBlock, language: str, sent: Content, base: Content, edition: Edition, *, by: Writer) -> Kept:
    """Save what a form sent that showed `base`."""
    texts.refuse_closed(block)
    shape = blocks.Reshaped(block.version, block.structure)
    if sent.structure != base.structure:
        shape = blocks.reshape(block, sent.structure, base_version=edition.structure, by=by)
    words = texts.save(block, language, body=sent.body, note=sent.note, base_version=edition.text, by=by)
    conflict = words.conflict
    if shape.clash:
        conflict = conflict or texts.keep(block, language, sent.body, sent.note, base_version=edition.text, by=by)
        conflict.structure = {"sent": dict(sent.structure), "from": edition.structure}
    now = Content(block.structure, words.body, words.note)
    return Kept(Edition(words.version, block.version), now, merged=words.merged or shape.merged, conflict=conflict)


def settle(conflict: Conflict, *, keep_mine: bool, by: Writer) -> None:
    """Close a conflict: what was sent takes the place of what stands, or what stands stays."""
    block = block_of(conflict)
    if conflict.settled_at is None and keep_mine and conflict.structure is not None:
        blocks.reshape(block, insisting_shape(conflict, block), base_version=block.version, by=by)
    texts.settle(conflict, keep_mine=keep_mine, by=by)


def insisting_shape(conflict: Conflict, block: DraftBlock) -> Json:
    """Return the structure as it will be when what was sent is taken: what others changed elsewhere in it stays."""
    if conflict.structure is None:
        return block.structure
    sent, start = conflict.structure["sent"], conflict.structure["from"]
    whole: Json = merged(blocks.structure_at(block, start), block.structure, sent, insist=True)
    return whole


def block_of(conflict: Conflict) -> DraftBlock:
    """Return the block a conflict is in."""
    text = db.session.get_one(DraftText, conflict.text_id)
    return db.session.get_one(DraftBlock, text.block_id)
