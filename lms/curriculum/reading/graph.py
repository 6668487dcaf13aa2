"""A scenario's structure in `lesson.yaml`: values, nodes, choices, endings. What it means is checked in `paths`."""

from collections.abc import Callable
from typing import Any

from lms.curriculum.notation.files import is_id
from lms.curriculum.notation.items import Fields, Item
from lms.curriculum.reading.paths import check_paths
from lms.curriculum.scenarios import END, SLIDER

Json = dict[str, Any]
References = Callable[[Item], list[str]]
_LIMIT = 1_000


class _Names:
    """The ids that conditions, effects and ways may name."""

    def __init__(self, fields: Fields) -> None:
        nodes = [dict(item.entries("a node")) for item in fields["nodes"].items()]
        self.values = {name for name, _ in fields["values"].entries()}
        self.nodes = [node["id"].id() for node in nodes if "id" in node]
        self.endings = [item.fields("id", optional=_ENDING)["id"].id() for item in fields["endings"].items()]
        self.choices = {f"{node['id'].id()}.{choice}" for node in nodes if "id" in node for choice in _choice_ids(node)}

    def check(self, item: Item) -> None:
        """Note ids that are there twice or stand for two things."""
        names = [*self.nodes, *self.endings, END]
        for name in sorted({name for name in names if names.count(name) > 1}):
            item.wrong(f"“{name}” names two things; nodes, endings and “{END}” need names of their own.")


_ENDING = ("when", "retry", "sources")


def scenario(fields: Fields, references: References) -> Json:
    """Return a scenario's structure."""
    quiet = len(fields.owner.page.problems)
    names = _Names(fields)
    del fields.owner.page.problems[quiet:]  # what is wrong with the ids is noted below, where they are read
    names.check(fields["nodes"])
    made: Json = {
        "values": [_value(name, item) for name, item in fields["values"].entries("a mapping of values")],
        "start": fields["start"].id(),
        "nodes": [_node(item, names) for item in fields["nodes"].items()],
        "endings": _endings(fields["endings"], names, references),
    }
    if made["start"] not in names.nodes:
        fields["start"].wrong(f"“{made['start']}” is no node.")
    if len(fields.owner.page.problems) == quiet:
        lines = {node["id"]: item for node, item in zip(made["nodes"], fields["nodes"].items(), strict=True)}
        lines |= {ending["id"]: item for ending, item in zip(made["endings"], fields["endings"].items(), strict=True)}
        check_paths(made, lines)
    return made


def _value(name: str, item: Item) -> Json:
    if not is_id(name):
        item.wrong(f"“{name}” is no id; expected: lower case letters, digits and dashes.")
    fields = item.fields("start", "min", "max")
    made = {key: fields[key].number(-_LIMIT, _LIMIT) for key in ("start", "min", "max")}
    if item and not made["min"] <= made["start"] <= made["max"]:
        item.wrong("“start” was expected to lie between min and max.")
    return {"id": name} | made


def _choice_ids(node: dict[str, Any]) -> list[str]:
    if "slider" in node:
        return list(SLIDER)
    found = (dict(item.entries("a choice")) for item in node["choices"].items()) if "choices" in node else ()
    return [choice["id"].id() for choice in found if "id" in choice]


def _node(item: Item, names: _Names) -> Json:
    fields = item.fields("id", optional=("choices", "slider"))
    made: Json = {"id": fields["id"].id()}
    if ("choices" in fields) == ("slider" in fields):
        item.wrong("A node has either choices or a slider.")
    if "slider" in fields:
        return made | {"slider": _ways(fields["slider"].fields("to")["to"], names)}
    made["choices"] = [_choice(entry, names) for entry in fields["choices"].items()]
    ids = [choice["id"] for choice in made["choices"]]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        item.wrong(f"The choice “{name}” is there twice.")
    return made


