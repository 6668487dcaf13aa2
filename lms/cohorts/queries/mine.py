"""What a participant sees of their own part in a cohort: exactly what the others see, and what they don't."""

from dataclasses import dataclass
from datetime import date

from lms.accounts.models import Person
from lms.cohorts.models import Cohort, Participant
from lms.cohorts.policy import participations_of
from lms.cohorts.queries.progress import Cell, Column, Standing, cells_of, columns_of
from lms.core.db import db
from lms.learning.queries.progress import progress_of


@dataclass(frozen=True)
class OwnModule:
    """A module as it is seen of me; `earlier_on` is a completion that only I see."""

    column: Column
    cell: Cell
    earlier_on: date | None


@dataclass(frozen=True, kw_only=True)
class OwnPart:
    """My part in a cohort."""

    shows_earlier: bool
    modules: list[OwnModule]

    @property
    def unshared(self) -> list[Column]:
        """The modules I have not said yes to."""
        return [one.column for one in self.modules if one.cell.standing is Standing.NOT_SHARED]


def own_part(cohort: Cohort, *, user: Person) -> OwnPart | None:
    """Return the part of `user` in a cohort; None when they take no part in it."""
    participant = db.session.scalar(participations_of(user).where(Participant.cohort_id == cohort.id))
    if participant is None:
        return None
    columns = columns_of(cohort)
    seen = cells_of(participant, cohort, columns)
    mine = progress_of([user.id], [column.module_id for column in columns], zone=cohort.time_zone)
    modules = []
    for column, cell in zip(columns, seen, strict=True):
        done_on = mine[user.id, column.module_id].completed_on
        modules.append(OwnModule(column, cell, done_on if cell.completed_on is None else None))
    return OwnPart(shows_earlier=participant.shows_earlier, modules=modules)
