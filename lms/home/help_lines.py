"""The help lines of `help_lines.yaml`: read once, checked as they are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lms.core.i18n import LANGUAGES

FILE = Path(__file__).parent / "help_lines.yaml"
QUARTER = timedelta(days=91)  # after which every number is checked again


@dataclass(frozen=True)
class HelpLine:
    """Someone to talk to. Texts are kept per language."""

    id: str
    name: Mapping[str, str]
    number: str  # empty where each place has its own
    who: Mapping[str, str]
    when: Mapping[str, str]
    otherwise: Mapping[str, str]  # what to do when nobody answers
    url: str
    source: str
    reviewed: date
    verified: bool
    always: bool  # an emergency number, never held back


@dataclass(frozen=True)
class HelpLines:
    """All of them: the emergency number first, then those of each country of the programme."""

    emergency: HelpLine
    countries: Mapping[str, tuple[HelpLine, ...]]  # ISO 3166-1 alpha-2, in the order of the page

    def __iter__(self) -> Iterator[HelpLine]:
        yield self.emergency
        for lines in self.countries.values():
            yield from lines

    def line(self, line_id: str) -> HelpLine | None:
        return next((line for line in self if line.id == line_id), None)


@cache
def help_lines() -> HelpLines:
    """Return the help lines. Raises ValueError naming the line when one is incomplete."""
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    countries = {country["code"]: tuple(_line(line) for line in country["lines"]) for country in data["countries"]}
    return HelpLines(emergency=_line(data["emergency"]), countries=countries)


def _line(data: dict[str, Any]) -> HelpLine:
    texts = {key: data.get(key) or {} for key in ("name", "who", "when", "otherwise")}
    if any(set(text) != set(LANGUAGES) for text in texts.values()):
        raise ValueError(f"help line {data.get('id')}: name, who, when and otherwise are needed in every language")
    if not isinstance(data.get("reviewed"), date) or not data.get("source") or not data.get("url"):
        raise ValueError(f"help line {data.get('id')}: url, source and the date of review are needed")
    return HelpLine(
        id=data["id"],
        **texts,
        number=data.get("number", ""),
        url=data["url"],
        source=data["source"],
        reviewed=data["reviewed"],
        verified=data.get("verified", False),
        always=data.get("always", False),
    )
