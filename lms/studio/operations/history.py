"""Stepping back: a person's own last change undone, or an earlier state brought back. Both are new versions (rule 10)."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.merging import Clash, merged
from lms.studio.models import DraftBlock, DraftChange
from lms.studio.operations import blocks, texts
from lms.studio.writers import Writer

Json = dict[str, Any]


def undo(block: DraftBlock, language: str, *, by: Writer) -> DraftChange:
    """Take back the last change somebody made themselves to a block, in `language` or for every language.

    What others changed since stays. Raises DomainError when there is nothing to undo, or when it can't be taken apart.
    """
    blocks.hold(block.draft)
    texts.refuse_closed(block)
    change = last_own(block, language, by=by)
    if change is None:
        raise DomainError(_("There is nothing of yours to undo here."))
    before = state_of(block, change.language, change.version - 1)
    now = _standing(block, change.language)
    try:
        wanted = merged(_comparable(change.state), now, _comparable(before))
    except Clash as clash:
        raise DomainError(
            _("Somebody has changed the same words since, so this can't be undone. The history shows every version.")
        ) from clash
    _put(block, change.language, wanted, by, undoes=change.version)
    return change


def bring_back(block: DraftBlock, language: str, version: int, *, by: Writer) -> None:
    """Let a block say again what it said in an earlier version."""
    blocks.hold(block.draft)
    texts.refuse_closed(block)
    _put(block, language, _comparable(state_of(block, language, version)), by)


def last_own(block: DraftBlock, language: str, *, by: Writer) -> DraftChange | None:
    """Return the change that `undo` would take back: the newest of somebody's own that isn't one and isn't undone yet."""
    if block.kind == "story":
        return None  # who chose a story is written down nowhere
    own = db.session.scalars(
        select(DraftChange)
        .where(
            DraftChange.block_id == block.id,
            DraftChange.language.in_(("", language)),
            DraftChange.partner_id == by.partner_id if by.partner_id else DraftChange.partner_id.is_(None),
        )
        .order_by(DraftChange.id.desc())
        .limit(200)
    ).all()
    undone = {(change.language, change.state["undoes"]) for change in own if "undoes" in change.state}
    for change in own:
        taken_back = "undoes" in change.state or (change.language, change.version) in undone
        if change.version > 1 and not taken_back and not _only_placed(change):
            return change
    return None


def state_of(block: DraftBlock, language: str, version: int) -> Json:
    """Return a version of a block's words, or of what is the same in every language (empty `language`)."""
    found = db.session.scalar(
        select(DraftChange.state).where(
            DraftChange.block_id == block.id, DraftChange.language == language, DraftChange.version == version
        )
    )
    if found is None:
        raise DomainError(_("That version is not there."), status=404)
    return found


def _only_placed(change: DraftChange) -> bool:
    """Tell whether a change of what is the same in every language was a move or a deletion: those have their own acts."""
    if change.language:
        return False
    earlier = db.session.scalar(
        select(DraftChange.state).where(
            DraftChange.block_id == change.block_id,
            DraftChange.language == "",
            DraftChange.version == change.version - 1,
        )
    )
    return earlier is None or earlier.get("structure") == change.state.get("structure")


def _comparable(state: Json) -> Json:
    keys = ("structure",) if "structure" in state else ("body", "note")
    return {key: state[key] for key in keys}


def _standing(block: DraftBlock, language: str) -> Json:
    if not language:
        return {"structure": block.structure}
    text = texts.locked_text(block, language)
    return {"body": text.body, "note": text.note}


def _put(block: DraftBlock, language: str, state: Json, by: Writer, **more: Any) -> None:
    if language:
        text = texts.locked_text(block, language)
        if state != {"body": text.body, "note": text.note}:
            texts.write(block, text, state, by, **more)
            texts.meet_again(block, text)
    elif state["structure"] != block.structure:
        block.structure = state["structure"]
        block.version += 1
        blocks.note(block, by, **more)
