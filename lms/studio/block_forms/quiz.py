"""The form of a quiz: a list of questions, and a page for each of them."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.reading.questions import BOTH, right_column
from lms.studio.block_forms.entries import Act, Entry, Group, Link, Pairs, Sort, Subject
from lms.studio.block_forms.words import question_choices, question_name
from lms.studio.paragraphs import plain_line

Question = Mapping[str, Any]


def layout(subject: Subject) -> list[Group]:
    """Return the list of questions, or the one that is open."""
    questions = subject.structure.get("questions", [])
    found = next((one for one in questions if one["id"] == subject.part), None)
    if found is not None:
        return _KINDS[found["kind"]](found, subject)
    groups = [
        Group(
            title=_("Question %(number)s", number=number),
            hint=question_name(one["kind"]),
            links=[
                Link(part=one["id"], label=_("Write question %(number)s", number=number), words=_stem(subject, one))
            ],
            acts=_arrange(one["id"], number, len(questions)),
        )
        for number, one in enumerate(questions, 1)
    ]
    adds = [Act(value=f"add.question.{kind}", label=_("Add: %(kind)s", kind=name)) for kind, name in question_choices()]
    return [*groups, Group(title=_("Add a question"), acts=adds)]


def _stem(subject: Subject, question: Question) -> str:
    return plain_line(subject.said(question["id"], "stem")) or _("Nothing written yet")


def _arrange(name: str, number: int, count: int) -> list[Act]:
    acts = []
    if number > 1:
        acts.append(Act(value=f"up.question.{name}", label=_("Move up")))
    if number < count:
        acts.append(Act(value=f"down.question.{name}", label=_("Move down")))
    if count > 1:
        acts.append(Act(value=f"remove.question.{name}", label=_("Take this question out")))
    return acts


def _asked(question: Question) -> Group:
    entry = Entry(place="body", path=(question["id"], "stem"), sort=Sort.LINE, label=_("The question, in a line"))
    return Group(hint=question_name(question["kind"]), entries=[entry])


def _options(question: Question, subject: Subject) -> list[Group]:
    names = question.get("options", [])
    groups = []
    for number, name in enumerate(names, 1):
        remove = Act(value=f"remove.option.{question['id']}.{name}", label=_("Take this answer out"))
        groups.append(
            Group(
                title=_("Answer %(number)s", number=number),
                entries=_answer(question["id"], name),
                acts=[remove] if len(names) > 2 else [],
            )
        )
    choices = _named(subject, question, names)
    many = question["kind"] == "multiple"
    right = Entry(
        place="structure",
        path=("questions", question["id"], "right"),
        sort=Sort.MANY if many else Sort.RIGHT,
        label=_("Which answers are right?") if many else _("Which answer is right?"),
        choices=choices,
    )
    add = Act(value=f"add.option.{question['id']}", label=_("Add an answer"))
    return [_asked(question), *groups, Group(acts=[add]), Group(entries=[right])]


def _true_false(question: Question, subject: Subject) -> list[Group]:  # noqa: ARG001 (one shape for every kind)
    names = {"true": _("True"), "false": _("False")}
    groups = [Group(title=names[name], entries=_answer(question["id"], name)) for name in BOTH]
    right = Entry(
        place="structure",
        path=("questions", question["id"], "right"),
        sort=Sort.RIGHT,
        label=_("Which answer is right?"),
        choices=tuple(names.items()),
    )
    return [_asked(question), Group(entries=[right]), *groups]


def _ordering(question: Question, subject: Subject) -> list[Group]:  # noqa: ARG001
    names = question.get("options", [])
    groups = []
    for number, name in enumerate(names, 1):
        acts = []
        if number > 1:
            acts.append(Act(value=f"up.option.{question['id']}.{name}", label=_("Move up")))
        if number < len(names):
            acts.append(Act(value=f"down.option.{question['id']}.{name}", label=_("Move down")))
        if len(names) > 2:
            acts.append(Act(value=f"remove.option.{question['id']}.{name}", label=_("Take this line out")))
        path = (question["id"], "options", name, "text")
        text = Entry(place="body", path=path, sort=Sort.LINE, label=_("Line %(number)s", number=number))
        groups.append(Group(entries=[text], acts=acts))
    hint = _("Write the lines in the right order. Readers get them mixed.")
    add = Act(value=f"add.option.{question['id']}", label=_("Add a line"))
    return [_asked(question), Group(hint=hint, groups=groups, acts=[add]), _feedback(question, "wrong")]


def _matching(question: Question, subject: Subject) -> list[Group]:
    rights = right_column(dict(question))
    choices = tuple(
        (name, subject.said(question["id"], "right", name) or _("Match %(number)s", number=number))
        for number, name in enumerate(rights, 1)
    )
    lefts = [_left(question, name, number, choices) for number, (name, _right) in enumerate(question["pairs"], 1)]
    matches = [_match(question, name, number, len(rights)) for number, name in enumerate(rights, 1)]
    return [
        _asked(question),
        Group(title=_("What is to be placed"), groups=lefts, acts=[_add("left", question, _("Add a thing to place"))]),
        Group(
            title=_("Where it can belong"),
            hint=_("A match nothing belongs to makes it harder."),
            groups=matches,
            acts=[_add("match", question, _("Add a match"))],
        ),
        _feedback(question, "wrong"),
    ]


def _left(question: Question, name: str, number: int, choices: Pairs) -> Group:
    remove = Act(value=f"remove.left.{question['id']}.{name}", label=_("Take it out"))
    belongs = ("questions", question["id"], "pairs", name)
    return Group(
        entries=[
            Entry(
                place="body",
                path=(question["id"], "left", name),
                sort=Sort.LINE,
                label=_("Thing %(number)s", number=number),
            ),
            Entry(place="structure", path=belongs, sort=Sort.ONE, label=_("It belongs to"), choices=choices),
        ],
        acts=[remove] if len(question["pairs"]) > 2 else [],
    )


def _match(question: Question, name: str, number: int, count: int) -> Group:
    in_use = any(right == name for _left_side, right in question["pairs"])
    remove = Act(value=f"remove.match.{question['id']}.{name}", label=_("Take this match out"))
    path = (question["id"], "right", name)
    return Group(
        entries=[Entry(place="body", path=path, sort=Sort.LINE, label=_("Match %(number)s", number=number))],
        acts=[] if in_use or count <= 2 else [remove],
    )


def _short_text(question: Question, subject: Subject) -> list[Group]:  # noqa: ARG001
    name = question["id"]
    hint = _("One a line. Capital letters, accents and spaces make no difference.")
    words = [
        Entry(place="body", path=(name, "accepted"), sort=Sort.WORDS, label=_("Answers that count"), hint=hint),
        Entry(place="body", path=(name, "model_answer"), sort=Sort.RICH, label=_("One way to put it")),
    ]
    return [_asked(question), Group(entries=words), _feedback(question, "other")]


def _feedback(question: Question, other: str) -> Group:
    labels = {
        "right": _("When it is right"),
        "wrong": _("When it is not right"),
        "other": _("When it is something else"),
    }
    entries = [
        Entry(place="body", path=(question["id"], "feedback", name), sort=Sort.RICH, label=labels[name])
        for name in ("right", other)
    ]
    return Group(title=_("What the reader is told"), entries=entries)


def _answer(question: str, name: str) -> list[Entry]:
    hint = _("Say what is good about it and what it costs.")
    path = (question, "options", name)
    return [
        Entry(place="body", path=(*path, "text"), sort=Sort.LINE, label=_("The answer")),
        Entry(place="body", path=(*path, "feedback"), sort=Sort.RICH, label=_("What you say to it"), hint=hint),
    ]


def _named(subject: Subject, question: Question, names: list[str]) -> Pairs:
    return tuple(
        (name, subject.said(question["id"], "options", name, "text") or _("Answer %(number)s", number=number))
        for number, name in enumerate(names, 1)
    )


def _add(thing: str, question: Question, label: str) -> Act:
    return Act(value=f"add.{thing}.{question['id']}", label=label)


_KINDS: dict[str, Callable[[Question, Subject], list[Group]]] = {
    "single": _options,
    "multiple": _options,
    "true_false": _true_false,
    "ordering": _ordering,
    "matching": _matching,
    "short_text": _short_text,
}
