"""'Not today': pausing in one click, without a reason, and never in the trail (rule 11); a deputy for that time."""

from flask_babel import gettext as _
from sqlalchemy import select, update

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Partner, Pause
from lms.studio.operations import settling


def pause(partner: Partner) -> None:
    """Begin a pause: deadlines wait. Doing it twice changes nothing."""
    _hold(partner)
    if partner.paused_at is not None:
        return
    moment = now()
    partner.paused_at = moment
    db.session.add(Pause(partner_id=partner.id, began_at=moment))


def resume(partner: Partner) -> None:
    """Come back. Doing it twice changes nothing."""
    _hold(partner)
    end_pause(partner)


def end_pause(partner: Partner) -> None:
    """End the pause that runs, if one does."""
    partner.paused_at = None
    running = update(Pause).where(Pause.partner_id == partner.id, Pause.ended_at.is_(None))
    db.session.execute(running.values(ended_at=now()))


def name_deputy(partner: Partner, deputy_id: int | None) -> None:
    """Name who may act for a partner while they pause, or nobody. They share the perspective, so no side gains a voice."""
    _hold(partner)
    if deputy_id is not None and deputy_id not in {each.id for each in possible_deputies(partner)}:
        raise DomainError(
            _("Choose somebody who writes along and shares your perspective. Somebody may have left just now."),
            field="deputy",
        )
    partner.deputy_id = deputy_id


def possible_deputies(partner: Partner) -> list[Partner]:
    """Return the other active partners who share a partner's perspective."""
    same = select(Partner).where(
        Partner.collaboration_id == partner.collaboration_id,
        Partner.perspective == partner.perspective,
        Partner.left_at.is_(None),
        Partner.id != partner.id,
    )
    return list(db.session.scalars(same.order_by(Partner.id)))


def _hold(partner: Partner) -> None:
    settling.lock(partner.collaboration)
    db.session.refresh(partner)
    if not partner.is_active:
        raise DomainError(_("You don't write along here any more."), status=404)
