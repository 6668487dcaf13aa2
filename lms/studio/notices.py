"""What a partner is told: that something of a kind waits. A notice holds ids, never content, a name or a perspective."""

from collections.abc import Iterable

from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import Notice, Partner

KINDS = frozenset(
    {
        "agreement_change", "agreement_started", "partner_joined", "partner_left", "owner_offered",
        "owner_changed", "agreement_ended", "review_day", "review_near",
        "suggestion", "suggestion_answered", "suggestion_came_out", "vote_opened", "mention", "comment",
        "ready_for_sign_off", "signed", "hold", "hold_ended", "mediation", "published", "proposal", "evaluation",
        "deadline_near", "comment_hidden",
    }
)  # fmt: skip


def tell(partners: Iterable[Partner], kind: str, *, draft_id: int | None = None, thing_id: int | None = None) -> None:
    """Put a notice into each partner's inbox, in the running transaction. Raises KeyError for an unknown kind."""
    if kind not in KINDS:
        raise KeyError(kind)
    moment = now()
    db.session.add_all(
        Notice(partner_id=partner.id, kind=kind, draft_id=draft_id, thing_id=thing_id, made_at=moment)
        for partner in partners
    )
