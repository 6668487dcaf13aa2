"""What a proposal offers: to who makes one, and to who is invited to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from lms.accounts.models import Organisation
from lms.core.db import db
from lms.curriculum.models import Module
from lms.studio.models import Collaboration
from lms.studio.operations.agreeing import wording_of
from lms.studio.operations.proposing import Wording
from lms.studio.queries.collaborations import SeatLine, organisation_name, owner_name, seat_lines, title_of


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What an invitation is about."""

    module: str
    title: str
    organisation: str
    owner: str
    is_in_force: bool
    wording: Wording
    seats: list[SeatLine]


def proposal(collaboration: Collaboration, language: str) -> Proposal:
    """Return what somebody invited reads before they say anything: no name and no perspective of a partner."""
    return Proposal(
        module=collaboration.module.slug,
        title=title_of(collaboration.module, language),
        organisation=organisation_name(collaboration),
        owner=owner_name(collaboration),
        is_in_force=collaboration.is_in_force,
        wording=wording_of(collaboration.holding),
        seats=seat_lines(collaboration),
    )


def free_modules(language: str) -> list[tuple[int, str]]:
    """Return id and title of the modules nobody has proposed to write together yet."""
    taken = select(Collaboration.module_id).where(Collaboration.ended_at.is_(None))
    modules = db.session.scalars(select(Module).where(Module.id.not_in(taken)).order_by(Module.position))
    return [(module.id, f"{module.code.upper()} {title_of(module, language)}") for module in modules]


def organisation_choices(ids: Iterable[int]) -> list[tuple[int, str]]:
    """Return id and name of these organisations, in Danish order."""
    found = select(Organisation).where(Organisation.id.in_(list(ids))).order_by(Organisation.sort_key)
    return [(each.id, each.name) for each in db.session.scalars(found)]