def _choice(item: Item, names: _Names) -> Json:
    fields = item.fields("id", "to", optional=("when", "effects"))
    made: Json = {"id": fields["id"].id()}
    if "when" in fields:
        made["when"] = _condition(fields["when"], names)
    if "effects" in fields:
        made["effects"] = [_effect(entry, names) for entry in fields["effects"].items()]
    return made | {"to": _ways(fields["to"], names)}


def _effect(item: Item, names: _Names) -> Json:
    fields = item.fields("value", "add", optional=("when",))
    made: Json = {"value": _value_name(fields["value"], names), "add": fields["add"].number(-_LIMIT, _LIMIT)}
    return made | ({"when": _condition(fields["when"], names)} if "when" in fields else {})


def _ways(item: Item, names: _Names) -> list[Json]:
    """Return where a choice leads: `{to, when}` in order, the last one without a condition."""
    if not item.is_list():
        return [{"to": _target(item, names)}]
    entries = item.items()
    made: list[Json] = []
    for entry in entries:
        fields = entry.fields("to", optional=("when",))
        if ("when" in fields) == (entry is entries[-1]):
            entry.wrong("Every way but the last needs a condition (when), and the last has none.")
        way: Json = {"to": _target(fields["to"], names)}
        made.append(way | ({"when": _condition(fields["when"], names)} if "when" in fields else {}))
    if not made:
        item.wrong("A way was expected.")
    return made


def _target(item: Item, names: _Names) -> str:
    name = item.id()
    if name and name not in (END, *names.nodes, *names.endings):
        item.wrong(f"“{name}” is no node and no ending; expected one of them or {END}.")
    return name


def _endings(item: Item, names: _Names, references: References) -> list[Json]:
    entries = item.items()
    if item.is_list() and not entries:
        item.wrong("An ending was expected.")
    made: list[Json] = []
    for entry in entries:
        fields = entry.fields("id", "retry", "sources", optional=("when",))
        if ("when" in fields) == (entry is entries[-1]):
            entry.wrong("Every ending but the last needs a rule (when), and the last has none.")
        retry = fields["retry"].id()
        if retry and retry not in names.nodes:
            fields["retry"].wrong(f"“{retry}” is no node.")
        ending: Json = {"id": fields["id"].id()}
        if "when" in fields:
            ending["when"] = _condition(fields["when"], names)
        made.append(ending | {"retry": retry, "sources": references(fields["sources"])})
    return made


def _condition(item: Item, names: _Names) -> Json:
    """Return a condition: chose, a value with its limits, or all, any, not over conditions."""
    found = dict(item.entries("a condition: chose, value with at_least or at_most, all, any, not"))
    if set(found) & {"value", "at_least", "at_most"}:
        return _comparison(item, names)
    fields = item.fields(optional=("chose", "value", "all", "any", "not"))
    if item and len(found) != 1:
        item.wrong("Expected one of: chose, value with at_least or at_most, all, any, not.")
    if "chose" in fields:
        choice = fields["chose"].text(170)
        if choice and choice not in names.choices:
            fields["chose"].wrong(f"“{choice}” is no choice; expected <node>.<choice>.")
        return {"chose": choice}
    for word in ("all", "any"):
        if word in fields:
            parts = [_condition(part, names) for part in fields[word].items()]
            if not parts:
                fields[word].wrong("A condition was expected.")
            return {word: parts}
    return {"not": _condition(fields["not"], names)} if "not" in fields else {}


def _comparison(item: Item, names: _Names) -> Json:
    fields = item.fields("value", optional=("at_least", "at_most"))
    limits = {key: fields[key].number(-_LIMIT, _LIMIT) for key in ("at_least", "at_most") if key in fields}
    if not limits:
        item.wrong("at_least or at_most was expected.")
    return {"value": _value_name(fields["value"], names)} | limits


def _value_name(item: Item, names: _Names) -> str:
    name = item.id()
    if name and name not in names.values:
        item.wrong(f"“{name}” is no value; expected one of: {', '.join(sorted(names.values))}.")
    return name
