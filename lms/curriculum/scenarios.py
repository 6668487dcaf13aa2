"""How a scenario goes: what a choice does to the values, where it leads, which ending fits. Pure rules.

State is never stored; it follows from the block and the choices made (rule 7).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lms.curriculum.scenario_blocks import Choice, Condition, Ending, Node, ScenarioBlock, Value, Way

END = "end"
SLIDER = ("1", "2", "3", "4", "5")  # a slider's steps are choices with these ids


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a choice did to a value: by how much, and where it stands now. `by` is never 0."""

    value: Value
    by: int
    now: int


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A choice made, in its scene, with what it changed. Its consequence is `choice.consequence`."""

    node: Node
    choice: Choice
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class ScenarioState:
    """Where a run stands. Either `node` (with the choices it `offered`) or `ending` is set, never both."""

    values: Mapping[str, int]
    node: Node | None
    ending: Ending | None
    offered: tuple[Choice, ...]
    taken: tuple[Taken, ...] = ()
    chosen: frozenset[str] = field(default=frozenset())  # `<node>.<choice>`, as conditions name them


def state_after(block: ScenarioBlock, choices: Sequence[str]) -> ScenarioState:
    """Return where a run of `block` stands after the ids in `choices`, in order.

    Raises ValueError when one of them was not offered or the run had ended before it.
    """
    state = begun(block)
    for choice in choices:
        state = after_choice(block, state, choice)
    return state


def begun(block: ScenarioBlock) -> ScenarioState:
    """Return the state before the first choice."""
    values = {value.id: value.start for value in block.values}
    node = block.nodes[block.start]
    return ScenarioState(values=values, node=node, ending=None, offered=_offered(node, values, frozenset()))


def after_choice(block: ScenarioBlock, state: ScenarioState, choice_id: str) -> ScenarioState:
    """Return the state after one more choice. Raises ValueError when it is not offered."""
    choice = next((choice for choice in state.offered if choice.id == choice_id), None)
    if state.node is None or choice is None:
        raise ValueError("this choice is not offered here")
    values, changes = _changed(block, state, choice)
    chosen = state.chosen | {f"{state.node.id}.{choice.id}"}
    node, ending = _arrived(block, choice.ways, values, chosen)
    return ScenarioState(
        values=values,
        node=node,
        ending=ending,
        offered=_offered(node, values, chosen) if node else (),
        taken=(*state.taken, Taken(node=state.node, choice=choice, changes=changes)),
        chosen=chosen,
    )


def holds(condition: Condition | None, values: Mapping[str, int], chosen: frozenset[str]) -> bool:
    """Tell whether a condition holds; no condition always does."""
    if condition is None:
        return True
    if "chose" in condition:
        return condition["chose"] in chosen
    if "all" in condition:
        return all(holds(part, values, chosen) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, values, chosen) for part in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], values, chosen)
    value = values[condition["value"]]
    return bool(condition.get("at_least", value) <= value <= condition.get("at_most", value))


def _changed(block: ScenarioBlock, state: ScenarioState, choice: Choice) -> tuple[dict[str, int], tuple[Change, ...]]:
    """Return the values after the choice's effects, within their limits. Their conditions look at the moment before."""
    values = dict(state.values)
    scale = {value.id: value for value in block.values}
    for effect in choice.effects:
        if holds(effect.when, state.values, state.chosen):
            limits = scale[effect.value]
            values[effect.value] = min(max(values[effect.value] + effect.add, limits.least), limits.most)
    moved = [value for value in block.values if values[value.id] != state.values[value.id]]
    changes = [
        Change(value=value, by=values[value.id] - state.values[value.id], now=values[value.id]) for value in moved
    ]
    return values, tuple(changes)


def _arrived(
    block: ScenarioBlock, ways: Sequence[Way], values: Mapping[str, int], chosen: frozenset[str]
) -> tuple[Node | None, Ending | None]:
    target = next(way.to for way in ways if holds(way.when, values, chosen))
    if target in block.nodes:
        return block.nodes[target], None
    return None, next(ending for ending in block.endings if _fits(ending, target, values, chosen))


def _fits(ending: Ending, target: str, values: Mapping[str, int], chosen: frozenset[str]) -> bool:
    """Tell whether a run ends here: an early end names its ending, otherwise the endings' rules decide."""
    return ending.id == target or (target == END and holds(ending.when, values, chosen))


def _offered(node: Node, values: Mapping[str, int], chosen: frozenset[str]) -> tuple[Choice, ...]:
    return tuple(choice for choice in node.choices if holds(choice.when, values, chosen))
