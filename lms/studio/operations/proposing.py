"""Proposing to write a module together, with seats per perspective and never a person's (rule 1)."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now, today
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import Module
from lms.studio.models import AgreementVersion, Collaboration, Model, Perspective
from lms.studio.operations import settling
from lms.studio.readiness import PEERS_FOR_PARITY

STARTS_WITHIN = timedelta(days=60)
MOST_SEATS = 12


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What an agreement says. `seats` are counts by perspective."""

    model: Model
    seats: dict[str, int]
    purpose: str
    reason: str
    locked: str
    decision_rule: str
    support: str
    third_party: str
    review_on: date


def propose(module_id: int, wording: Wording, *, organisation_id: int | None, by: Person) -> Collaboration:
    """Propose to write a module together. `by` becomes its owner, and not by that a partner."""
    check(wording)
    if db.session.get(Module, module_id) is None:
        raise DomainError(_("Choose a module from the list."), field="module")
    collaboration = Collaboration(
        module_id=module_id, owner_id=by.id, organisation_id=organisation_id, created_at=now()
    )
    try:
        with db.session.begin_nested():
            db.session.add(collaboration)
    except IntegrityError as error:
        raise DomainError(
            _("This module is not free at the moment: a proposal for it is open already. Nothing was sent."),
            field="module",
        ) from error
    db.session.add(version(collaboration, 1, wording, by=by))
    db.session.flush()
    record(Area.STUDIO, "proposed", "collaboration", collaboration.id, by=by.id)
    return collaboration


def check(wording: Wording) -> None:
    """Refuse a wording that could never start, or never be what it says it is."""
    seats = wording.seats
    peers = seats.get(Perspective.LIVED_EXPERIENCE, 0)
    if not peers or not seats.get(Perspective.PROFESSIONAL, 0):
        raise DomainError(
            _("There must be at least one seat for lived experience and one for a professional."),
            field="lived_experience",
        )
    if wording.model is Model.CO_PRODUCTION and peers < PEERS_FOR_PARITY:
        raise DomainError(
            _("Co-production needs at least two seats for lived experience: nobody should have to stand alone."),
            field="lived_experience",
        )
    if sum(seats.values()) > MOST_SEATS:
        raise DomainError(_("At most %(most)s seats in all.", most=MOST_SEATS), field="lived_experience")
    if wording.review_on <= today():
        raise DomainError(_("Choose a day that is still to come."), field="review_on")


def version(collaboration: Collaboration, number: int, wording: Wording, *, by: Person) -> AgreementVersion:
    """Return a wording as the numbered version of an agreement."""
    return AgreementVersion(
        collaboration_id=collaboration.id,
        number=number,
        proposed_by_id=by.id,
        proposed_at=now(),
        **asdict(wording),
    )


def give_up(collaboration: Collaboration, *, by: Person) -> None:
    """End a proposal that has not started. Doing it twice changes nothing."""
    settling.lock(collaboration)
    if collaboration.agreement_id is not None:
        raise DomainError(_("This agreement has started in the meantime. It ends when every partner says yes to that."))
    settling.end(collaboration, by=by.id)


def end_stale() -> None:
    """End the proposals that did not start in time."""
    stale = select(Collaboration).where(
        Collaboration.agreement_id.is_(None),
        Collaboration.ended_at.is_(None),
        Collaboration.created_at < now() - STARTS_WITHIN,
    )
    for collaboration in db.session.scalars(stale).unique().all():
        settling.lock(collaboration)
        if collaboration.agreement_id is None:
            settling.end(collaboration, by=None)
