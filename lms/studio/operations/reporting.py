"""A partner asks an administrator to look at a comment; the administrator hides it with a reason, or leaves it."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.upsert import insert_once
from lms.studio.models import Comment, ContentReport, Partner, Thread
from lms.studio.notices import tell
from lms.studio.operations.commenting import forget_passage

MOST_A_DAY = 20


def report(comment: Comment, *, reason: str, by: Partner) -> None:
    """Ask an administrator to look at a comment. Asking twice changes nothing."""
    if comment.withdrawn_at is not None or comment.hidden_at is not None:
        raise DomainError(_("These words are no longer shown to anybody."))
    since = now() - timedelta(days=1)
    mine = select(func.count()).where(ContentReport.partner_id == by.id, ContentReport.made_at > since)
    if (db.session.scalar(mine) or 0) >= MOST_A_DAY:
        raise DomainError(
            _("You have reported a lot today. Talk to your support person, or try again tomorrow."), status=429
        )
    values = {"comment_id": comment.id, "partner_id": by.id, "reason": reason, "made_at": now()}
    if insert_once(ContentReport, values, key=["comment_id", "partner_id"]):
        record(Area.STUDIO, "reported", "comment", comment.id, by=by.person_id)


def hide(comment: Comment, *, reason: str, by: Person) -> None:
    """Hide a reported comment, as an administrator. The reason stands in its place. Twice changes nothing."""
    db.session.refresh(comment, with_for_update=True)
    reporters = _handle(comment)
    if comment.hidden_at is not None or comment.withdrawn_at is not None:
        return
    comment.hidden_at, comment.hidden_by_id, comment.hidden_reason = now(), by.id, reason
    forget_passage(comment)
    record(Area.ADMINISTRATION, "hidden", "comment", comment.id, by=by.id)
    told = {partner.id: partner for partner in reporters}
    author = db.session.get_one(Partner, comment.partner_id)
    if author.is_active:
        told[author.id] = author
    draft_id = db.session.scalar(select(Thread.draft_id).where(Thread.id == comment.thread_id))
    tell(told.values(), "comment_hidden", draft_id=draft_id, thing_id=comment.thread_id)


def leave(comment: Comment, *, by: Person) -> None:
    """Leave a reported comment as it is."""
    db.session.refresh(comment, with_for_update=True)
    if _handle(comment):
        record(Area.ADMINISTRATION, "left", "comment", comment.id, by=by.id)


def _handle(comment: Comment) -> list[Partner]:
    """Close what was reported about a comment; return the present partners who had asked."""
    waiting = (ContentReport.comment_id == comment.id, ContentReport.handled_at.is_(None))
    reporters = db.session.scalars(
        select(Partner)
        .join(ContentReport, ContentReport.partner_id == Partner.id)
        .where(*waiting, Partner.left_at.is_(None))
    ).all()
    open_reports = db.session.scalar(select(func.count()).select_from(ContentReport).where(*waiting)) or 0
    db.session.execute(update(ContentReport).where(*waiting).values(handled_at=now()))
    return list(reporters) if open_reports else []
