"""Whose hand an act is: the partner's own or, while they pause, that of the deputy they named (rule 11).

The database asks the same (`lms.studio.triggers.sql.stands_in`). An act stays the partner's: a deputy adds no voice, and
wherever people are counted, two acts of one hand are one.
"""

from flask_babel import gettext as _

from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Partner


def hand(partner: Partner, by: Partner) -> int | None:
    """Return the id of the deputy who acts for a partner, or None when they act themselves. Anybody else is refused."""
    if by.id == partner.id:
        return None
    db.session.refresh(partner)
    db.session.refresh(by)
    if not stands_in(by, partner):
        raise DomainError(
            _("You can act for somebody only while they are away, if they named you as their deputy."), status=403
        )
    return by.id


def stands_in(deputy: Partner, partner: Partner) -> bool:
    """Tell whether somebody may act for a partner: named by them, while they pause, from the same perspective."""
    named = partner.is_active and partner.paused_at is not None and partner.deputy_id == deputy.id
    there = deputy.is_active and deputy.paused_at is None
    return named and there and deputy.perspective is partner.perspective
