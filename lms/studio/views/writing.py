"""What the views of a draft share: who writes, which block it is about, where to go back to."""

from flask import abort, url_for
from flask_login import current_user

from lms.core.i18n import LANGUAGES
from lms.studio.models import Collaboration, Draft, DraftBlock, DraftText, Partner
from lms.studio.queries import drafts as queries
from lms.studio.views import doors
from lms.studio.writers import Writer

MOST_BYTES = 8 * 1024 * 1024  # two megabytes of pasted markup, as a form sends them


def me_in(draft: Draft) -> Partner | None:
    """Return the signed-in person as a partner; nobody in a practice lesson."""
    return doors.me_in(draft.collaboration_id) if draft.collaboration_id is not None else None


def me_as(collaboration: Collaboration) -> Writer:
    """Return the signed-in person as who writes in a collaboration."""
    partner = doors.me_in(collaboration.id)
    return Writer(current_user.id, partner.id if partner else None)


def writer(draft: Draft) -> Writer:
    """Return the signed-in person as who writes in a draft."""
    partner = me_in(draft)
    return Writer(current_user.id, partner.id if partner else None)


def block_or_404(draft: Draft, name: str) -> DraftBlock:
    """Return a block of the draft."""
    found = queries.block_named(draft, name)
    if found is None:
        abort(404)
    return found


def text_or_404(block: DraftBlock, language: str) -> DraftText:
    """Return a block's text in a language."""
    found = next((text for text in block.texts if text.language == language), None)
    if found is None or language not in LANGUAGES:
        abort(404)
    return found


def outline_address(draft: Draft, block: str = "") -> str:
    """Return where a draft is shown as a whole, at one of its parts."""
    return url_for("studio.draft", draft=draft.id, _anchor=f"part-{block}" if block else None)
