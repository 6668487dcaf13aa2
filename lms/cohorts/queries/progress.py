"""Person by module: how far the people of a cohort are. Names, states and dates only (rules 6 and 12)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Select, func

from lms.accounts.models import Person
from lms.cohorts.models import Cohort, CohortModule, Participant
from lms.cohorts.policy import people_visible_to
from lms.cohorts.queries.titles import title_of
from lms.core.clock import end_of_day, now
from lms.core.danish import sort_key
from lms.core.db import UtcDateTime, db
from lms.learning.queries.progress import ModuleProgress, State, progress_of

PER_PAGE = 50
BY_NAME = "name"


class Standing(StrEnum):
    """How far somebody is in a module of a cohort, in the order that needs most attention first."""

    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    NOT_SHARED = "not_shared"  # the module came after they joined, and they haven't said yes to showing it


ORDER = {standing: number for number, standing in enumerate(Standing)}
STANDINGS = {state: Standing(state.value) for state in State}
Progress = dict[tuple[int, int], ModuleProgress]


@dataclass(frozen=True)
class Column:
    """A module of the cohort."""

    module_id: int
    slug: str
    code: str
    title: str
    due_on: date | None
    is_due: bool
    added_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one person is in one module."""

    standing: Standing
    lessons_done: int = 0
    lessons: int = 0
    completed_on: date | None = None


class _Member(NamedTuple):
    """A present participant, and when they last agreed to the cohort's modules."""

    id: int
    person_id: int
    shows_earlier: bool
    agreed_at: datetime
    name: str = ""
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One person and a cell per column."""

    participant_id: int
    name: str
    sort_key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the reader asked for: filters, order, page. `sort` is `name` or a module's slug; `-` in front turns it."""

    state: Standing | None = None
    module: str = ""
    name: str = ""
    sort: str = BY_NAME
    page: int = 1

    @property
    def sorts_by(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def turned(self) -> bool:
        return self.sort.startswith("-")


@dataclass(frozen=True, kw_only=True)
class Totals:
    """How many of the cohort's people stand where in one module."""

    column: Column
    people: int
    counts: dict[Standing, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Table:
    """The cohort's table as wished: all rows found, the page of them that is shown, and totals of everybody."""

    columns: list[Column]
    found: list[Row]
    people: int
    totals: list[Totals]
    page: int
    pages: int

    @property
    def rows(self) -> list[Row]:
        return self.found[(self.page - 1) * PER_PAGE : self.page * PER_PAGE]


def progress_table(cohort: Cohort, wish: Wish, *, user: Person) -> Table:
    """Return the table of a cohort that `user` follows, in four statements however many people it has."""
    columns = [column for column in columns_of(cohort) if wish.module in {"", column.slug}]
    rows = _rows(cohort, columns, user)
    found = _sorted([row for row in rows if _is_wished(row, wish)], columns, wish)
    pages = max(1, -(-len(found) // PER_PAGE))
    return Table(
        columns=columns,
        found=found,
        people=len(rows),
        totals=[_totals(column, [row.cells[index] for row in rows]) for index, column in enumerate(columns)],
        page=min(max(wish.page, 1), pages),
        pages=pages,
    )


def columns_of(cohort: Cohort) -> list[Column]:
    """Return the cohort's modules as columns."""
    moment = now()
    return [_column(line, cohort.time_zone, moment) for line in cohort.modules]


def cells_of(participant: Participant, cohort: Cohort, columns: Sequence[Column]) -> list[Cell]:
    """Return what is seen of one person, to that person."""
    since = {} if participant.shows_earlier else {participant.person_id: cohort.begins_at}
    module_ids = [column.module_id for column in columns]
    progress = progress_of([participant.person_id], module_ids, since=since, zone=cohort.time_zone)
    agreed_at = participant.agreed_at or participant.joined_at
    member = _Member(participant.id, participant.person_id, participant.shows_earlier, agreed_at)
    return [_cell(member, column, progress) for column in columns]


def participant_visible_to(user: Person, participant_id: int) -> Participant | None:
    """Return a present participant of a cohort that `user` follows."""
    return db.session.scalar(people_visible_to(user).where(Participant.id == participant_id))


def _column(line: CohortModule, zone: str, moment: datetime) -> Column:
    is_due = line.due_on is not None and moment >= end_of_day(line.due_on, zone)
    module = line.module
    return Column(
        line.module_id, module.slug, module.code.upper(), title_of(module), line.due_on, is_due, line.added_at
    )


def _rows(cohort: Cohort, columns: Sequence[Column], user: Person) -> list[Row]:
    theirs = people_visible_to(user).where(Participant.cohort_id == cohort.id)
    members = _members(theirs)
    begins_at = cohort.begins_at
    since = {one.person_id: begins_at for one in members if not one.shows_earlier}
    ids = theirs.with_only_columns(Participant.person_id)
    progress = progress_of(ids, [column.module_id for column in columns], since=since, zone=cohort.time_zone)
    return [
        Row(one.id, one.name, one.sort_key, tuple(_cell(one, column, progress) for column in columns))
        for one in members
    ]


def _members(participants: Select[Participant]) -> list[_Member]:
    """Read people as plain rows: a thousand half-filled objects would cost more than everything else on the page."""
    rows = db.session.execute(
        participants.join(Participant.person).with_only_columns(
            Participant.id,
            Participant.person_id,
            Participant.shows_earlier,
            func.coalesce(Participant.agreed_at, Participant.joined_at, type_=UtcDateTime()),
            Person.name,
            Person.sort_key,
        )
    )
    return [_Member(*row) for row in rows]


def _cell(member: _Member, column: Column, progress: Progress) -> Cell:
    if column.added_at is not None and column.added_at > member.agreed_at:
        return Cell(Standing.NOT_SHARED)
    known = progress.get((member.person_id, column.module_id))
    return _told(known, column.is_due) if known else Cell(Standing.NOT_STARTED)  # they left between two statements


@lru_cache(maxsize=4096)
def _told(known: ModuleProgress, is_due: bool) -> Cell:  # noqa: FBT001 (a key of the cache)
    """Return the same cell for the same progress: a thousand people in twelve modules share a few dozen."""
    standing = STANDINGS[known.state]
    if is_due and standing is not Standing.COMPLETED:
        standing = Standing.OVERDUE
    return Cell(standing, known.lessons_done, known.lessons, known.completed_on)


def _is_wished(row: Row, wish: Wish) -> bool:
    if wish.name and sort_key(wish.name) not in row.sort_key:
        return False
    return wish.state is None or any(cell.standing is wish.state for cell in row.cells)


def _sorted(rows: list[Row], columns: Sequence[Column], wish: Wish) -> list[Row]:
    """Sort by name, or by where people stand in a module and then by name."""
    rows.sort(key=lambda row: (row.sort_key, row.participant_id), reverse=wish.turned and wish.sorts_by == BY_NAME)
    slugs = [column.slug for column in columns]
    if wish.sorts_by in slugs:
        index = slugs.index(wish.sorts_by)
        rows.sort(key=lambda row: _rank(row.cells[index]), reverse=wish.turned)
    return rows


def _rank(cell: Cell) -> tuple[int, int, date]:
    return (ORDER[cell.standing], cell.lessons_done, cell.completed_on or date.min)


def _totals(column: Column, cells: Sequence[Cell]) -> Totals:
    counts = dict.fromkeys(Standing, 0)
    for cell in cells:
        counts[cell.standing] += 1
    return Totals(column=column, people=len(cells), counts=counts)
