"""What the form of a block asks, kind by kind."""

from collections.abc import Callable

from flask_babel import gettext as _

from lms.studio.block_forms import cards, comparison, facts, measure, picture, quiz, tool
from lms.studio.block_forms import scenario as scenario_form
from lms.studio.block_forms.entries import Act, Entry, Group, Sort, Subject
from lms.studio.block_forms.words import slot_choices, slot_name


def layout(subject: Subject) -> list[Group]:
    """Return the groups of a block's form, or of the part of it that is open."""
    return _KINDS[subject.kind](subject)


def note_group() -> Group:
    """Return what is asked about every block: whether readers are told first what is in it."""
    hint = _("Readers see this first and can skip the part. Leave it empty when nobody needs it.")
    label = _("What readers should know before they read this")
    entry = Entry(place="note", path=(), sort=Sort.PLAIN, label=label, hint=hint, needed=False, most=500)
    return Group(title=_("Content note"), entries=[entry])


def _head(subject: Subject) -> list[Group]:
    words = [
        Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title of the lesson")),
        Entry(place="body", path=("summary",), sort=Sort.PLAIN, label=_("In short, in a sentence or two"), most=500),
    ]
    minutes = Entry(
        place="structure", path=("minutes",), sort=Sort.NUMBER, label=_("Minutes it takes"), least=1, most=240
    )
    review = [
        Entry(
            place="structure",
            path=("review", "by"),
            sort=Sort.PLAIN,
            label=_("To be looked over again by"),
            hint=_("Year-month-day, such as 2027-05-22."),
            most=10,
        ),
        Entry(place="structure", path=("review", "role"), sort=Sort.PLAIN, label=_("Who looks it over"), most=100),
    ]
    return [
        Group(entries=words),
        Group(title=_("The same in every language"), entries=[minutes, *review]),
        _slots(subject),
    ]


def _slots(subject: Subject) -> Group:
    """Return what the lesson asks of people with lived experience: decisions before work, work before telling."""
    open_ = Entry(
        place="structure",
        path=("slots",),
        sort=Sort.MANY,
        label=_("What still waits"),
        hint=_("Take the tick away when people with lived experience have dealt with it."),
        choices=slot_choices(),
        needed=False,
    )
    words = [
        Entry(place="body", path=("slots", name), sort=Sort.PLAIN, label=slot_name(name), most=1_000)
        for name in subject.structure.get("slots", ())
    ]
    return Group(title=_("What waits for a peer expert"), entries=[open_, *words])


def _text(subject: Subject) -> list[Group]:  # noqa: ARG001
    return [
        Group(
            entries=[
                _heading(needed=False),
                Entry(place="body", path=("body",), sort=Sort.RICH, label=_("Text")),
            ]
        )
    ]


def _reflection(subject: Subject) -> list[Group]:  # noqa: ARG001
    label = _("What do you ask the reader to think about?")
    hint = _("Their answer is theirs alone; nobody else reads it.")
    return [Group(entries=[Entry(place="body", path=("body",), sort=Sort.RICH, label=label, hint=hint)])]


def _story(subject: Subject) -> list[Group]:
    hint = _(
        "Here stand the stories that somebody allows in this lesson. A story stays with the person who told it, "
        "and they can take it back at any time."
    )
    offered = subject.offer.stories
    now = str(subject.structure.get("story", ""))
    if now and now not in dict(offered):
        offered = ((now, _("The story that is here now")), *offered)
    return [
        Group(
            entries=[
                Entry(
                    place="structure",
                    path=("story",),
                    sort=Sort.ONE,
                    label=_("Which story?"),
                    hint=hint,
                    choices=(("", _("None yet")), *offered),
                ),
                Entry(place="body", path=("body",), sort=Sort.RICH, label=_("A line that introduces it")),
            ]
        )
    ]


def _case(subject: Subject) -> list[Group]:
    steps = subject.structure.get("steps", [])
    hint = _("Readers are told that a case is constructed. They meet it step by step.")
    groups = [
        Group(
            title=_("Step %(number)s", number=number),
            entries=[Entry(place="body", path=("steps", step), sort=Sort.RICH, label=_("What happens?"))],
            acts=_arrange("step", step, number, len(steps), _("Take this step out")),
        )
        for number, step in enumerate(steps, 1)
    ]
    add = Act(value="add.step", label=_("Add a step"))
    return [Group(hint=hint, entries=[_heading(needed=True)]), *groups, Group(acts=[add])]


def _dilemma(subject: Subject) -> list[Group]:
    sides = subject.structure.get("sides", [])
    first = [
        Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title")),
        Entry(place="body", path=("question",), sort=Sort.LINE, label=_("The question, in a line")),
    ]
    groups = [
        Group(
            title=_("Side %(number)s", number=number),
            entries=[
                Entry(place="body", path=("sides", side, "label"), sort=Sort.PLAIN, label=_("What this side says")),
                Entry(place="body", path=("sides", side, "argument"), sort=Sort.RICH, label=_("Why one can think so")),
            ],
            acts=_arrange("side", side, number, len(sides), _("Take this side out"), least=2),
        )
        for number, side in enumerate(sides, 1)
    ]
    last = Entry(place="body", path=("closing",), sort=Sort.RICH, label=_("To end with"))
    return [Group(entries=first), *groups, Group(acts=[Act(value="add.side", label=_("Add a side"))], entries=[last])]


def _heading(*, needed: bool) -> Entry:
    label = _("Heading") if needed else _("Heading (may be left empty)")
    return Entry(place="body", path=("heading",), sort=Sort.PLAIN, label=label, needed=needed)


def _arrange(thing: str, name: str, number: int, count: int, remove: str, *, least: int = 1) -> list[Act]:
    """Return the buttons of one of several things."""
    acts = []
    if number > 1:
        acts.append(Act(value=f"up.{thing}.{name}", label=_("Move up")))
    if number < count:
        acts.append(Act(value=f"down.{thing}.{name}", label=_("Move down")))
    if count > least:
        acts.append(Act(value=f"remove.{thing}.{name}", label=remove))
    return acts


_KINDS: dict[str, Callable[[Subject], list[Group]]] = {
    "head": _head,
    "text": _text,
    "facts": facts.layout,
    "case": _case,
    "dilemma": _dilemma,
    "story": _story,
    "reflection": _reflection,
    "quiz": quiz.layout,
    "scenario": scenario_form.layout,
    "picture": picture.layout,
    "measure": measure.layout,
    "tool": tool.layout,
    "comparison": comparison.layout,
    "cards": cards.layout,
}
