"""The list of somebody's cohorts, and what a cohort's page shows beside its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from lms.accounts.models import Organisation, Person
from lms.cohorts.models import Cohort, CohortInvitation, JoinLink, Participant, WayState
from lms.cohorts.operations.links import seats_taken
from lms.cohorts.policy import (
    facilitated_by,
    followed_by,
    invitations_visible_to,
    links_visible_to,
    organisations_of,
    participations_of,
    visible_to,
)
from lms.core.clock import now
from lms.core.crypto import decrypt
from lms.core.db import db

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class CohortLine:
    """A cohort in a list. `people` is None for those who only take part."""

    id: int
    name: str
    organisation: str
    starts_on: date
    is_archived: bool
    people: int | None


@dataclass(frozen=True, kw_only=True)
class MyCohorts:
    """Somebody's cohorts, by what they are there."""

    coordinated: list[CohortLine]
    facilitated: list[CohortLine]
    joined: list[CohortLine]


@dataclass(frozen=True)
class WaitingInvitation:
    """An invitation nobody has answered: sent when, open until when, or expired."""

    id: int
    email: str
    sent_at: datetime
    expires_at: datetime
    is_expired: bool


@dataclass(frozen=True, kw_only=True)
class Invitations:
    """A cohort's invitations: those with an address by page, the others as counts."""

    waiting: list[WaitingInvitation]
    count: int
    accepted: int
    cancelled: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class LinkInUse:
    """The join link of a cohort that stands, with its token to be shown again."""

    token: str
    seats: int
    taken: int
    expires_at: datetime
    state: WayState


def my_cohorts(user: Person) -> MyCohorts:
    """Return the cohorts of `user`: the running ones first, then by start."""
    cohorts = db.session.scalars(
        visible_to(user).order_by(Cohort.archived_at.is_not(None), Cohort.starts_on.desc(), Cohort.id)
    )
    found = cohorts.unique().all()
    counts = _people_counts(user)
    mine = set(db.session.scalars(participations_of(user).with_only_columns(Participant.cohort_id)))
    lines = [(cohort, _line(cohort, counts.get(cohort.id, 0))) for cohort in found]
    return MyCohorts(
        coordinated=[line for cohort, line in lines if cohort.organisation_id in organisations_of(user)],
        facilitated=[line for cohort, line in lines if cohort.id in facilitated_by(user)],
        joined=[_line(cohort, None) for cohort, _ in lines if cohort.id in mine],
    )


def organisations_for(user: Person) -> Sequence[Organisation]:
    """Return the organisations in which `user` may make cohorts."""
    mine = Organisation.id.in_(organisations_of(user))
    chosen = select(Organisation).where(mine, Organisation.closed_at.is_(None)).order_by(Organisation.sort_key)
    return db.session.scalars(chosen).all()


def invitations(cohort: Cohort, *, user: Person, page: int) -> Invitations:
    """Return the invitations of a cohort that `user` coordinates."""
    theirs = invitations_visible_to(user).where(CohortInvitation.cohort_id == cohort.id)
    accepted, cancelled, count = db.session.execute(
        theirs.with_only_columns(
            func.count(CohortInvitation.accepted_at),
            func.count(CohortInvitation.cancelled_at),
            func.count(CohortInvitation.email),
        )
    ).one()
    pages = max(1, -(-count // PER_PAGE))
    page = min(max(page, 1), pages)
    waiting = db.session.scalars(
        theirs.where(CohortInvitation.email.is_not(None))
        .order_by(CohortInvitation.email, CohortInvitation.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return Invitations(
        waiting=[_waiting(invitation) for invitation in waiting],
        count=count,
        accepted=accepted,
        cancelled=cancelled,
        page=page,
        pages=pages,
    )


def invitation_visible_to(user: Person, invitation_id: int) -> CohortInvitation | None:
    """Return one invitation of a cohort that `user` coordinates."""
    return db.session.scalar(invitations_visible_to(user).where(CohortInvitation.id == invitation_id))


def link_in_use(cohort: Cohort, *, user: Person) -> LinkInUse | None:
    """Return the join link that stands, for those who coordinate the cohort."""
    link = db.session.scalar(links_visible_to(user).where(JoinLink.cohort_id == cohort.id, JoinLink.ended_at.is_(None)))
    if link is None:
        return None
    taken = seats_taken(link.id)
    return LinkInUse(
        token=decrypt(link.token_sealed),
        seats=link.seats,
        taken=taken,
        expires_at=link.expires_at,
        state=link.state(now(), taken=taken),
    )


def _people_counts(user: Person) -> dict[int, int]:
    followed = followed_by(user).with_only_columns(Cohort.id)
    rows = db.session.execute(
        select(Participant.cohort_id, func.count())
        .where(Participant.left_at.is_(None), Participant.cohort_id.in_(followed))
        .group_by(Participant.cohort_id)
    )
    return {cohort_id: count for cohort_id, count in rows}  # noqa: C416 (rows, not tuples)


def _line(cohort: Cohort, people: int | None) -> CohortLine:
    return CohortLine(
        id=cohort.id,
        name=cohort.name,
        organisation=cohort.organisation.name,
        starts_on=cohort.starts_on,
        is_archived=cohort.is_archived,
        people=people,
    )


def _waiting(invitation: CohortInvitation) -> WaitingInvitation:
    return WaitingInvitation(
        id=invitation.id,
        email=invitation.email or "",
        sent_at=invitation.created_at,
        expires_at=invitation.expires_at,
        is_expired=invitation.state(now()) is WayState.EXPIRED,
    )
