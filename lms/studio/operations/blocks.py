"""A draft's blocks: added, moved, reshaped, deleted and brought back. Two people at once never undo each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES
from lms.curriculum.blocks import Kind
from lms.studio.documents import new_block
from lms.studio.merging import Clash, merged
from lms.studio.models import HEAD, Draft, DraftBlock, DraftChange
from lms.studio.naming import free_name
from lms.studio.operations.texts import author
from lms.studio.starting import beginning
from lms.studio.writers import Writer

Json = dict[str, Any]
MOST_BLOCKS = 60


@dataclass(frozen=True)
class Filling:
    """What a new block holds at once: words per language, structure, and the name it has in the files it comes from."""

    bodies: Mapping[str, Mapping[str, Any]] | None = None
    structure: Mapping[str, Any] | None = None
    notes: Mapping[str, str] | None = None
    name: str = ""  # taken if it is free


EMPTY = Filling()


def add(
    draft: Draft,
    kind: str,
    *,
    by: Writer,
    after: str | None = None,
    heading: str = "",
    filling: Filling = EMPTY,
    key: str = "",
) -> DraftBlock:
    """Add a block behind the one named `after` (`head`: first; none: last).

    Its name comes from the heading or the kind, once for ever. `key` comes from the page: the same key again gives the
    block that is there.
    """
    Kind(kind)
    hold(draft)
    there = _made_with(draft, key)
    if there is not None:
        return there
    blocks = placed(draft)
    if len(blocks) >= MOST_BLOCKS:
        raise DomainError(_("A lesson has room for %(most)s parts. Nothing was added.", most=MOST_BLOCKS))
    made = _filled(free_name(draft, kind, heading, wanted=filling.name), kind, heading, filling)
    made.draft_id = draft.id
    db.session.add(made)
    blocks.insert(_place_after(blocks, after), made)
    _number(blocks)
    db.session.flush()
    note_texts(made, by)
    note(made, by, key=key)
    return made


def move(block: DraftBlock, *, after: str | None, by: Writer) -> None:
    """Put a block behind the one named `after` (`head`: first; none: last)."""
    draft = _held(block)
    blocks = placed(draft)
    _refuse_head(block)
    order = [one.name for one in blocks]
    blocks.remove(block)
    blocks.insert(_place_after(blocks, after), block)
    if [one.name for one in blocks] == order:
        return
    _number(blocks)
    block.version += 1
    note(block, by)


def delete(block: DraftBlock, *, by: Writer) -> None:
    """Take a block out. Its words stay, so that anybody can bring it back."""
    draft = _held(block, gone=True)
    _refuse_head(block)
    if block.deleted_at is not None:
        return
    block.deleted_at = now()
    block.version += 1
    _number(placed(draft))
    note(block, by)


def restore(block: DraftBlock, *, by: Writer) -> None:
    """Bring a deleted block back to where it was, as near as that is."""
    draft = _held(block, gone=True)
    if block.deleted_at is None:
        return
    block.deleted_at = None
    block.version += 1
    blocks = [one for one in placed(draft) if one is not block]
    blocks.insert(min(max(block.position - 1, 0), len(blocks)), block)
    _number(blocks)
    note(block, by)


@dataclass(frozen=True)
class Reshaped:
    """What came of a change to what is the same in every language. `clash`: both changed the same; nothing was changed."""

    version: int
    structure: Json
    merged: bool = False
    clash: bool = False


def reshape(block: DraftBlock, structure: Mapping[str, Any], *, base_version: int, by: Writer) -> Reshaped:
    """Change a block's structure, written from `base_version`."""
    _held(block)
    sent = dict(structure)
    if sent == block.structure:
        return Reshaped(block.version, block.structure)
    met = base_version != block.version
    if met:
        try:
            sent = merged(structure_at(block, base_version), block.structure, sent)
        except Clash:
            return Reshaped(block.version, block.structure, clash=True)
    if sent != block.structure:
        block.structure = sent
        block.version += 1
        note(block, by)
    return Reshaped(block.version, sent, merged=met)


