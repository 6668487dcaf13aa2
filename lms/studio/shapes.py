"""What is the same in every language of a block (order, right answers, rules, ways, sources), in words: as its form asks it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.drawings import understood
from lms.studio.block_forms.entries import PARTED, Entry, Group, Offer, Sort, Subject
from lms.studio.block_forms.layout import layout
from lms.studio.block_forms.paths import value_at
from lms.studio.block_forms.rules import Rule, rule_of, ways_of
from lms.studio.block_forms.scenario import scene_name
from lms.studio.differences import Paragraph, differences
from lms.studio.paragraphs import plain_line
from lms.studio.plain_words import shortened

Json = Mapping[str, Any]
Names = Mapping[str, str]
LONGEST = 100


def shape_differences(before: Subject, after: Subject) -> tuple[Paragraph, ...]:
    """Return how one shape of a block differs from another, line by line."""
    return differences("\n\n".join(shape_lines(before)), "\n\n".join(shape_lines(after)))


def two_shapes(
    kind: str, before: Json, after: Json, *, bodies: tuple[Json, Json], offer: Offer
) -> tuple[Subject, Subject]:
    """Return both shapes with the words of both sides, so that each thing has its name on either side."""
    words = _both(*bodies)
    return (
        Subject(kind=kind, structure=before, body=words, offer=offer),
        Subject(kind=kind, structure=after, body=words, offer=offer),
    )


def shape_lines(subject: Subject) -> list[str]:
    """Return what a block's structure says, a line for each thing its form would ask."""
    lines = [line for part in _parts(subject) for line in _lines_of(part)]
    if "svg" in subject.structure:
        mark = understood(subject.structure["svg"]).digest[:6]
        lines.append(str(_("The drawing, known by the mark %(mark)s", mark=mark)))
    return list(dict.fromkeys(lines))


def _parts(subject: Subject) -> Iterator[Subject]:
    """Yield the block as a whole, then each fact, question, scene or ending."""
    yield subject
    for key in PARTED:
        for one in subject.structure.get(key, ()):
            yield Subject(
                kind=subject.kind, structure=subject.structure, body=subject.body, part=one["id"], offer=subject.offer
            )


def _lines_of(subject: Subject) -> Iterator[str]:
    where = part_name(subject)
    for group in layout(subject):
        yield from _in_group(group, subject, where)


def part_name(subject: Subject) -> str:
    """Return what the open fact, question, scene or ending is called; empty for a whole block."""
    if not subject.part:
        return ""
    for key, named in _NAMED.items():
        names = [one["id"] for one in subject.structure.get(key, ())]
        if subject.part in names:
            return str(named(names.index(subject.part) + 1))
    return scene_name(subject, subject.part)


def _in_group(group: Group, subject: Subject, where: str) -> Iterator[str]:
    place = " · ".join(part for part in (where, group.title) if part)
    for link in group.links:
        yield _line(place, link.words)
    first = next((entry for entry in group.entries if entry.place == "body"), None)
    if first is not None and group.acts:  # one of several: its place is part of the shape, and its words name it
        yield _line(place, first.label, _shortly(value_at(subject.body, first.path)))
    for entry in group.entries:
        if entry.place == "structure":
            yield _line(place, entry.label, _words(entry, value_at(subject.structure, entry.path)))
    for inner in group.groups:
        yield from _in_group(inner, subject, place)


def _line(*parts: str) -> str:
    return ": ".join(shortened(part, LONGEST) for part in parts if part).replace("?: ", "? ")


def _shortly(text: Any) -> str:
    return plain_line(text) if isinstance(text, str) else ""


def _words(entry: Entry, value: Any) -> str:
    names = {name: plain_line(words) for name, words in entry.choices}
    return _SORTS.get(entry.sort, _one)(value, names) or _("nothing")


def _one(value: Any, names: Names) -> str:
    return "" if value is None else names.get(str(value), str(value))


def _many(value: Any, names: Names) -> str:
    return ", ".join(_one(one, names) for one in value or ())


def _sources(value: Any, names: Names) -> str:  # noqa: ARG001 (one shape for every sort)
    return ", ".join(str(one) for one in value or ())


def _rule(value: Any, names: Names) -> str:
    return _rule_words(rule_of(value), names)


def _rule_words(rule: Rule, names: Names) -> str:
    if rule.deep:
        return str(_("a rule of several parts"))
    rows = "; ".join(names.get(row.subject, row.subject).replace("…", row.number) for row in rule.rows)
    if len(rule.rows) < 2:
        return rows
    return str(_("any of: %(rules)s", rules=rows) if rule.any else _("all of: %(rules)s", rules=rows))


def _ways(value: Any, names: Names) -> str:
    last, before = ways_of(value)
    made = [_when(_one(to, names), rule, names) for to, rule in before]
    return "; ".join([*made, _one(last, names)])


def _effects(value: Any, names: Names) -> str:
    return "; ".join(
        _when(f"{_one('value:' + one['value'], names)} {one['add']:+}", rule_of(one.get("when")), names)
        for one in value or ()
    )


def _when(what: str, rule: Rule, names: Names) -> str:
    words = _rule_words(rule, names)
    return str(_("%(what)s, but only when: %(rule)s", what=what, rule=words)) if words else what


def _both(stands: Json, sent: Json) -> dict[str, Any]:
    """Return the words of both sides; where both say something, what stands."""
    made = dict(sent)
    for key, value in stands.items():
        other = made.get(key)
        both = isinstance(value, Mapping) and isinstance(other, Mapping)
        made[key] = _both(value, other) if both else value or other  # type: ignore[arg-type]
    return made


_NAMED: dict[str, Callable[[int], str]] = {
    "facts": lambda number: _("Fact %(number)s", number=number),
    "questions": lambda number: _("Question %(number)s", number=number),
    "topics": lambda number: _("Topic %(number)s", number=number),
}
_SORTS: dict[Sort, Callable[[Any, Names], str]] = {
    Sort.RIGHT: _many,
    Sort.MANY: _many,
    Sort.SOURCES: _sources,
    Sort.RULE: _rule,
    Sort.WAYS: _ways,
    Sort.EFFECTS: _effects,
}
