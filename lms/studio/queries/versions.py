"""What a block said before, and where two versions of it wait for somebody to choose."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from lms.core.db import db
from lms.studio.models import Conflict, Draft, DraftBlock, DraftChange, DraftText, Partner
from lms.studio.talk_words import name_words

Json = dict[str, Any]
MOST_CHANGES = 200


@dataclass(frozen=True, kw_only=True)
class Version:
    """A state in a block's history. `who` is empty where no partner is meant: an import, a practice lesson, a story."""

    number: int
    language: str
    who: str
    made_at: datetime
    state: Json
    before: Json | None


def open_conflicts(draft: Draft) -> list[tuple[Conflict, DraftBlock, DraftText, str]]:
    """Return what waits to be chosen between two versions, with whose it is as they are called here."""
    rows = db.session.execute(
        select(Conflict, DraftBlock, DraftText, Partner.shown_name)
        .join(DraftText, DraftText.id == Conflict.text_id)
        .join(DraftBlock, DraftBlock.id == DraftText.block_id)
        .outerjoin(
            Partner,
            (Partner.person_id == Conflict.person_id) & (Partner.collaboration_id == draft.collaboration_id),
        )
        .where(DraftBlock.draft_id == draft.id, Conflict.settled_at.is_(None))
        .order_by(Conflict.id)
    )
    return [(conflict, block, text, _who(name)) for conflict, block, text, name in rows]


def history_of(block: DraftBlock, language: str) -> list[Version]:
    """Return a block's versions in a language, the newest first, each with the one before it."""
    rows = db.session.execute(
        select(DraftChange, Partner.shown_name)
        .outerjoin(Partner, Partner.id == DraftChange.partner_id)
        .where(DraftChange.block_id == block.id, DraftChange.language == language)
        .order_by(DraftChange.version.desc())
        .limit(MOST_CHANGES)
    ).all()
    states = [change.state for change, _name in rows]
    return [
        Version(
            number=change.version,
            language=language,
            who=_who(name),
            made_at=change.made_at,
            state=change.state,
            before=states[place + 1] if place + 1 < len(states) else None,
        )
        for place, (change, name) in enumerate(rows)
    ]


def set_aside(block: DraftBlock, language: str) -> list[Conflict]:
    """Return what was sent and not taken, or taken, when two versions met; the newest first."""
    rows = db.session.scalars(
        select(Conflict)
        .join(DraftText, DraftText.id == Conflict.text_id)
        .where(DraftText.block_id == block.id, DraftText.language == language, Conflict.settled_at.is_not(None))
        .order_by(Conflict.id.desc())
        .limit(20)
    )
    return list(rows)


def _who(name: str | None) -> str:
    """Return what a partner is called, in words where they are no longer known; empty where there is none."""
    return "" if name is None else name_words(name)
