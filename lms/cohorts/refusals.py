"""What a closed way into a cohort says, and whom it says to ask."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Grant, Organisation, Person, Role
from lms.cohorts.models import Cohort, WayState
from lms.core.db import db
from lms.core.errors import DomainError


def refuse(state: WayState, cohort: Cohort, inviter_id: int | None) -> None:
    """Raise what a closed way says; let an open one pass."""
    if cohort.is_archived:
        state = WayState.ARCHIVED
    if state is not WayState.OPEN:
        raise DomainError(sentence(state, whom_to_ask(cohort, inviter_id)), status=410)


def sentence(state: WayState, whom: str) -> str:
    """Return why a way is closed and whom to ask."""
    sentences: dict[WayState, str] = {
        WayState.USED: _(
            "This invitation has been used already. If it was by you, sign in; if not, ask %(whom)s.", whom=whom
        ),
        WayState.CANCELLED: _(
            "This invitation was called back. If you think it shouldn't be, ask %(whom)s.", whom=whom
        ),
        WayState.EXPIRED: _("This invitation has expired. Ask %(whom)s for a new one.", whom=whom),
        WayState.ENDED: _("This link has been closed. Ask %(whom)s for an invitation.", whom=whom),
        WayState.FULL: _("All places of this link are taken. Ask %(whom)s for an invitation.", whom=whom),
        WayState.ARCHIVED: _("This cohort has ended, so nobody can join it any more. Ask %(whom)s.", whom=whom),
    }
    return sentences[state]


def foreign(whom: str) -> str:
    """Return what somebody is told who opens an invitation that was mailed to another address than theirs."""
    refused: str = _(
        "This invitation was sent to another address than that of the account you are signed in with. "
        "Sign out and open it again, or ask %(whom)s to invite the address you use here.",
        whom=whom,
    )
    return refused


def whom_to_ask(cohort: Cohort, inviter_id: int | None) -> str:
    """Return the inviter if they still coordinate, else another coordinator, else the organisation."""
    names = dict(coordinators(cohort.organisation_id))
    organisation = cohort.organisation.name
    name = names.get(inviter_id or 0) or next(iter(names.values()), None)
    if name is None:
        return organisation
    return str(_("%(name)s, coordinator at %(organisation)s", name=name, organisation=organisation))


def coordinators(organisation_id: int) -> list[tuple[int, str]]:
    """Return id and name of an organisation's present coordinators, in Danish order."""
    rows = db.session.execute(
        select(Person.id, Person.name)
        .join(Grant, Grant.person_id == Person.id)
        .join(Organisation, Organisation.id == Grant.organisation_id)
        .where(
            Organisation.id == organisation_id,
            Grant.role == Role.COORDINATOR,
            Grant.ended_at.is_(None),
            Person.deactivated_at.is_(None),
            Person.erased_at.is_(None),
        )
        .order_by(Person.sort_key, Person.id)
    )
    return [(person_id, name) for person_id, name in rows]
