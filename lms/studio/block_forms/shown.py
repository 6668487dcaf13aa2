"""A form as its page shows it: entries with what they hold and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.studio.block_forms.entries import Act, Entry, Group, Link, Sort
from lms.studio.block_forms.reading import MOST_SOURCES, Answers, Fields, shown
from lms.studio.block_forms.rules import MOST_ROWS, Rule


@dataclass(frozen=True)
class Label:
    text: str


@dataclass(frozen=True)
class Field:
    """An entry with its value. It answers to the same names as a field of any other form."""

    entry: Entry
    data: Any
    error: str = ""

    @property
    def id(self) -> str:
        return self.entry.name

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def sort(self) -> Sort:
        return self.entry.sort

    @property
    def label(self) -> Label:
        return Label(self.entry.label)

    @property
    def lines(self) -> list[Any]:
        """What it holds line by line, with an empty line to fill in after them."""
        if self.sort is Sort.SOURCES:
            return [*(self.data or []), ""][:MOST_SOURCES]
        if self.sort is Sort.WAYS:
            return [*self.data[1], ("", Rule())][:MOST_ROWS]
        return [*(self.data or []), ("", "", Rule())][:MOST_ROWS]

    @property
    def errors(self) -> list[str]:
        return [self.error] if self.error else []


@dataclass(frozen=True)
class Section:
    """A group of fields."""

    title: str
    hint: str
    fields: Sequence[Field]
    sections: Sequence["Section"]
    links: Sequence[Link]
    acts: Sequence[Act]


@dataclass(frozen=True)
class Filled:
    """The whole form. `summary` is what stands on top when something is wrong."""

    sections: Sequence[Section]
    refusal: str = ""

    @property
    def fields(self) -> list[Field]:
        return [field for section in self.sections for field in _all(section)]

    @property
    def summary(self) -> list[tuple[str, str]]:
        found = [(field.id, field.error) for field in self.fields if field.error]
        return [*found, *([("", self.refusal)] if self.refusal else [])]


def filled(groups: Sequence[Group], answers: Answers, sent: Fields | None = None, refusal: str = "") -> Filled:
    """Return a form with what it holds; what can't be used stands there as it was sent."""
    return Filled([_section(group, answers, sent) for group in groups], refusal)


def _section(group: Group, answers: Answers, sent: Fields | None) -> Section:
    return Section(
        title=group.title,
        hint=group.hint,
        fields=[_field(entry, answers, sent) for entry in group.entries],
        sections=[_section(inner, answers, sent) for inner in group.groups],
        links=group.links,
        acts=group.acts,
    )


def _field(entry: Entry, answers: Answers, sent: Fields | None) -> Field:
    error = answers.errors.get(entry.name, "")
    value = shown(entry, answers)
    if error and sent is not None and entry.sort in (Sort.NUMBER, Sort.PLAIN, Sort.WORDS):
        raw = sent.get(entry.name, "")
        value = raw.split("\n") if entry.sort is Sort.WORDS else raw
    return Field(entry, value, error)


def _all(section: Section) -> list[Field]:
    return [*section.fields, *(field for inner in section.sections for field in _all(inner))]
