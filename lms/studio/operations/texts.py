"""Saving what a block says in a language. A save never overwrites what it has not seen, and nothing sent is lost (rule 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.merging import Clash, merged
from lms.studio.models import Conflict, Draft, DraftBlock, DraftChange, DraftText
from lms.studio.writers import Writer

Json = dict[str, Any]


@dataclass(frozen=True)
class Saved:
    """What came of a save: the version that stands now, and whether another's change was taken in.

    With `conflict` nothing was changed: what was sent is kept there until a person chooses.
    """

    version: int
    saved_at: datetime
    body: Json
    note: str
    merged: bool = False
    conflict: Conflict | None = None


def save(
    block: DraftBlock, language: str, *, body: Mapping[str, Any], note: str, base_version: int, by: Writer
) -> Saved:
    """Save a block's words, written from `base_version`. The same words again change nothing."""
    refuse_closed(block)
    text = locked_text(block, language)
    sent, standing = {"body": dict(body), "note": note}, {"body": text.body, "note": text.note}
    if sent == standing:
        return _saved(text)
    if base_version == text.version:
        return write(block, text, sent, by)
    try:
        both = merged(state_at(text, base_version), standing, sent)
    except Clash:
        return _kept(text, sent, base_version, by)
    if both == standing:
        return _saved(text, merged=True)
    return write(block, text, both, by, merged=True)


def check(block: DraftBlock, language: str, *, by: Writer) -> None:  # noqa: ARG001 (who, for the trail to come)
    """Note that somebody held a block's languages against each other: they say the same."""
    refuse_closed(block)
    texts = [locked_text(block, text.language) for text in block.texts]
    for text in texts:
        text.follows = {other.language: other.version for other in texts if other is not text}


def settle(conflict: Conflict, *, keep_mine: bool, by: Writer) -> None:
    """Close a conflict: put what was sent in place of what stands, or leave what stands. Both stay in the history."""
    text = db.session.get_one(DraftText, conflict.text_id)
    block = db.session.get_one(DraftBlock, text.block_id)
    refuse_closed(block)
    if conflict.settled_at is not None:
        return
    if keep_mine:
        text = locked_text(block, text.language)
        write(block, text, insisting(conflict, text), by)
    conflict.settled_at = now()


def insisting(conflict: Conflict, text: DraftText) -> Json:
    """Return the text as it will be when what was sent is taken: what others changed elsewhere in it stays."""
    standing, sent = {"body": text.body, "note": text.note}, {"body": conflict.body, "note": conflict.note}
    state: Json = merged(state_at(text, conflict.base_version), standing, sent, insist=True)
    return state


def refuse_closed(block: DraftBlock) -> None:
    """Raise DomainError where a draft is closed or a block deleted: what was typed has no place to go any more."""
    draft = db.session.get_one(Draft, block.draft_id)
    if draft.closed_at is not None:
        raise DomainError(
            _(
                "This draft is closed, so nothing was changed. What you wrote still stands below: copy it before you go on."
            )
        )
    if block.deleted_at is not None:
        raise DomainError(
            _("Somebody took this part out meanwhile. What you wrote still stands below. Bring the part back first.")
        )


def locked_text(block: DraftBlock, language: str) -> DraftText:
    """Return a block's text as it stands now, held until the end of the transaction."""
    text = db.session.scalar(
        select(DraftText)
        .where(DraftText.block_id == block.id, DraftText.language == language)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if text is None:
        raise DomainError(_("This part has no text in that language."), status=404)
    return text


def state_at(text: DraftText, version: int) -> Json:
    """Return a text as it was in a version; as if nothing had been written when nobody knows."""
    found = db.session.scalar(
        select(DraftChange.state).where(
            DraftChange.block_id == text.block_id,
            DraftChange.language == text.language,
            DraftChange.version == version,
        )
    )
    return found or {"body": {}, "note": ""}


def write(block: DraftBlock, text: DraftText, state: Json, by: Writer, *, merged: bool = False, **more: Any) -> Saved:
    """Let a text say `state` from now on, as its next version. The caller holds the text."""
    text.body, text.note = state["body"], state["note"]
    text.version += 1
    text.changed_at = now()
    _keep_lagging(block, text)
    db.session.add(
        DraftChange(
            block_id=text.block_id,
            language=text.language,
            version=text.version,
            state=state | more,
            partner_id=author(block, by),
            made_at=text.changed_at,
        )
    )
    db.session.flush()
    return _saved(text, merged=merged)


def author(block: DraftBlock, by: Writer) -> int | None:
    """Return whom the history names. Nobody for a story: who chose it may be who told it (rule 4)."""
    return None if block.kind == "story" else by.partner_id


def _keep_lagging(block: DraftBlock, text: DraftText) -> None:
    """Whoever translates catches up: a change to the text that lags behind does not make the other one lag."""
    for other in block.texts:
        lags = other.version > text.follows.get(other.language, 0)
        led = text.version - 1 <= other.follows.get(text.language, 0)
        if other.language != text.language and lags and led:
            other.follows = other.follows | {text.language: text.version}


def meet_again(block: DraftBlock, text: DraftText) -> None:
    """A text that says again what the other one was held against lets that one lag no more."""
    for other in block.texts:
        held = other.follows.get(text.language, 0)
        if other.language != text.language and 0 < held < text.version:
            then = state_at(text, held)
            if (then["body"], then["note"]) == (text.body, text.note):
                other.follows = other.follows | {text.language: text.version}


def keep(
    block: DraftBlock, language: str, body: Mapping[str, Any], note: str, *, base_version: int, by: Writer
) -> Conflict:
    """Keep what was sent beside what stands, until a person chooses."""
    text = locked_text(block, language)
    conflict = _kept(text, {"body": dict(body), "note": note}, base_version, by).conflict
    if conflict is None:
        raise RuntimeError("what is kept is always there")
    return conflict


def _kept(text: DraftText, sent: Json, base_version: int, by: Writer) -> Saved:
    """Keep what was sent beside what stands; sent twice, it is kept once."""
    waiting = db.session.scalars(
        select(Conflict).where(
            Conflict.text_id == text.id, Conflict.person_id == by.person_id, Conflict.settled_at.is_(None)
        )
    ).all()
    same = next((one for one in waiting if one.body == sent["body"] and one.note == sent["note"]), None)
    if same is None:
        same = Conflict(
            text_id=text.id,
            base_version=base_version,
            body=sent["body"],
            note=sent["note"],
            person_id=by.person_id,
            made_at=now(),
        )
        db.session.add(same)
        db.session.flush()
    return Saved(text.version, text.changed_at, text.body, text.note, conflict=same)


def _saved(text: DraftText, *, merged: bool = False) -> Saved:
    return Saved(text.version, text.changed_at, text.body, text.note, merged=merged)
