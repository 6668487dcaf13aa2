"""What a form was sent with: a structure and words again, or sentences saying what can't be used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.notation.evidence import DAY
from lms.curriculum.reading.questions import right_column
from lms.studio import cleaning, paragraphs
from lms.studio.block_forms import rules
from lms.studio.block_forms.entries import Entry, Group, Json, Sort
from lms.studio.block_forms.paths import value_at, with_value, without

MOST_SOURCES = 8


class Fields(Mapping[str, str]):
    """Sent fields by name, the first of each; `all` gives every value of one."""

    def __init__(self, sent: Mapping[str, list[str]]) -> None:
        self.sent = sent

    def __getitem__(self, name: str) -> str:
        return self.sent[name][0]

    def __iter__(self) -> Any:
        return iter(self.sent)

    def __len__(self) -> int:
        return len(self.sent)

    def all(self, name: str) -> list[str]:
        return self.sent.get(name, [])


@dataclass
class Answers:
    """What was sent. `errors`: field name → sentence; what they are about is kept as it was sent."""

    structure: Json
    body: Json
    note: str
    errors: dict[str, str] = field(default_factory=dict)


def read(groups: list[Group], fields: Fields, base: Answers) -> Answers:
    """Return `base` with what the form's fields say. A field that was not sent stays as it was."""
    made = Answers(base.structure, base.body, base.note)
    for group in groups:
        for entry in group.all_entries():
            _take(entry, fields, made)
    if "questions" in made.structure:
        made.structure = made.structure | {
            "questions": [_with_extra(one, base.structure) for one in made.structure["questions"]]
        }
    return made


def shown(entry: Entry, answers: Answers) -> Any:
    """Return what an entry's field is filled in with."""
    if entry.place == "note":
        return answers.note
    value = value_at(answers.structure if entry.place == "structure" else answers.body, entry.path)
    if entry.sort is Sort.RULE:
        return rules.rule_of(value)
    if entry.sort is Sort.WAYS:
        return rules.ways_of(value)
    if entry.sort is Sort.EFFECTS:
        return [(one["value"], one["add"], rules.rule_of(one.get("when"))) for one in value or []]
    return value if value is not None else ""


def _take(entry: Entry, fields: Fields, made: Answers) -> None:
    before = made.note if entry.place == "note" else value_at(_part(made, entry), entry.path)
    try:
        value = _READERS.get(entry.sort, _read_text)(entry, fields, before)
    except ValueError as error:
        made.errors[entry.name] = str(error) if isinstance(error, UnusableError) else _("Write a whole number.")
        return
    if value is _NOT_SENT or (value == "" and before is None):
        return
    if entry.place == "note":
        made.note = value
    elif entry.place == "body":
        made.body = with_value(made.body, entry.path, value)
    elif value in (None, []) and entry.sort in (Sort.RULE, Sort.EFFECTS):
        made.structure = without(made.structure, entry.path)
    else:
        made.structure = with_value(made.structure, entry.path, value)
    if isinstance(value, str) and len(value) > entry.room:
        made.errors[entry.name] = _too_long(len(value), entry.room)


def _part(made: Answers, entry: Entry) -> Json:
    return made.structure if entry.place == "structure" else made.body


class UnusableError(ValueError):
    """A sentence for people."""


_NOT_SENT = object()


def _read_text(entry: Entry, fields: Fields, before: Any) -> Any:
    known = before if isinstance(before, str) else ""
    if entry.sort in (Sort.RICH, Sort.LINE):
        inline = entry.sort is Sort.LINE
        raw = fields.get(entry.name, fields.get(f"plain__{entry.name}", ""))
        cleaned = cleaning.line(raw) if inline else cleaning.blocks(raw)
        if entry.name in fields:
            return cleaned
        if len(cleaned) > entry.room:
            return cleaned
        said = paragraphs.sent({f"plain__{entry.name}": cleaned}, entry.name, known, inline=inline)
        return said if f"plain__{entry.name}" in fields else _NOT_SENT
    if entry.name not in fields:
        return _NOT_SENT
    value = cleaning.line(fields[entry.name])
    if entry.path[-2:] == ("review", "by") and not DAY.fullmatch(value):
        raise UnusableError(_("Write the day as year-month-day, such as 2027-05-22."))
    return value


