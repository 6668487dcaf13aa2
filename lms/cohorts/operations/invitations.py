"""Invitations by mail. Nobody is looked up: a known and an unknown address take the same path, in the same time."""

from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.cohorts.addresses import MOST
from lms.cohorts.models import Cohort, CohortInvitation, JoinLinkUse
from lms.cohorts.operations.cohorts import lock
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.mail.operations import post

VALID = timedelta(days=14)
ADDRESS_KEPT = timedelta(days=30)  # after an invitation has expired
UNCONFIRMED_KEPT = timedelta(days=7)  # after that a confirmation says it is not known, instead of expired
MAIL = "cohorts.invitation"
# The same form sent twice, or two coordinators pasting the same list, make one mail.
SOON = timedelta(minutes=1)


def invite(cohort: Cohort, addresses: Sequence[str], *, language: str, by: Person) -> None:
    """Invite addresses, in the form `addresses.normal` makes. One that is waiting already gets a new mail."""
    if len(addresses) > MOST:
        raise DomainError(_("At most %(most)s addresses at a time.", most=MOST), field="addresses")
    lock(cohort)
    waiting = db.session.scalars(
        select(CohortInvitation).where(CohortInvitation.cohort_id == cohort.id, CohortInvitation.email.in_(addresses))
    )
    known = {invitation.email: invitation for invitation in waiting}
    due = [_renewed(cohort, address, known.get(address), language, by) for address in addresses]
    db.session.flush()
    for invitation in due:
        if invitation is not None:
            _send(invitation)
    record(Area.COHORTS, "invited", "cohort", cohort.id, by=by.id)


def resend(invitation: CohortInvitation, *, by: Person) -> None:
    """Send a waiting or expired invitation again; the newest mail is the one that counts."""
    lock(invitation.cohort)
    db.session.refresh(invitation)
    if invitation.email is None:
        raise DomainError(_("This invitation is over, and its address is no longer kept. Paste the address again."))
    if _renewed(invitation.cohort, invitation.email, invitation, invitation.language, by) is not None:
        _send(invitation)
        record(Area.COHORTS, "resent", "cohort_invitation", invitation.id, by=by.id)


def cancel(invitation: CohortInvitation, *, by: Person) -> None:
    """Call an invitation back; its address goes. Doing it twice changes nothing."""
    cancelled = db.session.execute(
        update(CohortInvitation)
        .where(
            CohortInvitation.id == invitation.id,
            CohortInvitation.accepted_at.is_(None),
            CohortInvitation.cancelled_at.is_(None),
        )
        .values(cancelled_at=now(), email=None)
        .returning(CohortInvitation.id)
    )
    if cancelled.scalar() is not None:
        record(Area.COHORTS, "cancelled", "cohort_invitation", invitation.id, by=by.id)


def purge() -> None:
    """Delete addresses of invitations that expired long ago, and those typed on a link's page and never confirmed."""
    moment = now()
    old = (CohortInvitation.expires_at < moment - ADDRESS_KEPT) & CohortInvitation.email.is_not(None)
    db.session.execute(update(CohortInvitation).where(old).values(email=None))
    db.session.execute(
        delete(JoinLinkUse).where(JoinLinkUse.used_at.is_(None), JoinLinkUse.expires_at < moment - UNCONFIRMED_KEPT)
    )


def _renewed(
    cohort: Cohort, address: str, invitation: CohortInvitation | None, language: str, by: Person
) -> CohortInvitation | None:
    """Return the invitation of an address with a new term, or None when it was sent a moment ago."""
    moment = now()
    if invitation is None:
        invitation = CohortInvitation(cohort_id=cohort.id, email=address)
        db.session.add(invitation)
    elif moment - invitation.created_at < SOON:
        return None
    invitation.language, invitation.created_by_id = language, by.id
    invitation.created_at, invitation.expires_at = moment, moment + VALID
    return invitation


def _send(invitation: CohortInvitation) -> None:
    sent = invitation.created_at.isoformat()
    post(
        MAIL,
        address=invitation.email,
        language=invitation.language,
        parameters={"invitation": invitation.id, "sent": sent},
    )
