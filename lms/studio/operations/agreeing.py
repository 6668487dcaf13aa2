"""Changing what was agreed: a new wording holds only when every active partner said yes; until then the old one does."""

from dataclasses import fields, replace

from flask_babel import gettext as _
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.deputies import hand
from lms.studio.models import AgreementAnswer, AgreementVersion, Collaboration, Partner, Perspective
from lms.studio.notices import tell
from lms.studio.operations import settling
from lms.studio.operations.proposing import Wording, check, version


def propose_change(collaboration: Collaboration, wording: Wording, *, by: Person) -> AgreementVersion:
    """Put a new wording to the partners. Whoever proposes it as a partner has said yes to it."""
    settling.lock(collaboration)
    _refuse_second(collaboration)
    check(wording)
    _refuse_too_few_seats(collaboration, wording)
    if wording == wording_of(collaboration.holding):
        raise DomainError(_("This is what is agreed already: nothing has been changed."))
    return _put(collaboration, wording, by=by, is_end=False)


def propose_end(collaboration: Collaboration, reason: str, *, by: Person) -> AgreementVersion:
    """Ask every partner whether the work together shall end."""
    settling.lock(collaboration)
    _refuse_second(collaboration)
    wording = replace(wording_of(collaboration.holding), reason=reason)
    return _put(collaboration, wording, by=by, is_end=True)


def answer(
    collaboration: Collaboration, number: int, *, yes: bool, reason: str, partner: Partner, by: Person
) -> AgreementVersion:
    """Say yes or no to a change. A no needs a reason and drops the change; the old agreement holds.

    `by` is the partner or, while they are paused, their deputy: somebody away is asked through them, or waited for.
    """
    settling.lock(collaboration)
    found = _answerable(collaboration, number)
    seat = _seat(collaboration, by)
    deputy = hand(partner, seat)
    if not yes and not reason:
        raise DomainError(_("Write in a few words why not, so that the others can understand it."), field="reason")
    _note(found, partner, yes=yes, reason=reason, deputy=deputy)
    record(Area.STUDIO, "answered", "agreement_version", found.id, by=by.id)
    if not yes:
        found.dropped_at = now()
        tell(_others(collaboration, seat), "agreement_change", thing_id=found.id)
        return found
    settling.settle(collaboration, by=by.id)
    return found


def take_back(collaboration: Collaboration, number: int, *, by: Person) -> None:
    """Take one's own proposal for a change back. Doing it twice changes nothing."""
    settling.lock(collaboration)
    pending = collaboration.pending
    if pending is None or pending.number != number:
        return
    if pending.proposed_by_id != by.id:
        raise DomainError(_("Only who proposed the change can take it back. You can say no to it."), status=403)
    pending.dropped_at = now()
    record(Area.STUDIO, "taken_back", "agreement_version", pending.id, by=by.id)


def wording_of(found: AgreementVersion) -> Wording:
    """Return what a version says."""
    return Wording(**{field.name: getattr(found, field.name) for field in fields(Wording)})


def note_acceptance(collaboration: Collaboration, partner: Partner) -> None:
    """Note that a new partner said yes to what holds: that is what accepting is."""
    _note(collaboration.holding, partner, yes=True, reason="")


def _put(collaboration: Collaboration, wording: Wording, *, by: Person, is_end: bool) -> AgreementVersion:
    highest = select(func.max(AgreementVersion.number)).where(AgreementVersion.collaboration_id == collaboration.id)
    put = version(collaboration, (db.session.scalar(highest) or 0) + 1, wording, by=by)
    put.is_end = is_end
    db.session.add(put)
    db.session.flush()
    mine = next((each for each in collaboration.active_partners if each.person_id == by.id), None)
    if mine is not None:
        _note(put, mine, yes=True, reason="")
    record(Area.STUDIO, "proposed", "agreement_version", put.id, by=by.id)
    tell(_others(collaboration, mine), "agreement_change", thing_id=put.id)
    settling.settle(collaboration, by=by.id)
    return put


def _seat(collaboration: Collaboration, person: Person) -> Partner:
    mine = next((each for each in collaboration.active_partners if each.person_id == person.id), None)
    if mine is None:
        raise DomainError(_("Only partners answer a change."), status=403)
    return mine


def _note(found: AgreementVersion, partner: Partner, *, yes: bool, reason: str, deputy: int | None = None) -> None:
    given = db.session.scalar(
        select(AgreementAnswer).where(AgreementAnswer.version_id == found.id, AgreementAnswer.partner_id == partner.id)
    )
    if given is None:
        given = AgreementAnswer(version_id=found.id, partner_id=partner.id)
        db.session.add(given)
    given.yes, given.reason, given.answered_at, given.by_deputy_id = yes, reason, now(), deputy
    db.session.flush()


def _answerable(collaboration: Collaboration, number: int) -> AgreementVersion:
    pending = collaboration.pending
    if pending is not None and pending.number == number:
        return pending
    found = next((each for each in collaboration.versions if each.number == number), None)
    if found is not None and found.dropped_at is not None:
        raise DomainError(
            _("This change is off the table: somebody said no to it, or it was taken back. The old agreement holds.")
        )
    if found is not None and found == collaboration.holding:
        raise DomainError(_("This change holds already: everybody has said yes to it."))
    raise DomainError(_("This change is no longer waiting. Look at the agreement as it is now."))


def _refuse_second(collaboration: Collaboration) -> None:
    if collaboration.ended_at is not None:
        raise DomainError(_("This agreement has ended."))
    if collaboration.pending is not None:
        raise DomainError(
            _("A change is waiting for answers already. Only one at a time, so that everybody knows what they answer.")
        )


def _refuse_too_few_seats(collaboration: Collaboration, wording: Wording) -> None:
    for perspective in Perspective:
        taken = sum(1 for partner in collaboration.active_partners if partner.perspective is perspective)
        if wording.seats.get(perspective, 0) < taken:
            raise DomainError(
                _("There would be fewer seats here than people who sit on them."), field=perspective.value
            )


def _others(collaboration: Collaboration, partner: Partner | None) -> list[Partner]:
    return [each for each in collaboration.active_partners if partner is None or each.id != partner.id]
