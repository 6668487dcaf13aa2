"""What a partner changes about themselves: name, languages, terms. The perspective stays."""

from flask_babel import gettext as _

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Partner
from lms.studio.operations import crediting, settling
from lms.studio.operations.joining import Terms, fill, shown_name


def change(partner: Partner, terms: Terms, *, by: Person) -> None:
    """Change what a partner chose when they joined."""
    settling.lock(partner.collaboration)
    db.session.refresh(partner)
    if not partner.is_active:
        raise DomainError(_("You don't write along here any more."), status=404)
    fill(partner, terms, shown_name(partner.collaboration, terms.name_kind, terms.name, me=partner))
    crediting.follow_name(partner)
    record(Area.STUDIO, "changed", "partner", partner.id, by=by.id)
    settling.settle(partner.collaboration, by=by.id)


def terms_now(partner: Partner) -> Terms:
    """Return what a partner has chosen."""
    return Terms(
        perspective=partner.perspective,
        name_kind=partner.name_kind,
        name=partner.shown_name,
        reads=partner.reads,
        employed_by_owner=partner.employed_by_owner,
        influence=partner.influence,
        contribution=partner.contribution,
        hours_per_month=partner.hours_per_month,
        pay=partner.pay,
        companion=partner.companion,
    )