def _read_words(entry: Entry, fields: Fields, before: Any) -> Any:  # noqa: ARG001 (one shape for every sort)
    if entry.name not in fields:
        return _NOT_SENT
    if len(fields[entry.name]) > entry.room:
        raise UnusableError(_too_long(len(fields[entry.name]), entry.room))
    return cleaning.lines(fields[entry.name])


def _read_one(entry: Entry, fields: Fields, before: Any) -> Any:
    if entry.name not in fields:
        return _NOT_SENT
    value = fields[entry.name]
    return value if value in dict(entry.choices) else before


def _read_right(entry: Entry, fields: Fields, before: Any) -> Any:
    value = _read_one(entry, fields, before)
    return [value] if isinstance(value, str) else value


def _read_many(entry: Entry, fields: Fields, before: Any) -> Any:  # noqa: ARG001
    if f"{entry.name}.sent" not in fields:
        return _NOT_SENT
    chosen = fields.all(entry.name)
    return [value for value, _words in entry.choices if value in chosen]


def _read_number(entry: Entry, fields: Fields, before: Any) -> Any:  # noqa: ARG001
    if entry.name not in fields:
        return _NOT_SENT
    value = rules.number(fields[entry.name])
    if not entry.least <= value <= entry.room:
        raise UnusableError(_("Write a number from %(least)s to %(most)s.", least=entry.least, most=entry.room))
    return value


def _read_sources(entry: Entry, fields: Fields, before: Any) -> Any:  # noqa: ARG001
    if f"{entry.name}.0.code" not in fields:
        return _NOT_SENT
    known, made = dict(entry.choices), []
    for place in range(MOST_SOURCES):
        code = fields.get(f"{entry.name}.{place}.code", "")
        section = cleaning.line(fields.get(f"{entry.name}.{place}.section", ""))[:80].strip("[] ")
        if code in known:
            made.append(f"{code} {section}".strip())
    return list(dict.fromkeys(made))


def _read_rule(entry: Entry, fields: Fields, before: Any) -> Any:
    if f"{entry.name}.sent" not in fields:
        return _NOT_SENT
    return rules.sent_rule(fields, entry.name, before)


def _read_ways(entry: Entry, fields: Fields, before: Any) -> Any:
    if f"{entry.name}.to" not in fields:
        return _NOT_SENT
    return rules.sent_ways(fields, entry.name, before)


def _read_effects(entry: Entry, fields: Fields, before: Any) -> Any:
    if f"{entry.name}.0.value" not in fields:
        return _NOT_SENT
    return rules.sent_effects(fields, entry.name, before)


def _with_extra(question: Json, base: Json) -> Json:
    """Keep every match of a matching question: one that nothing belongs to any more is extra."""
    if question["kind"] != "matching":
        return question
    known = value_at(base, ("questions", question["id"])) or question
    used = {right for _left, right in question["pairs"]}
    extra = [name for name in right_column(dict(known)) if name not in used]
    made = {key: value for key, value in question.items() if key != "extra"}
    return made | ({"extra": extra} if extra else {})


def _too_long(has: int, room: int) -> str:
    sentence: str = _(
        "This text has %(has)s characters; there is room for %(room)s. Nothing is lost: shorten it and send again.",
        has=has,
        room=room,
    )
    return sentence


_READERS: dict[Sort, Callable[[Entry, Fields, Any], Any]] = {
    Sort.WORDS: _read_words,
    Sort.ONE: _read_one,
    Sort.RIGHT: _read_right,
    Sort.MANY: _read_many,
    Sort.NUMBER: _read_number,
    Sort.SOURCES: _read_sources,
    Sort.RULE: _read_rule,
    Sort.WAYS: _read_ways,
    Sort.EFFECTS: _read_effects,
}
