"""The form of a scenario: what it is about, a list of scenes and endings, and a page for each of them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.scenarios import END, SLIDER
from lms.studio.block_forms.entries import Act, Entry, Group, Link, Pairs, Sort, Subject

Node = Mapping[str, Any]


def layout(subject: Subject) -> list[Group]:
    """Return the overview, or the scene or ending that is open."""
    for node in subject.structure.get("nodes", []):
        if node["id"] == subject.part:
            return _scale(node, subject) if "slider" in node else _scene(node, subject)
    for ending in subject.structure.get("endings", []):
        if ending["id"] == subject.part:
            return _ending(ending, subject)
    return [_about(subject), _values(subject), _scenes(subject), _endings(subject)]


def scene_name(subject: Subject, name: str) -> str:
    """Return what a scene or an ending is called: its number, and the first words of it."""
    nodes = [node["id"] for node in subject.structure.get("nodes", [])]
    if name in nodes:
        words = _short(subject.said("nodes", name, "text"))
        return str(_("Scene %(number)s: %(words)s", number=nodes.index(name) + 1, words=words))
    return str(_("Ending: %(words)s", words=_short(subject.said("endings", name, "title"))))


def subjects(subject: Subject) -> Pairs:
    """Return what a rule can ask about: choices made or not made, and values."""
    made: list[tuple[str, str]] = []
    for number, node in enumerate(subject.structure.get("nodes", []), 1):
        for name, words in _choices_of(subject, node):
            told = {"number": number, "choice": _short(words)}
            made.append((f"chose:{node['id']}.{name}", _("Scene %(number)s: chose “%(choice)s”", **told)))
            made.append((f"not:{node['id']}.{name}", _("Scene %(number)s: did not choose “%(choice)s”", **told)))
    for value in subject.structure.get("values", []):
        name = subject.said("values", value["id"]) or value["id"]
        made.append((f"least:{value['id']}", _("%(value)s is at least …", value=name)))
        made.append((f"most:{value['id']}", _("%(value)s is at most …", value=name)))
    return tuple(made)


def _about(subject: Subject) -> Group:
    start = Entry(
        place="structure",
        path=("start",),
        sort=Sort.ONE,
        label=_("Which scene comes first?"),
        choices=tuple((node["id"], scene_name(subject, node["id"])) for node in subject.structure.get("nodes", [])),
    )
    return Group(
        hint=_("Readers are told that a scenario is constructed."),
        entries=[
            Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title")),
            Entry(place="body", path=("intro",), sort=Sort.RICH, label=_("What it is about")),
            Entry(place="body", path=("role",), sort=Sort.RICH, label=_("Who the reader is in it")),
            start,
        ],
    )


def _values(subject: Subject) -> Group:
    hint = _("Something that goes up and down with what the reader does, such as trust or time.")
    groups = [
        Group(
            entries=[
                Entry(place="body", path=("values", value["id"]), sort=Sort.PLAIN, label=_("What is it called?")),
                *(
                    Entry(
                        place="structure", path=("values", value["id"], key), sort=Sort.NUMBER, label=label, most=1000
                    )
                    for key, label in (("start", _("Begins at")), ("min", _("Least")), ("max", _("Most")))
                ),
            ],
            acts=[Act(value=f"remove.value.{value['id']}", label=_("Take it out"))],
        )
        for value in subject.structure.get("values", [])
    ]
    add = Act(value="add.value", label=_("Add something that goes up and down"))
    return Group(title=_("What goes up and down"), hint=hint, groups=groups, acts=[add])


def _scenes(subject: Subject) -> Group:
    nodes = subject.structure.get("nodes", [])
    groups = []
    for number, node in enumerate(nodes, 1):
        name = node["id"]
        words = subject.said("nodes", name, "text") or _("Nothing written yet")
        link = Link(part=name, label=_("Write scene %(number)s", number=number), words=_short(words, 160))
        remove = Act(value=f"remove.scene.{name}", label=_("Take this scene out"))
        hint = _("A scale from 1 to 5") if "slider" in node else ""
        groups.append(
            Group(
                title=_("Scene %(number)s", number=number),
                hint=hint,
                links=[link],
                acts=[remove] if len(nodes) > 1 else [],
            )
        )
    acts = [
        Act(value="add.scene", label=_("Add a scene with choices")),
        Act(value="add.scale", label=_("Add a scene with a scale from 1 to 5")),
    ]
    return Group(title=_("Scenes"), groups=groups, acts=acts)


def _endings(subject: Subject) -> Group:
    endings = subject.structure.get("endings", [])
    groups = []
    for number, ending in enumerate(endings, 1):
        name = ending["id"]
        words = subject.said("endings", name, "title") or _("Nothing written yet")
        link = Link(part=name, label=_("Write ending %(number)s", number=number), words=words)
        acts = []
        if number > 1:
            acts.append(Act(value=f"up.ending.{name}", label=_("Move up")))
        if number < len(endings):
            acts.append(Act(value=f"down.ending.{name}", label=_("Move down")))
        if len(endings) > 1:
            acts.append(Act(value=f"remove.ending.{name}", label=_("Take this ending out")))
        groups.append(Group(title=_("Ending %(number)s", number=number), links=[link], acts=acts))
    hint = _("They are tried from the top: the first one that fits is shown. The last one fits always.")
    add = Act(value="add.ending", label=_("Add an ending"))
    return Group(title=_("Endings"), hint=hint, groups=groups, acts=[add])


def _scene(node: Node, subject: Subject) -> list[Group]:
    first = Entry(place="body", path=("nodes", node["id"], "text"), sort=Sort.RICH, label=_("What happens?"))
    choices = node.get("choices", [])
    groups = [_choice(node, choice, number, subject) for number, choice in enumerate(choices, 1)]
    add = Act(value=f"add.choice.{node['id']}", label=_("Add a choice"))
    return [Group(entries=[first]), *groups, Group(acts=[add])]


def _choice(node: Node, choice: Node, number: int, subject: Subject) -> Group:
    words = ("nodes", node["id"], "choices", choice["id"])
    shape = ("nodes", node["id"], "choices", choice["id"])
    rules = subjects(subject)
    entries = [
        Entry(place="body", path=(*words, "label"), sort=Sort.LINE, label=_("What the reader can do")),
        Entry(place="body", path=(*words, "consequence"), sort=Sort.RICH, label=_("What comes of it")),
        Entry(
            place="structure", path=(*shape, "to"), sort=Sort.WAYS, label=_("Where it leads"),
            choices=(*_targets(subject, node["id"]), *rules),
        ),
    ]  # fmt: skip
    values = _values_of(subject)
    if values:
        entries.append(
            Entry(
                place="structure", path=(*shape, "effects"), sort=Sort.EFFECTS, needed=False,
                label=_("What goes up or down"), choices=(*values, *rules),
            )
        )  # fmt: skip
    hint = _("Leave it as it is to offer it always.")
    entries.append(
        Entry(
            place="structure", path=(*shape, "when"), sort=Sort.RULE, label=_("Offered only when"), hint=hint,
            choices=rules, needed=False,
        )
    )  # fmt: skip
    remove = Act(value=f"remove.choice.{node['id']}.{choice['id']}", label=_("Take this choice out"))
    acts = [remove] if len(node["choices"]) > 1 else []
    return Group(title=_("Choice %(number)s", number=number), entries=entries, acts=acts)


def _scale(node: Node, subject: Subject) -> list[Group]:
    words = ("nodes", node["id"])
    ways = (*_targets(subject, node["id"]), *subjects(subject))
    return [
        Group(
            hint=_("The reader answers on a scale from 1 to 5."),
            entries=[
                Entry(place="body", path=(*words, "text"), sort=Sort.RICH, label=_("What happens, and what you ask")),
                Entry(place="body", path=(*words, "low"), sort=Sort.PLAIN, label=_("1 means")),
                Entry(place="body", path=(*words, "high"), sort=Sort.PLAIN, label=_("5 means")),
                Entry(place="body", path=(*words, "consequence"), sort=Sort.RICH, label=_("What comes of it")),
                Entry(
                    place="structure", path=(*words, "slider"), sort=Sort.WAYS, label=_("Where it leads"), choices=ways
                ),
            ],
        )
    ]


def _ending(ending: Node, subject: Subject) -> list[Group]:
    words = ("endings", ending["id"])
    scenes = tuple((node["id"], scene_name(subject, node["id"])) for node in subject.structure["nodes"])
    last = subject.structure["endings"][-1]["id"] == ending["id"]
    texts = [
        Entry(place="body", path=(*words, "title"), sort=Sort.PLAIN, label=_("Title")),
        Entry(place="body", path=(*words, "noticed"), sort=Sort.RICH, label=_("What the person noticed")),
        Entry(place="body", path=(*words, "frame"), sort=Sort.RICH, label=_("The frame that had to be kept")),
        Entry(place="body", path=(*words, "builds_on"), sort=Sort.RICH, label=_("What this builds on")),
        Entry(
            place="structure", path=(*words, "sources"), sort=Sort.SOURCES, label=_("Where does it stand?"),
            choices=subject.offer.sources, needed=False,
        ),
        Entry(
            place="structure", path=(*words, "retry"), sort=Sort.ONE, label=_("Where the reader can go back to"),
            hint=_("A scene that everybody who ends here has met."), choices=scenes,
        ),
    ]  # fmt: skip
    rule = Entry(
        place="structure", path=(*words, "when"), sort=Sort.RULE, label=_("It fits when"), choices=subjects(subject),
        needed=False,
    )  # fmt: skip
    return [Group(entries=texts), *([] if last else [Group(title=_("When is this the ending?"), entries=[rule])])]


def _targets(subject: Subject, here: str) -> Pairs:
    """Return where a choice can lead."""
    nodes = [node["id"] for node in subject.structure["nodes"] if node["id"] != here]
    endings = [ending["id"] for ending in subject.structure["endings"]]
    made = [(END, _("To the end: the endings' rules decide"))]
    return (*made, *((name, scene_name(subject, name)) for name in [*nodes, *endings]))


def _choices_of(subject: Subject, node: Node) -> list[tuple[str, str]]:
    if "slider" in node:
        return [(step, step) for step in SLIDER]
    words = ("nodes", node["id"], "choices")
    return [
        (choice["id"], subject.said(*words, choice["id"], "label") or _("Choice %(number)s", number=number))
        for number, choice in enumerate(node.get("choices", []), 1)
    ]


def _values_of(subject: Subject) -> Pairs:
    return tuple(
        (f"value:{value['id']}", subject.said("values", value["id"]) or value["id"])
        for value in subject.structure.get("values", [])
    )


def _short(text: str, most: int = 60) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
