"""An agreement whose owner deleted their account: it stays in force, and any partner may take it over."""

from flask_babel import gettext as _

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Collaboration
from lms.studio.notices import tell
from lms.studio.operations import settling
from lms.studio.operations.leaving import organisations_of


def is_ownerless(collaboration: Collaboration) -> bool:
    """Tell whether the owner's account is gone."""
    owner = db.session.get(Person, collaboration.owner_id)
    return owner is None or owner.erased_at is not None


def take_over(collaboration: Collaboration, *, by: Person) -> None:
    """Let a partner answer for an agreement that nobody answers for. Doing it twice changes nothing."""
    settling.lock(collaboration)
    if collaboration.owner_id == by.id:
        return
    if not is_ownerless(collaboration):
        raise DomainError(_("Somebody answers for this agreement already. They can hand it over to you."))
    organisations = organisations_of(by)
    collaboration.owner_id, collaboration.next_owner_id = by.id, None
    if collaboration.organisation_id not in organisations:
        collaboration.organisation_id = organisations[0] if organisations else None
    record(Area.STUDIO, "taken_over", "collaboration", collaboration.id, by=by.id)
    tell([each for each in collaboration.active_partners if each.person_id != by.id], "owner_changed")
    settling.settle(collaboration, by=by.id)
