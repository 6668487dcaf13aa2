"""Rules, ways and effects of a scenario as rows of a form, and back. A rule too deep for rows is kept as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Fields = Mapping[str, str]
MOST_ROWS = 8
LIMITS = {"least": "at_least", "most": "at_most"}


@dataclass(frozen=True)
class Row:
    """One thing a rule asks: `chose:n0.a`, `not:n0.a`, `least:trust`, `most:trust`, with a number for values."""

    subject: str = ""
    number: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule as a form shows it: rows that hold all together or any of them. `deep`: it can't be shown as rows."""

    rows: tuple[Row, ...] = ()
    any: bool = False
    deep: bool = False

    @property
    def lines(self) -> tuple[Row, ...]:
        """Its rows, and an empty one to fill in."""
        return (*self.rows, Row())[:MOST_ROWS]


def rule_of(condition: Mapping[str, Any] | None) -> Rule:
    """Return a condition as rows."""
    if not condition:
        return Rule()
    for word in ("all", "any"):
        if word in condition:
            parts = [_rows(part) for part in condition[word]]
            if any(len(part) != 1 for part in parts):
                return Rule(deep=True)
            return Rule(tuple(row for part in parts for row in part), any=word == "any")
    rows = _rows(condition)
    return Rule(tuple(rows)) if rows else Rule(deep=True)


def sent_rule(fields: Fields, name: str, before: Mapping[str, Any] | None) -> Json | None:
    """Return the condition that a form's rows under `name` stand for. ValueError: a number is missing."""
    if fields.get(f"{name}.keep") and before:
        return dict(before)
    parts = []
    for place in range(MOST_ROWS):
        subject = fields.get(f"{name}.{place}.subject", "")
        if subject:
            parts.append(_condition(subject, fields.get(f"{name}.{place}.number", "")))
    if len(parts) == 2 and fields.get(f"{name}.join") != "any" and _is_span(parts):
        return parts[0] | parts[1]
    if len(parts) < 2:
        return parts[0] if parts else None
    return {"any" if fields.get(f"{name}.join") == "any" else "all": parts}


def ways_of(ways: list[Mapping[str, Any]] | None) -> tuple[str, list[tuple[str, Rule]]]:
    """Return where a choice leads in the end, and the ways that are tried before, each with its rule."""
    found = ways or [{"to": "end"}]
    return found[-1]["to"], [(way["to"], rule_of(way.get("when"))) for way in found[:-1]]


def sent_ways(fields: Fields, name: str, before: list[Mapping[str, Any]] | None) -> list[Json]:
    """Return the ways that a form's rows stand for. One without a rule or a place is no way."""
    known = [way.get("when") for way in before or []]
    made: list[Json] = []
    for place in range(MOST_ROWS):
        target = fields.get(f"{name}.{place}.to", "")
        when = sent_rule(fields, f"{name}.{place}.when", known[place] if place < len(known) else None)
        if target and when:
            made.append({"to": target, "when": when})
    return [*made, {"to": fields.get(f"{name}.to") or "end"}]


def sent_effects(fields: Fields, name: str, before: list[Mapping[str, Any]] | None) -> list[Json]:
    """Return what a choice does to the values."""
    known = [effect.get("when") for effect in before or []]
    made: list[Json] = []
    for place in range(MOST_ROWS):
        value = fields.get(f"{name}.{place}.value", "").removeprefix("value:")
        amount = fields.get(f"{name}.{place}.add", "").strip()
        if not value or not amount:
            continue
        when = sent_rule(fields, f"{name}.{place}.when", known[place] if place < len(known) else None)
        made.append({"value": value, "add": number(amount)} | ({"when": when} if when else {}))
    return made


def number(text: str) -> int:
    """Return a whole number between -1000 and 1000. Raises ValueError."""
    value = int(text.strip().replace("\N{MINUS SIGN}", "-")[:9])
    if not -1_000 <= value <= 1_000:
        raise ValueError("out of range")
    return value


def _rows(condition: Mapping[str, Any]) -> list[Row]:
    if set(condition) == {"chose"}:
        return [Row(f"chose:{condition['chose']}")]
    if set(condition) == {"not"} and set(condition["not"]) == {"chose"}:
        return [Row(f"not:{condition['not']['chose']}")]
    if "value" in condition:
        return [
            Row(f"{word}:{condition['value']}", str(condition[key])) for word, key in LIMITS.items() if key in condition
        ]
    return []


def _condition(subject: str, amount: str) -> Json:
    word, _, name = subject.partition(":")
    if word == "chose":
        return {"chose": name}
    if word == "not":
        return {"not": {"chose": name}}
    return {"value": name, LIMITS[word]: number(amount)}


def _is_span(parts: list[Json]) -> bool:
    return (
        all("value" in part for part in parts)
        and [set(part) for part in parts]
        == [
            {"value", "at_least"},
            {"value", "at_most"},
        ]
        and parts[0]["value"] == parts[1]["value"]
    )
