"""What administrators did, from the trail: who did what to whom, when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Grant, Invitation, Membership, Organisation, Person, Role
from lms.activity.models import Area, TrailEntry
from lms.admin.queries.paging import Page, cut
from lms.core.db import db
from lms.home.models import HelpLineConfirmation

_ACTS = select(TrailEntry).where(TrailEntry.area == Area.ADMINISTRATION)


@dataclass(frozen=True)
class Act:
    """One act. `who` is empty for the command line, `whom` where it concerned nobody or they are deleted."""

    verb: str
    thing: str
    who_id: int | None
    who: str
    whom: str
    organisation: str
    role: Role | None
    line: str
    at: datetime


def acts(*, page: int) -> Page[Act]:
    """Return a page of the acts, newest first, in two statements."""
    part = cut(_ACTS.with_only_columns(TrailEntry.id), page)
    rows = db.session.execute(part.of(_with_names().order_by(TrailEntry.id.desc())))
    return part.page(
        [
            Act(verb, thing, who_id, who or "", whom or "", organisation or "", role, line or "", at)
            for verb, thing, who_id, who, whom, organisation, role, line, at in rows
        ]
    )


def _with_names() -> Select[*tuple[Any, ...]]:
    """Join to each entry, by its thing, the person and the organisation it concerns."""
    actor, concerned = aliased(Person), aliased(Person)
    whom = case(
        (TrailEntry.thing == "person", TrailEntry.thing_id), else_=func.coalesce(Membership.person_id, Grant.person_id)
    )
    where = case(
        (TrailEntry.thing == "organisation", TrailEntry.thing_id),
        else_=func.coalesce(Membership.organisation_id, Grant.organisation_id, Invitation.organisation_id),
    )
    query = _ACTS
    for thing, model in (
        ("membership", Membership),
        ("grant", Grant),
        ("invitation", Invitation),
        ("help_line", HelpLineConfirmation),
    ):
        query = query.outerjoin(model, and_(TrailEntry.thing == thing, model.id == TrailEntry.thing_id))
    return (
        query.outerjoin(actor, actor.id == TrailEntry.actor_id)
        .outerjoin(concerned, concerned.id == whom)
        .outerjoin(Organisation, Organisation.id == where)
        .with_only_columns(
            TrailEntry.verb,
            TrailEntry.thing,
            TrailEntry.actor_id,
            actor.name,
            concerned.name,
            Organisation.name,
            func.coalesce(Grant.role, Invitation.role, type_=Grant.role.type),
            HelpLineConfirmation.line,
            TrailEntry.created_at,
        )
    )
