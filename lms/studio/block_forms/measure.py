"""The form of a module's questions before and after: their words. Which questions there are stays as it is."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.kinds.measure import CHOSEN, STEPS, Asked
from lms.studio.block_forms.entries import Entry, Group, Sort, Subject

Question = Mapping[str, Any]


def layout(subject: Subject) -> list[Group]:
    """Return what is asked about a measure: its title, a line before it, and the words of each question."""
    fixed = _(
        "The same questions stand before the module's first lesson and after its last, word for word. Change them in both "
        "places, or the answers can't be compared. Which questions there are, and what is right, can't be changed here."
    )
    label = _("A line before the questions (may be left empty)")
    head = [
        Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title")),
        Entry(place="body", path=("intro",), sort=Sort.RICH, label=label, needed=False),
    ]
    questions = subject.structure.get("questions", [])
    return [Group(hint=fixed, entries=head), *(_question(each, number) for number, each in enumerate(questions, 1))]


def _question(question: Question, number: int) -> Group:
    name = question["id"]
    stem = Entry(place="body", path=("questions", name, "stem"), sort=Sort.LINE, label=_("The question, in a line"))
    rest = _options(question) if question["kind"] in CHOSEN else _scale(question)
    return Group(title=_("Question %(number)s", number=number), hint=_hint(question), entries=[stem, *rest])


def _hint(question: Question) -> str:
    hints = {
        Asked.KNOWLEDGE: _("One question about practice. Readers are not told what is right."),
        Asked.VIGNETTE: _("A situation and four ways to begin, all of them sensible."),
        Asked.CONFIDENCE: _("How sure somebody is, in seven steps."),
        Asked.BEHAVIOUR: _("What somebody intends to do, in seven steps; after six weeks, whether it happened."),
    }
    return str(hints[Asked(question["kind"])])


def _options(question: Question) -> list[Entry]:
    hint = _("Keep all answers about equally long.")
    return [
        Entry(
            place="body",
            path=("questions", question["id"], "options", name),
            sort=Sort.LINE,
            label=_("Answer %(number)s", number=number),
            hint=hint if number == 1 else "",
        )
        for number, name in enumerate(question["options"], 1)
    ]


def _scale(question: Question) -> list[Entry]:
    path = ("questions", question["id"])
    later = Entry(
        place="body", path=(*path, "later"), sort=Sort.LINE, label=_("The same after six weeks: did it happen?")
    )
    ends = [
        Entry(place="body", path=(*path, "low"), sort=Sort.PLAIN, label=_("What 1 means")),
        Entry(place="body", path=(*path, "high"), sort=Sort.PLAIN, label=_("What %(most)s means", most=STEPS)),
    ]
    return [later, *ends] if question["kind"] == Asked.BEHAVIOUR else ends
