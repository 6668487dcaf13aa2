"""What follows by itself from an answer, a leave or an invitation's end: a change holds, the work starts or ends."""

from sqlalchemy import ColumnElement, func, select, update

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Agreement
from lms.studio.models import (
    AgreementAnswer,
    AgreementVersion,
    Collaboration,
    Draft,
    Partner,
    Pause,
    SeatInvitation,
)
from lms.studio.notices import tell
from lms.studio.readiness import missing_to_start


def lock(collaboration: Collaboration) -> None:
    """Hold a collaboration for this transaction, so that answers are counted one at a time."""
    db.session.flush()
    db.session.refresh(collaboration, with_for_update={"of": Collaboration})


def settle(collaboration: Collaboration, *, by: int | None) -> None:
    """Let hold what everybody said yes to; start what lacks nothing. The collaboration is locked by the caller."""
    db.session.flush()
    db.session.expire(collaboration, ["partners", "versions"])
    if collaboration.ended_at is not None:
        return
    pending = collaboration.pending
    if pending is not None and not unanswered(pending, collaboration):
        _hold_now(collaboration, pending, by=by)
    if collaboration.agreement_id is None and collaboration.ended_at is None:
        _start_if_ready(collaboration, by=by)


def unanswered(version: AgreementVersion, collaboration: Collaboration) -> list[Partner]:
    """Return the active partners who have not said yes to a version. A pause is no yes (rule 3)."""
    said_yes = set(
        db.session.scalars(
            select(AgreementAnswer.partner_id).where(AgreementAnswer.version_id == version.id, AgreementAnswer.yes)
        )
    )
    return [partner for partner in collaboration.active_partners if partner.id not in said_yes]


def invitations_waiting(collaboration: Collaboration) -> int:
    """Count the invitations nobody has answered."""
    return db.session.scalar(select(func.count()).select_from(SeatInvitation).where(*waits(collaboration))) or 0


def waits(collaboration: Collaboration) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which an invitation of a collaboration waits."""
    return (
        SeatInvitation.collaboration_id == collaboration.id,
        SeatInvitation.partner_id.is_(None),
        SeatInvitation.declined_at.is_(None),
        SeatInvitation.withdrawn_at.is_(None),
    )


def end(collaboration: Collaboration, *, by: int | None) -> None:
    """End a collaboration: drafts are put away, invitations called back; what is published stays as it is."""
    if collaboration.ended_at is not None:
        return
    moment = now()
    tell(collaboration.active_partners, "agreement_ended", thing_id=collaboration.id)
    collaboration.ended_at = moment
    collaboration.next_owner_id = None
    if collaboration.agreement_id is not None:
        db.session.execute(update(Agreement).where(Agreement.id == collaboration.agreement_id).values(ended_at=moment))
    db.session.execute(
        update(Draft)
        .where(Draft.collaboration_id == collaboration.id, Draft.closed_at.is_(None))
        .values(closed_at=moment)
    )
    _call_back(collaboration)
    active = select(Partner.id).where(Partner.collaboration_id == collaboration.id, Partner.left_at.is_(None))
    db.session.execute(
        update(Pause).where(Pause.partner_id.in_(active), Pause.ended_at.is_(None)).values(ended_at=moment)
    )
    record(Area.STUDIO, "ended", "collaboration", collaboration.id, by=by)


def _hold_now(collaboration: Collaboration, version: AgreementVersion, *, by: int | None) -> None:
    if version.is_end:
        version.in_force_at = now()
        end(collaboration, by=by)
        return
    if collaboration.is_in_force:
        version.in_force_at = now()
    else:
        collaboration.holding.dropped_at = now()
    record(Area.STUDIO, "agreed", "agreement_version", version.id, by=by)


def _start_if_ready(collaboration: Collaboration, *, by: int | None) -> None:
    if missing_to_start(collaboration.active_partners, waiting=invitations_waiting(collaboration)):
        return
    moment = now()
    agreement = Agreement(module_id=collaboration.module_id, in_force_at=moment)
    db.session.add(agreement)
    db.session.flush()
    collaboration.holding.in_force_at = moment
    collaboration.agreement_id = agreement.id
    record(Area.STUDIO, "started", "collaboration", collaboration.id, by=by)
    tell(collaboration.active_partners, "agreement_started", thing_id=collaboration.id)


def _call_back(collaboration: Collaboration) -> None:
    db.session.execute(update(SeatInvitation).where(*waits(collaboration)).values(withdrawn_at=now(), address=None))
