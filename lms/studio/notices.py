"""What a partner is told: that something of a kind waits. A notice holds ids, never content, a name or a perspective.

While somebody pauses, what reaches them reaches the deputy they named, too (rule 11). What everybody is told reaches a
deputy as a partner, once; what only some are told is put into their inbox as a kind of its own, which lasts as long as the
pause. Whom it is for is read from what the paused partner was told in the same moment, so nothing more is written down.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from lms.core.clock import now
from lms.core.db import db
from lms.studio.deputies import stands_in
from lms.studio.models import Notice, Partner

AS_DEPUTY = "deputy_"
TO_SOME = frozenset({"mention", "comment", "suggestion_answered", "suggestion_came_out"})
TO_WHO_IS_HERE = ("review_day", "review_near", "proposal")  # who is paused hears of it when they are back
TOLD_ONCE = frozenset({"signed"})  # several come in a row, one per language: not again while one waits unread
ALONE = ("evaluation", "owner_offered", "comment_hidden")  # one person's own, in which nobody stands in for them
KINDS = frozenset(
    {
        "agreement_change", "agreement_started", "partner_joined", "partner_left", "owner_offered",
        "owner_changed", "agreement_ended", "review_day", "review_near",
        "suggestion", "suggestion_answered", "suggestion_came_out", "vote_opened", "mention", "comment",
        "ready_for_sign_off", "signed", "hold", "hold_ended", "mediation", "published", "proposal", "evaluation",
        "deadline_near", "comment_hidden",
    }
) | {AS_DEPUTY + kind for kind in TO_SOME}  # fmt: skip


def tell(
    partners: Iterable[Partner],
    kind: str,
    *,
    draft_id: int | None = None,
    thing_id: int | None = None,
    but: Collection[int | None] = (),
) -> set[int]:
    """Put a notice into each partner's inbox, in the running transaction, and return the ids of all who were told.

    `but` are partners who know of it already, such as whoever did it: they aren't told as deputies either. Raises KeyError
    for an unknown kind.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    waiting = _waiting(kind, draft_id, thing_id) if kind in TOLD_ONCE else set()
    told = {partner: kind for partner in partners if partner.id not in waiting}
    if kind in TO_SOME:
        knows = {*but, *(partner.id for partner in told)}
        told |= dict.fromkeys(_deputies(list(told), knows), AS_DEPUTY + kind)
    moment = now()
    db.session.add_all(
        Notice(partner_id=partner.id, kind=own, draft_id=draft_id, thing_id=thing_id, made_at=moment)
        for partner, own in told.items()
    )
    return {partner.id for partner in told}


def _waiting(kind: str, draft_id: int | None, thing_id: int | None) -> set[int]:
    same = Notice.kind == kind, Notice.draft_id == draft_id, Notice.thing_id == thing_id
    return set(db.session.scalars(select(Notice.partner_id).where(*same, Notice.read_at.is_(None))))


def lasts() -> ColumnElement[bool]:
    """Tell which notices are still their reader's: one for somebody they stand in for only while they do."""
    away, first = aliased(Partner), aliased(Notice)
    same = (
        select(first.id)
        .join(away, away.id == first.partner_id)
        .where(
            away.deputy_id == Notice.partner_id,
            away.paused_at.is_not(None),
            away.left_at.is_(None),
            AS_DEPUTY + first.kind == Notice.kind,
            first.made_at == Notice.made_at,
            first.thing_id.is_not_distinct_from(Notice.thing_id),
        )
    )
    return or_(Notice.kind.not_in([AS_DEPUTY + kind for kind in TO_SOME]), same.exists())


def _deputies(partners: list[Partner], knows: Collection[int | None]) -> list[Partner]:
    """Return who stands in for those of the partners who are paused, and doesn't know of it yet."""
    named = {partner.deputy_id: partner for partner in partners if partner.paused_at is not None}
    there = db.session.scalars(select(Partner).where(Partner.id.in_(named.keys() - {None, *knows}))).all()
    return [deputy for deputy in there if stands_in(deputy, named[deputy.id])]
