"""Cohorts: make, edit, archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import available_timezones

from flask_babel import gettext as _
from sqlalchemy import select, update

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.cohorts.models import Cohort, CohortInvitation, CohortModule, JoinLink, Participant
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import Module


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a cohort is to be: `due` holds its modules, with the day each is due (or None)."""

    name: str
    starts_on: date
    time_zone: str
    due: Mapping[int, date | None]


def make(organisation_id: int, plan: Plan, *, by: Person) -> Cohort:
    """Make a cohort in an organisation that `by` coordinates."""
    cohort = Cohort(
        organisation_id=organisation_id,
        name=plan.name,
        starts_on=plan.starts_on,
        time_zone=plan.time_zone,
        created_at=now(),
        created_by_id=by.id,
    )
    _set_modules(cohort, plan, joined=False)
    db.session.add(cohort)
    db.session.flush()
    record(Area.COHORTS, "made", "cohort", cohort.id, by=by.id)
    return cohort


def edit(cohort: Cohort, plan: Plan, *, by: Person) -> None:
    """Change a cohort. What people agreed to when they joined stays as it is: the start can't move back for them."""
    lock(cohort)
    joined = _has_joined(cohort)
    before = cohort.begins_at
    cohort.name, cohort.starts_on, cohort.time_zone = plan.name, plan.starts_on, plan.time_zone
    if joined and cohort.begins_at < before:
        raise DomainError(
            _(
                "People have joined and agreed to be seen from the start date they were shown. "
                "It can be moved later, not earlier."
            ),
            field="starts_on",
        )
    _set_modules(cohort, plan, joined=joined)
    record(Area.COHORTS, "edited", "cohort", cohort.id, by=by.id)


def archive(cohort: Cohort, *, by: Person) -> None:
    """Close a cohort: nobody joins any more, what it showed stays. Doing it twice changes nothing."""
    moment = now()
    closed = db.session.execute(
        update(Cohort)
        .where(Cohort.id == cohort.id, Cohort.archived_at.is_(None))
        .values(archived_at=moment)
        .returning(Cohort.id)
    )
    if closed.scalar() is None:
        return
    db.session.execute(
        update(CohortInvitation)
        .where(
            CohortInvitation.cohort_id == cohort.id,
            CohortInvitation.accepted_at.is_(None),
            CohortInvitation.cancelled_at.is_(None),
        )
        .values(cancelled_at=moment, email=None)
    )
    db.session.execute(
        update(JoinLink).where(JoinLink.cohort_id == cohort.id, JoinLink.ended_at.is_(None)).values(ended_at=moment)
    )
    record(Area.COHORTS, "archived", "cohort", cohort.id, by=by.id)


def lock(cohort: Cohort) -> None:
    """Hold the cohort for this transaction, so that two people don't change it at once. Refuses an archived one."""
    archived = db.session.scalars(select(Cohort.archived_at).where(Cohort.id == cohort.id).with_for_update()).one()
    if archived is not None:
        raise DomainError(_("This cohort is archived, so nothing about it can be changed."))


def _set_modules(cohort: Cohort, plan: Plan, *, joined: bool) -> None:
    _check(plan)
    chosen = db.session.scalars(
        select(Module).where(Module.id.in_(plan.due), Module.current_id.is_not(None)).order_by(Module.position)
    ).all()
    if not chosen:
        raise DomainError(_("Choose at least one module."), field="modules")
    known = {line.module_id: line for line in cohort.modules}
    lines = []
    for position, module in enumerate(chosen, start=1):
        line = known.get(module.id) or CohortModule(module=module, added_at=now() if joined else None)
        line.position, line.due_on = position, plan.due[module.id]
        lines.append(line)
    cohort.modules = lines


def _check(plan: Plan) -> None:
    if plan.time_zone not in available_timezones():
        raise DomainError(_("Choose a time zone from the list."), field="time_zone")
    for module_id, due_on in plan.due.items():
        if due_on is not None and due_on < plan.starts_on:
            raise DomainError(_("A module can't be due before the cohort starts."), field=f"due_{module_id}")


def _has_joined(cohort: Cohort) -> bool:
    found = select(Participant.id).where(Participant.cohort_id == cohort.id, Participant.left_at.is_(None)).limit(1)
    return db.session.scalar(found) is not None
