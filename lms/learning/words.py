"""What names of the content are called on a page: who says a fact, how a lesson was made, kinds of block, levels."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from lms.curriculum.blocks import Block, Kind
from lms.curriculum.models import Contribution, Status
from lms.measures.models import Happened

Words = Callable[[], str]

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

_WHO: dict[str, Words] = {
    "citizens": lambda: _("Citizens"),
    "job_centre_staff": lambda: _("Job-centre staff"),
    "psychiatry_staff": lambda: _("Psychiatry staff"),
    "project_group": lambda: _("The project group"),
    "supplier": lambda: _("A supplier, about its own work"),
    "employers": lambda: _("Employers"),
    "organisations": lambda: _("Organisations"),
    "report_authors": lambda: _("The report's authors"),
    "research": lambda: _("Research"),
    "law": lambda: _("Law"),
}

_STATUS: dict[Status, Words] = {
    Status.SOURCE_EDITION: lambda: _("Source edition"),
    Status.CO_CREATION: lambda: _("Co-creation"),
    Status.CO_PRODUCTION: lambda: _("Co-production"),
}

_MADE: dict[Status, Words] = {
    Status.SOURCE_EDITION: lambda: _(
        "Written from published sources. No person with lived experience has yet decided anything in it."
    ),
    Status.CO_CREATION: lambda: _(
        "People with lived experience have contributed; the owner decides. "
        "Every suggestion gets an answer with a reason: you said – we did, or didn't, because."  # noqa: RUF001 (a dash between sentences)
    ),
    Status.CO_PRODUCTION: lambda: _(
        "People with lived experience and professionals have decided on it together, on equal footing."
    ),
}

_CONTRIBUTIONS: dict[str, Words] = {
    Contribution.STORY: lambda: _("story"),
    Contribution.IDEA: lambda: _("idea"),
    Contribution.WRITING: lambda: _("writing"),
    Contribution.REVIEW: lambda: _("review"),
    Contribution.TRANSLATION: lambda: _("translation"),
    Contribution.FACILITATION: lambda: _("facilitation"),
}

_LEVELS: dict[str, Words] = {
    "basic": lambda: _("Basic"),
    "intermediate": lambda: _("Intermediate"),
    "advanced": lambda: _("Advanced"),
}

_INGREDIENTS: dict[str, Words] = {
    "testimony": lambda: _("A person with lived experience, trained for it, tells"),
    "contact": lambda: _("Contact in more ways than one"),
    "skills": lambda: _("What to say and do"),
    "myths": lambda: _("Myths put right"),
    "facilitator": lambda: _("Somebody who leads with the person in view"),
    "recovery": lambda: _("Recovery is possible, and shown"),
}

_KINDS: dict[Kind, Words] = {
    Kind.TEXT: lambda: _("Text"),
    Kind.FACTS: lambda: _("Facts and who says them"),
    Kind.DILEMMA: lambda: _("Dilemma"),
    Kind.CASE: lambda: _("Case"),
    Kind.STORY: lambda: _("Story"),
    Kind.REFLECTION: lambda: _("Reflection"),
    Kind.QUIZ: lambda: _("Quiz"),
    Kind.SCENARIO: lambda: _("Scenario"),
    Kind.COMPARISON: lambda: _("Compare"),
    Kind.CARDS: lambda: _("Dialogue cards"),
    Kind.PICTURE: lambda: _("Picture"),
    Kind.TOOL: lambda: _("Practice tool"),
    Kind.MEASURE: lambda: _("Questions before and after"),
}


def role(name: str) -> str:
    """Return who keeps something current, in words."""
    return str(_("curriculum editor")) if name == "curriculum editor" else name


def who_says(key: str) -> str:
    """Return who a statement comes from, in words."""
    return _WHO[key]() if key in _WHO else key


def as_of(value: str) -> str:
    """Return as of when a fact holds, in words."""
    return str(_("undated")) if value == "undated" else str(_("as of %(date)s", date=month(value)))


def advisers(who: str, *, alone: bool = False) -> str:
    """Return whose advice stands on a dialogue card; `alone` it may be something else than advice."""
    if who == "citizens":
        return str(_("Advice from citizens"))
    return str(_("From job-centre staff") if alone else _("Advice from job consultants"))


def described(value: str) -> str:
    """Return as of when a source describes something, in words."""
    return str(_("undated")) if value == "undated" else str(_("as described in %(date)s", date=month(value)))


def month(value: str) -> str:
    """Write a month such as 2026-11 in the reader's language; years, spans and dates stay as they are."""
    if not _MONTH.fullmatch(value):
        return value
    return str(format_date(date.fromisoformat(f"{value}-01"), "MMMM y", rebase=False))


def status_name(status: Status) -> str:
    """Return the short name of how a lesson was made."""
    return _STATUS[status]()


def status_sentence(status: Status) -> str:
    """Return how a lesson was made, honestly (rule 2)."""
    return _MADE[status]()


def contributed(contributions: Iterable[str]) -> str:
    """Return what somebody did for a lesson, in their own choice of words."""
    return ", ".join(str(_CONTRIBUTIONS[each]()) for each in contributions if each in _CONTRIBUTIONS)


def happened_choices() -> list[tuple[str, str]]:
    """Return what can have become of a team task."""
    return [
        (Happened.DONE.value, _("Yes, we tried it")),
        (Happened.PARTLY.value, _("Partly")),
        (Happened.NOT_YET.value, _("Not yet")),
        (Happened.NOT_SAID.value, _("I'd rather not say")),
    ]


def level_name(level: str) -> str:
    """Return a module's level in words."""
    return _LEVELS[level]() if level in _LEVELS else level


def ingredient(name: str) -> str:
    """Return what an ingredient of anti-stigma training is called."""
    return str(_INGREDIENTS[name]())


def kind_name(kind: Kind) -> str:
    """Return what a kind of block is called."""
    return _KINDS[kind]()


def heading(block: Block) -> str:
    """Return a block's heading: its own, or else its kind's name."""
    return block.heading or kind_name(block.kind)
