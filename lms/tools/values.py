"""What stands in a worksheet's fields, as plain JSON: a field's name → its text, or the ids that are ticked.

A name is a field's id, or `table.row.column`. What is empty has no entry, so that the same sheet is always the same text.
"""

import json
from collections.abc import Mapping

Values = Mapping[str, str | list[str]]

NOTHING = "{}"


def as_text(values: Values) -> str:
    """Return values as text, the same for the same values."""
    return json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> dict[str, str | list[str]]:
    """Return the values behind such a text."""
    found: dict[str, str | list[str]] = json.loads(text)
    return found


def words_in(values: Values) -> str:
    """Return every text of a sheet, one below the other."""
    return "\n".join(value for value in values.values() if isinstance(value, str))
