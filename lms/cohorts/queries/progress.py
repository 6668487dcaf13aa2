"""Person by module: how far the people of a cohort are. Names, states and dates only (rules 6 and 12)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import joinedload

from lms.accounts.models import Person
from lms.cohorts.models import Cohort, CohortModule, Participant
from lms.cohorts.policy import people_visible_to
from lms.cohorts.queries.titles import title_of
from lms.core.clock import end_of_day, now
from lms.core.danish import sort_key
from lms.core.db import db
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


@dataclass(frozen=True)
class Column:
    """A module of the cohort."""

    module_id: int
    slug: str
    code: str
    title: str
    due_on: date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one person is in one module."""

    standing: Standing
    lessons_done: int = 0
    lessons: int = 0
    completed_on: date | None = None


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
    return [_cell(participant, line, progress) for line in zip(columns, _lines(cohort, columns), strict=True)]


def participant_visible_to(user: Person, participant_id: int) -> Participant | None:
    """Return a present participant of a cohort that `user` follows."""
    return db.session.scalar(people_visible_to(user).where(Participant.id == participant_id))


def _column(line: CohortModule, zone: str, moment: datetime) -> Column:
    is_due = line.due_on is not None and moment >= end_of_day(line.due_on, zone)
    return Column(line.module_id, line.module.slug, line.module.code, title_of(line.module), line.due_on, is_due)


def _rows(cohort: Cohort, columns: Sequence[Column], user: Person) -> list[Row]:
    chosen = people_visible_to(user).where(Participant.cohort_id == cohort.id)
    people = db.session.scalars(
        chosen.join(Participant.person).options(
            joinedload(Participant.person, innerjoin=True).load_only(Person.name, Person.sort_key)
        )
    ).all()
    begins_at = cohort.begins_at
    since = {one.person_id: begins_at for one in people if not one.shows_earlier}
    ids = chosen.with_only_columns(Participant.person_id)
    progress = progress_of(ids, [column.module_id for column in columns], since=since, zone=cohort.time_zone)
    pairs = list(zip(columns, _lines(cohort, columns), strict=True))
    return [
        Row(one.id, one.person.name, one.person.sort_key, tuple(_cell(one, pair, progress) for pair in pairs))
        for one in people
    ]


def _lines(cohort: Cohort, columns: Sequence[Column]) -> list[CohortModule]:
    by_module = {line.module_id: line for line in cohort.modules}
    return [by_module[column.module_id] for column in columns]


def _cell(
    participant: Participant,
    pair: tuple[Column, CohortModule],
    progress: dict[tuple[int, int], ModuleProgress],
) -> Cell:
    column, line = pair
    if not participant.has_agreed_to(line):
        return Cell(Standing.NOT_SHARED)
    known = progress[participant.person_id, column.module_id]
    standing = Standing(known.state.value)
    if column.is_due and known.state is not State.COMPLETED:
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
