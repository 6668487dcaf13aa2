"""Whether a scenario can be played: no loops, always a choice, everything reachable, retries that lead back.

Found out by playing it: every choice is taken in every state that can arise. States that go on alike are one.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lms.curriculum.assembling import scenario_rules
from lms.curriculum.notation.items import Item
from lms.curriculum.scenario_blocks import ScenarioBlock
from lms.curriculum.scenarios import ScenarioState, after_choice, begun

Json = dict[str, Any]
MOST_STATES = 50_000
_SENTENCES = {
    "loop": "The graph has a loop through this node; a node may be met once per run.",
    "stuck": "No choice is offered here after {more}; at least one was expected.",
    "lost": "{more}; expected: a node all of them met.",
    "large": f"The scenario has more than {MOST_STATES} states and can't be checked; make it smaller.",
    "node": "No way leads to this node.",
    "choice": "The choice “{more}” is never offered.",
    "ending": "No run comes to this ending.",
}


def check_paths(structure: Json, places: Mapping[str, Item]) -> None:
    """Note what is wrong with a scenario whose ids are all known. `places` says where nodes and endings stand."""
    for word, place, more in findings(structure):
        places[place].wrong(_SENTENCES[word].format(more=more))


def findings(structure: Json) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with a scenario whose ids are all known: a word for it, the node or ending, and more about it.

    The words: loop, stuck (more: after which choices), lost (the retry node not met), large, node, choice (its
    id), ending.
    """
    block = scenario_rules(structure)
    looping = _loop(block)
    if looping:
        yield "loop", looping, ""
        return
    walk = _Walk(block, _named_choices(structure))
    for node, path in walk.stuck.items():
        yield "stuck", node, path
    for ending, retry, path in walk.lost:
        yield "lost", ending, f"After {path} the reader ends here without having met “{retry}”"
    if walk.cut:
        yield "large", block.start, ""
    elif not walk.stuck:
        yield from _unreached(block, walk)


def _unreached(block: ScenarioBlock, walk: "_Walk") -> Iterator[tuple[str, str, str]]:
    for node in block.nodes.values():
        if node.id not in walk.met:
            yield "node", node.id, ""
            continue
        for choice in node.choices:
            if f"{node.id}.{choice.id}" not in walk.taken:
                yield "choice", node.id, choice.id
    for ending in block.endings:
        if ending.id not in walk.met:
            yield "ending", ending.id, ""


@dataclass(frozen=True)
class _Stand:
    """A state and the nodes met on the way to it."""

    state: ScenarioState
    met: frozenset[str]


class _Walk:
    """All runs of a scenario: what they meet, where they get stuck, which endings come without their retry node."""

    def __init__(self, block: ScenarioBlock, named: frozenset[str]) -> None:
        self.block = block
        self.named = named  # the choices that conditions ask about; others can't make a difference later
        self.retries = frozenset(ending.retry for ending in block.endings)
        self.met: set[str] = set()
        self.taken: set[str] = set()
        self.stuck: dict[str, str] = {}
        self.lost: list[tuple[str, str, str]] = []
        self.cut = False
        self._go()

    def _go(self) -> None:
        seen: set[object] = set()
        waiting = deque([_Stand(begun(self.block), frozenset())])
        while waiting:
            stand = waiting.popleft()
            key = self._key(stand)
            if key in seen:
                continue
            seen.add(key)
            self.cut = len(seen) > MOST_STATES
            if self.cut:
                return
            waiting.extend(self._next(stand))

    def _key(self, stand: _Stand) -> object:
        state = stand.state
        here = state.node or state.ending
        return here and here.id, tuple(state.values.values()), state.chosen & self.named, stand.met

    def _next(self, stand: _Stand) -> Iterator[_Stand]:
        state = stand.state
        if state.ending:
            self.met.add(state.ending.id)
            if state.ending.retry not in stand.met and not any(lost[0] == state.ending.id for lost in self.lost):
                self.lost.append((state.ending.id, state.ending.retry, _path(state)))
        if state.node is None:
            return
        self.met.add(state.node.id)
        if not state.offered:
            self.stuck.setdefault(state.node.id, _path(state))
        met = stand.met | ({state.node.id} & self.retries)
        for choice in state.offered:
            self.taken.add(f"{state.node.id}.{choice.id}")
            yield _Stand(after_choice(self.block, state, choice.id), met)


def _path(state: ScenarioState) -> str:
    return ", ".join(f"{taken.node.id}.{taken.choice.id}" for taken in state.taken) or "the start"


def _loop(block: ScenarioBlock) -> str:
    """Return a node from which the graph leads back to itself, or nothing."""
    leads = {
        node.id: {way.to for choice in node.choices for way in choice.ways} & set(block.nodes)
        for node in block.nodes.values()
    }
    while leads:
        met = set().union(*leads.values())
        ends = {node for node, targets in leads.items() if not targets & leads.keys() or node not in met}
        if not ends:
            return next(iter(leads))
        leads = {node: targets for node, targets in leads.items() if node not in ends}
    return ""


def _named_choices(part: object) -> frozenset[str]:
    """Return every choice that a condition anywhere in the structure asks about."""
    if isinstance(part, dict):
        own = {part["chose"]} if "chose" in part else set()
        return frozenset(own).union(*(_named_choices(value) for value in part.values()))
    if isinstance(part, list):
        return frozenset().union(*(_named_choices(value) for value in part))
    return frozenset()
