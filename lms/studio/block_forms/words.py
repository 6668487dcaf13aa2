"""What names of the content are called in the studio's forms and lists."""

from collections.abc import Callable

from flask_babel import gettext as _

from lms.core.i18n import language
from lms.studio.block_forms.entries import Pairs

_KINDS: dict[str, Callable[[], str]] = {
    "head": lambda: _("Title and summary"),
    "text": lambda: _("Text"),
    "facts": lambda: _("Facts and who says them"),
    "dilemma": lambda: _("Dilemma"),
    "case": lambda: _("Case"),
    "story": lambda: _("Story"),
    "reflection": lambda: _("Reflection"),
    "quiz": lambda: _("Quiz"),
    "scenario": lambda: _("Scenario"),
    "picture": lambda: _("Picture"),
    "measure": lambda: _("Questions before and after"),
    "tool": lambda: _("Practice tool"),
    "comparison": lambda: _("Compare"),
    "cards": lambda: _("Dialogue cards"),
}
_SLOTS: dict[str, Callable[[], str]] = {
    "decide": lambda: _("To decide"),
    "make": lambda: _("To make"),
    "tell": lambda: _("To tell, if somebody wants to"),
}
_ABOUT: dict[str, Callable[[], str]] = {
    "text": lambda: _("Paragraphs, lists, pictures"),
    "facts": lambda: _("What is known, who says it, and where it stands"),
    "dilemma": lambda: _("A question with two sides or more, none of them wrong"),
    "case": lambda: _("Something that could happen, step by step"),
    "story": lambda: _("A story that somebody allows in this lesson"),
    "reflection": lambda: _("A question the reader answers for themselves alone"),
    "quiz": lambda: _("Questions with an answer"),
    "scenario": lambda: _("Scenes in which the reader chooses what to do"),
}
_QUESTIONS: dict[str, Callable[[], str]] = {
    "single": lambda: _("One right answer"),
    "multiple": lambda: _("Several right answers"),
    "true_false": lambda: _("True or false"),
    "ordering": lambda: _("Put in the right order"),
    "matching": lambda: _("What belongs together"),
    "short_text": lambda: _("A short answer in words"),
}
_WHO: dict[str, Callable[[], str]] = {
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


def language_name(code: str, *, inside: bool = False) -> str:
    """Return what a language is called, in the language of the page. `inside` a sentence Danish writes it small."""
    name = str({"en": lambda: _("English"), "da": lambda: _("Danish")}[code]())
    return name.lower() if inside and language() == "da" else name


def kind_name(kind: str) -> str:
    """Return what a kind of block is called."""
    return str(_KINDS[kind]())


def kind_choices() -> Pairs:
    """Return the kinds of block, each with its name and what it is for."""
    return tuple((kind, f"{_KINDS[kind]()} – {about()}") for kind, about in _ABOUT.items())  # noqa: RUF001 (a dash)


def question_choices() -> Pairs:
    """Return the kinds of quiz question."""
    return tuple((kind, name()) for kind, name in _QUESTIONS.items())


def question_name(kind: str) -> str:
    """Return what a kind of question is called."""
    return str(_QUESTIONS[kind]())


def who_choices() -> Pairs:
    """Return who may say a fact."""
    return tuple((who, name()) for who, name in _WHO.items())


def as_of_hint() -> str:
    """Return how a date of a fact is written."""
    sentence: str = _("A year (2017), a month (2026-11), a day (2026-11-22), years (2013–2015), or undated.")  # noqa: RUF001
    return sentence


def slot_name(name: str) -> str:
    """Return what a place for people with lived experience asks for."""
    return str(_SLOTS[name]())


def slot_choices() -> Pairs:
    """Return the places a lesson can keep open for people with lived experience."""
    return tuple((name, words()) for name, words in _SLOTS.items())
