"""What a branching scenario is made of, as pages and rules see it: scenes, choices, values, ways and endings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import Block, Citation

Condition = Mapping[str, Any]  # as in the structure: chose, value with at_least or at_most, all, any, not


@dataclass(frozen=True, kw_only=True)
class Effect:
    value: str
    add: int
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where a choice leads: a node id, `end`, or an ending id; tried in order."""

    to: str
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Choice:
    id: str
    label: Markup
    consequence: Markup
    effects: tuple[Effect, ...]
    ways: tuple[Way, ...]
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Node:
    """A scene. A slider's five steps are its choices 1 to 5 (without labels); `low` and `high` name its two ends."""

    id: str
    text: Markup
    choices: tuple[Choice, ...]
    low: str = ""
    high: str = ""


@dataclass(frozen=True, kw_only=True)
class Value:
    id: str
    label: str
    start: int
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Ending:
    id: str
    title: str
    noticed: Markup
    frame: Markup
    builds_on: Markup
    retry: str
    citations: tuple[Citation, ...]
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class ScenarioBlock(Block):
    intro: Markup
    role: Markup
    values: tuple[Value, ...]
    start: str
    nodes: Mapping[str, Node]
    endings: tuple[Ending, ...]
