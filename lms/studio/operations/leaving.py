"""Leaving, and handing the ownership over."""

from flask_babel import gettext as _
from sqlalchemy import select, update

from lms.accounts.models import Membership, Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now, today
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Collaboration, Partner
from lms.studio.notices import tell
from lms.studio.operations import pausing, settling


def leave(partner: Partner, *, by: Person) -> None:
    """End a partnership, at any time and without a reason. Doing it twice changes nothing.

    What they signed stays valid. Drafting goes on without them; the last one out ends an agreement in force.
    """
    collaboration = partner.collaboration
    settling.lock(collaboration)
    db.session.refresh(partner)
    if not partner.is_active:
        return
    pausing.end_pause(partner)
    partner.left_at, partner.deputy_id = now(), None
    db.session.execute(update(Partner).where(Partner.deputy_id == partner.id).values(deputy_id=None))
    if collaboration.next_owner_id == partner.person_id:
        collaboration.next_owner_id = None
    record(Area.STUDIO, "left", "collaboration", collaboration.id, by=by.id)
    db.session.flush()
    db.session.expire(collaboration, ["partners"])
    if collaboration.is_in_force and not collaboration.active_partners:
        settling.end(collaboration, by=by.id)
        return
    tell(collaboration.active_partners, "partner_left")
    settling.settle(collaboration, by=by.id)


def offer_ownership(collaboration: Collaboration, partner_id: int | None, *, by: Person) -> None:
    """Offer the ownership to a partner; with None take the offer back."""
    settling.lock(collaboration)
    if collaboration.owner_id != by.id:
        raise DomainError(_("You are not the owner any more: your offer has been taken."), status=403)
    if partner_id is None:
        collaboration.next_owner_id = None
        return
    partner = next((each for each in collaboration.active_partners if each.id == partner_id), None)
    if partner is None or partner.person_id == by.id:
        raise DomainError(_("Choose one of the other partners. Somebody may have left just now."), field="partner")
    if collaboration.next_owner_id == partner.person_id:
        return
    collaboration.next_owner_id = partner.person_id
    record(Area.STUDIO, "offered", "collaboration", collaboration.id, by=by.id)
    tell([partner], "owner_offered", thing_id=collaboration.id)


def answer_offer(collaboration: Collaboration, *, yes: bool, by: Person) -> None:
    """Take the ownership over, or don't. The organisation that answers becomes the new owner's."""
    settling.lock(collaboration)
    if collaboration.owner_id == by.id:
        return
    if collaboration.next_owner_id != by.id:
        raise DomainError(_("The offer was taken back in the meantime. Nothing has changed for you."))
    collaboration.next_owner_id = None
    if not yes:
        return
    collaboration.owner_id = by.id
    organisations = organisations_of(by)
    if collaboration.organisation_id not in organisations:
        collaboration.organisation_id = organisations[0] if organisations else None
    record(Area.STUDIO, "taken_over", "collaboration", collaboration.id, by=by.id)
    tell([each for each in collaboration.active_partners if each.person_id != by.id], "owner_changed")
    settling.settle(collaboration, by=by.id)


def organisations_of(person: Person) -> list[int]:
    """Return the ids of the organisations somebody belongs to today, and those they coordinate."""
    belongs = select(Membership.organisation_id).where(
        Membership.person_id == person.id,
        Membership.starts_on <= today(),
        (Membership.ends_on.is_(None)) | (Membership.ends_on >= today()),
    )
    found = list(db.session.scalars(belongs.order_by(Membership.id)))
    coordinated = [grant.organisation_id for grant in person.grants if grant.ended_at is None]
    return list(dict.fromkeys(found + [each for each in coordinated if each is not None]))