def structure_at(block: DraftBlock, version: int) -> Json:
    """Return a block's structure as it was in a version."""
    state = db.session.scalar(
        select(DraftChange.state).where(
            DraftChange.block_id == block.id, DraftChange.language == "", DraftChange.version == version
        )
    )
    found: Json = (state or {}).get("structure", {})
    return found


def hold(draft: Draft) -> None:
    """Let nobody else change the draft's blocks until the transaction ends, and look at them anew."""
    db.session.execute(select(Draft.id).where(Draft.id == draft.id).with_for_update())
    db.session.scalars(
        select(DraftBlock).where(DraftBlock.draft_id == draft.id).execution_options(populate_existing=True)
    ).all()
    db.session.refresh(draft, ["closed_at"])
    db.session.expire(draft, ["blocks"])
    if draft.closed_at is not None:
        raise DomainError(_("This draft is closed, so nothing was changed."))


def placed(draft: Draft) -> list[DraftBlock]:
    """Return the blocks that are not deleted, in order, without the head."""
    rows = db.session.scalars(
        select(DraftBlock)
        .where(DraftBlock.draft_id == draft.id, DraftBlock.deleted_at.is_(None), DraftBlock.name != HEAD)
        .order_by(DraftBlock.position, DraftBlock.id)
    )
    return list(rows)


def note(block: DraftBlock, by: Writer, **more: Any) -> None:
    """Write down the state a change to a block left."""
    state = {"structure": block.structure, "position": block.position, "deleted": block.deleted_at is not None}
    _change(block, "", block.version, state | more, by)


def note_texts(block: DraftBlock, by: Writer) -> None:
    for text in block.texts:
        _change(block, text.language, text.version, {"body": text.body, "note": text.note}, by)


def _change(block: DraftBlock, language: str, version: int, state: Json, by: Writer) -> None:
    db.session.add(
        DraftChange(
            block_id=block.id,
            language=language,
            version=version,
            state=state,
            partner_id=author(block, by),
            made_at=now(),
        )
    )
    db.session.flush()


def _filled(name: str, kind: str, heading: str, filling: Filling) -> DraftBlock:
    shape, words = beginning(kind, heading)
    shape = dict(filling.structure) if filling.structure is not None else shape
    bodies = filling.bodies or dict.fromkeys(LANGUAGES, words)
    return new_block(name, kind, shape, bodies, notes=filling.notes)


def _held(block: DraftBlock, *, gone: bool = False) -> Draft:
    draft = db.session.get_one(Draft, block.draft_id)
    hold(draft)
    if block.deleted_at is not None and not gone:
        raise DomainError(_("Somebody took this part out meanwhile. Bring it back first; then it can be changed."))
    return draft


def _refuse_head(block: DraftBlock) -> None:
    if block.name == HEAD:
        raise DomainError(_("The title stays on top. It can be changed, not moved or taken out."))


def _place_after(blocks: list[DraftBlock], after: str | None) -> int:
    if after == HEAD:
        return 0
    names = [block.name for block in blocks]
    return names.index(after) + 1 if after in names else len(blocks)


def _number(blocks: list[DraftBlock]) -> None:
    for place, block in enumerate(blocks, 1):
        if block.position != place:
            block.position = place


def _made_with(draft: Draft, key: str) -> DraftBlock | None:
    """Return the block that a page with this key has added already."""
    if not key:
        return None
    rows = db.session.execute(
        select(DraftBlock, DraftChange.state)
        .join(DraftChange, DraftChange.block_id == DraftBlock.id)
        .where(DraftBlock.draft_id == draft.id, DraftChange.language == "", DraftChange.version == 1)
    )
    return next((block for block, state in rows if state.get("key") == key), None)
