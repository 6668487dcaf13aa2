"""The form of a practice tool: its words. Which fields the sheet has, and of what kind, stays as it is."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.kinds import tool_examples
from lms.curriculum.kinds.tool import LONGEST_LABEL
from lms.curriculum.tool_blocks import FieldKind
from lms.studio.block_forms.entries import Entry, Group, Sort, Subject

Field = Mapping[str, Any]


def layout(subject: Subject) -> list[Group]:
    """Return what is asked about a tool: title, what it is for, the words of each field, what to look for afterwards."""
    fixed = _(
        "Which fields the sheet has can't be changed here, because what people have filled in hangs on them. "
        "All its words can be changed."
    )
    head = [
        Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title")),
        Entry(place="body", path=("intro",), sort=Sort.RICH, label=_("What it is for, and how to use it")),
    ]
    label = _("What to look for once it is filled in (may be left empty)")
    after = Entry(place="body", path=("after",), sort=Sort.RICH, label=label, needed=False)
    fields = subject.structure.get("fields", [])
    groups = [_group(field, number) for number, field in enumerate(fields, 1)]
    return [Group(hint=fixed, entries=head), *groups, Group(title=_("Afterwards"), entries=[after])]


def _group(field: Field, number: int) -> Group:
    path = ("fields", field["id"])
    columns = [
        Group(title=_("Column %(number)s", number=place), entries=_words(column, (*path, "columns", column["id"])))
        for place, column in enumerate(field.get("columns", ()), 1)
    ]
    title = _("Field %(number)s", number=number)
    return Group(title=title, hint=_kind(field["kind"]), entries=_words(field, path), groups=columns)


def _words(field: Field, path: tuple[str, ...]) -> list[Entry]:
    """Return the words of a field or a column."""
    hint = _("A line of help (may be left empty)")
    entries = [
        Entry(place="body", path=(*path, "label"), sort=Sort.PLAIN, label=_("What it asks for"), most=LONGEST_LABEL),
        Entry(place="body", path=(*path, "hint"), sort=Sort.LINE, label=hint, needed=False),
    ]
    entries += _several("options", field.get("options", ()), path)
    if "least" in field:
        ends = {"low": field["least"], "high": field["most"]}
        entries += [
            Entry(place="body", path=(*path, end), sort=Sort.PLAIN, label=_("What %(most)s means", most=number))
            for end, number in ends.items()
        ]
    rows = field.get("rows", ())
    entries += _several("rows", rows, path) if isinstance(rows, list) else []
    examples = tool_examples.ids(field["examples"]) if "examples" in field else {}
    return entries + [entry for key, names in examples.items() for entry in _several(key, names, (*path, "examples"))]


def _several(key: str, names: Any, path: tuple[str, ...]) -> list[Entry]:
    called = {
        "options": _("Answer %(number)s"),
        "rows": _("Row %(number)s"),
        "kinds": _("Kind %(number)s"),
        "groups": _("Group %(number)s"),
        "of": _("Example %(number)s"),
    }
    return [
        Entry(
            place="body",
            path=(*path, key, name),
            sort=Sort.PLAIN,
            label=called[key] % {"number": number},
            most=LONGEST_LABEL,
        )
        for number, name in enumerate(names, 1)
    ]


def _kind(kind: str) -> str:
    kinds = {
        FieldKind.SECTION: _("A heading between fields."),
        FieldKind.LINE: _("The reader writes a line."),
        FieldKind.LINES: _("The reader writes several lines."),
        FieldKind.CHOICE: _("The reader chooses one."),
        FieldKind.TICKS: _("The reader ticks any."),
        FieldKind.SCALE: _("The reader chooses a number."),
        FieldKind.TABLE: _("The reader fills in a table."),
        FieldKind.SUM: _("The numbers are added up by themselves."),
    }
    return str(kinds[FieldKind(kind)])
