"""What the front pages show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.core.clock import DEFAULT_ZONE, local_date, today
from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module, Status
from lms.home.help_lines import QUARTER, HelpLine, help_lines
from lms.home.models import Finding, HelpLineConfirmation
from lms.learning.models import ModuleDone, Place
from lms.learning.policy import own_learner


@dataclass(frozen=True)
class ShownLine:
    """A help line as a reader sees it: without its number while nobody has vouched for that."""

    name: str
    number: str
    dial: str
    who: str
    when: str
    otherwise: str
    url: str
    source: str
    reviewed: date


@dataclass(frozen=True)
class ShownCountry:
    """The lines of one country."""

    code: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True)
class HelpPage:
    """Everything /help shows."""

    emergency: ShownLine
    countries: tuple[ShownCountry, ...]


@dataclass(frozen=True)
class LineToCheck:
    """A help line as administrators see it."""

    id: str
    country: str  # empty for the emergency number
    name: str
    number: str
    url: str
    source: str
    shown: bool
    finding: Finding | None
    checked_on: date
    checked_by: str
    review_by: date
    due: bool


def help_page(language: str) -> HelpPage:
    """Return the help page in a language, in one statement."""
    newest = {note.line: note for note, _ in _newest()}
    lines = help_lines()
    countries = tuple(
        ShownCountry(code, tuple(_shown(line, newest.get(line.id), language) for line in members))
        for code, members in lines.countries.items()
    )
    return HelpPage(emergency=_shown(lines.emergency, newest.get(lines.emergency.id), language), countries=countries)


def help_lines_to_check(language: str) -> list[LineToCheck]:
    """Return every help line that has a number, those that are due first."""
    newest = {note.line: (note, name or "") for note, name in _newest()}
    lines = help_lines()
    rows = [_to_check(lines.emergency, "", newest, language)]
    for code, members in lines.countries.items():
        rows += [_to_check(line, code, newest, language) for line in members if line.number]
    return sorted(rows, key=lambda row: not row.due)


@dataclass(frozen=True)
class NextStep:
    """The lesson a learner was last in, in a module they have not finished."""

    title: str
    module: str
    lesson: str


def continue_here(person: Person, language: str) -> NextStep | None:
    """Return where the person left, in one statement; None when there is nothing to go on with."""
    learner = own_learner(person.id).scalar_subquery()
    finished = select(ModuleDone.id).where(ModuleDone.learner_id == learner, ModuleDone.module_id == Place.module_id)
    row = db.session.execute(
        select(LessonText.title, Module.slug, Lesson.slug)
        .select_from(Place)
        .join(Lesson, Lesson.id == Place.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .join(LessonText, (LessonText.revision_id == Lesson.current_id) & (LessonText.language == language))
        .where(Place.learner_id == learner, Lesson.retired_at.is_(None), ~finished.exists())
        .order_by(Place.updated_at.desc())
        .limit(1)
    ).first()
    return NextStep(*row) if row else None


def shipped_statuses() -> set[Status]:
    """Return how the lessons that can be read today were made."""
    current = select(LessonRevision.status).join(Lesson, Lesson.current_id == LessonRevision.id)
    return set(db.session.scalars(current.where(Lesson.retired_at.is_(None)).distinct()))


def _newest() -> Iterable[tuple[HelpLineConfirmation, str | None]]:
    newest = select(func.max(HelpLineConfirmation.id)).group_by(HelpLineConfirmation.line)
    rows = db.session.execute(
        select(HelpLineConfirmation, Person.name)
        .outerjoin(Person, Person.id == HelpLineConfirmation.confirmed_by_id)
        .where(HelpLineConfirmation.id.in_(newest))
    )
    return [(note, name) for note, name in rows]


def _counting(line: HelpLine, note: HelpLineConfirmation | None) -> HelpLineConfirmation | None:
    return note if note is not None and note.number == line.number else None


def _is_shown(line: HelpLine, note: HelpLineConfirmation | None) -> bool:
    if line.always:
        return True
    note = _counting(line, note)
    return line.verified if note is None else note.finding is Finding.RIGHT


def _shown(line: HelpLine, note: HelpLineConfirmation | None, language: str) -> ShownLine:
    number = line.number if _is_shown(line, note) else ""
    counting = _counting(line, note)
    return ShownLine(
        name=line.name[language],
        number=number,
        dial="".join(letter for letter in number if letter.isdigit()),
        who=line.who[language],
        when=line.when[language],
        otherwise=line.otherwise[language],
        url=line.url,
        source=line.source,
        reviewed=local_date(counting.confirmed_at, DEFAULT_ZONE) if counting else line.reviewed,
    )


def _to_check(
    line: HelpLine, country: str, newest: dict[str, tuple[HelpLineConfirmation, str]], language: str
) -> LineToCheck:
    note, by = newest.get(line.id, (None, ""))
    note = _counting(line, note)
    review_by = note.review_by if note else line.reviewed + QUARTER
    settled = line.verified if note is None else note.finding is Finding.RIGHT
    return LineToCheck(
        id=line.id,
        country=country,
        name=line.name[language],
        number=line.number,
        url=line.url,
        source=line.source,
        shown=_is_shown(line, note),
        finding=note.finding if note else None,
        checked_on=local_date(note.confirmed_at, DEFAULT_ZONE) if note else line.reviewed,
        checked_by=by if note else "",
        review_by=review_by,
        due=not settled or review_by <= today(),
    )
