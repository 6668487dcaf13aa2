"""What is wrong with a scenario while it is written: ways to nowhere, loops, scenes nobody meets, endings that never come."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.reading import paths
from lms.curriculum.scenarios import END, SLIDER

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Flaw:
    """Something wrong at a scene or an ending (empty: the scenario as a whole)."""

    part: str
    sentence: str


def flaws(structure: Json) -> list[Flaw]:
    """Return what is wrong, in order. Scenes are named by their number."""
    names = _Names(structure)
    found = list(_names_unknown(structure, names))
    if found:
        return found
    return [
        Flaw(place, _SENTENCES[word](names(place), names.choice(place, more)))
        for word, place, more in _played(structure)
    ]


class _Names:
    def __init__(self, structure: Json) -> None:
        self.nodes = [node["id"] for node in structure.get("nodes", [])]
        self.endings = [ending["id"] for ending in structure.get("endings", [])]
        self.values = {value["id"] for value in structure.get("values", [])}
        self.choices = {
            f"{node['id']}.{choice}"
            for node in structure.get("nodes", [])
            for choice in (SLIDER if "slider" in node else [one["id"] for one in node.get("choices", [])])
        }
        self.numbers = {
            f"{node['id']}.{one['id']}": number
            for node in structure.get("nodes", [])
            for number, one in enumerate(node.get("choices", []), 1)
        }

    def __call__(self, place: str) -> str:
        if place in self.nodes:
            return str(_("Scene %(number)s", number=self.nodes.index(place) + 1))
        if place in self.endings:
            return str(_("Ending %(number)s", number=self.endings.index(place) + 1))
        return ""

    def choice(self, node: str, name: str) -> str:
        return str(self.numbers.get(f"{node}.{name}", name))


def _names_unknown(structure: Json, names: _Names) -> Iterator[Flaw]:
    """Yield ways, rules and first scenes that point to what is not there any more."""
    known = {END, *names.nodes, *names.endings}
    if structure.get("start") not in names.nodes:
        yield Flaw("", _("Say which scene comes first."))
    for thing in [*structure.get("nodes", []), *structure.get("endings", [])]:
        place = thing["id"]
        if any(target not in known for target in _targets(thing)):
            yield Flaw(place, _("%(place)s: a way leads to a scene that is gone.", place=names(place)))
        if not all(_is_known(rule, names) for rule in _rules(thing)):
            yield Flaw(place, _("%(place)s: a rule asks about something that is gone.", place=names(place)))
        if "retry" in thing and thing["retry"] not in names.nodes:
            yield Flaw(place, _("%(place)s: say where the reader can go back to.", place=names(place)))
        if "retry" in thing and thing.get("when") == {"any": []}:
            yield Flaw(place, _("%(place)s: say when this is the ending.", place=names(place)))
        if "choices" in thing and not thing["choices"]:
            yield Flaw(place, _("%(place)s: a choice is missing.", place=names(place)))
    for value in structure.get("values", []):
        if not value["min"] <= value["start"] <= value["max"]:
            yield Flaw("", _("What goes up and down must begin between its least and its most."))


def _targets(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if isinstance(part.get("to"), str):
            yield part["to"]
        for value in part.values():
            yield from _targets(value)
    if isinstance(part, list):
        for one in part:
            yield from _targets(one)


def _rules(part: Any) -> Iterator[Json]:
    """Yield everything that asks about a choice or a value, and effects on values."""
    if isinstance(part, Mapping):
        if "chose" in part or "value" in part:
            yield part
        for value in part.values():
            yield from _rules(value)
    if isinstance(part, list):
        for one in part:
            yield from _rules(one)


def _is_known(rule: Json, names: _Names) -> bool:
    return rule.get("chose", next(iter(names.choices), "")) in names.choices and (
        "value" not in rule or rule["value"] in names.values
    )


def _played(structure: Json) -> tuple[tuple[str, str, str], ...]:
    return _play(json.dumps(structure, sort_keys=True))


@lru_cache(maxsize=256)
def _play(structure: str) -> tuple[tuple[str, str, str], ...]:
    """Playing a scenario through takes time, so each shape of one is played once."""
    return tuple(paths.findings(json.loads(structure)))


_SENTENCES = {
    "loop": lambda place, more: _("%(place)s: a way leads back to it. That makes a loop.", place=place),  # noqa: ARG005
    "stuck": lambda place, more: _(  # noqa: ARG005
        "%(place)s: some readers come here and have nothing to choose.", place=place
    ),
    "lost": lambda place, more: _(  # noqa: ARG005
        "%(place)s: some who end here have not met the scene they can go back to.", place=place
    ),
    "large": lambda place, more: _("The scenario is too large to be checked. Make it smaller."),  # noqa: ARG005
    "node": lambda place, more: _("%(place)s: no way leads to it.", place=place),  # noqa: ARG005
    "choice": lambda place, more: _("%(place)s: choice %(choice)s is never offered.", place=place, choice=more),
    "ending": lambda place, more: _("%(place)s: nobody comes to it.", place=place),  # noqa: ARG005
}
