"""Who has a block open: renewed by the page while it is open, worth nothing after a minute. Nobody is ever locked out."""

from lms.core.clock import now
from lms.core.upsert import insert_or_update
from lms.studio.models import DraftBlock, Presence
from lms.studio.writers import Writer


def be_here(block: DraftBlock, language: str, *, by: Writer) -> None:
    """Note that somebody has a block open. A practice lesson has nobody else; a story's block tells of nobody."""
    if by.partner_id is None or block.kind == "story":
        return
    values = {"block_id": block.id, "partner_id": by.partner_id, "language": language, "seen_at": now()}
    insert_or_update(Presence, values, key=("block_id", "partner_id"), update=("language", "seen_at"))
