"""Beginning a sheet from an earlier one of one's own: what stands there, for the fields that are still empty here."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.queries.worksheets import ToolPlace, tool_places
from lms.curriculum.tool_blocks import ToolBlock
from lms.learning.sheets.worksheet import PREFIX, filled_in, named_fields
from lms.tools.queries import SheetView, sheets_in
from lms.tools.values import Values


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where the earlier sheet is, and what of it fits into fields that are empty."""

    place: ToolPlace
    values: Values


def starts(lesson: PublishedLesson, sheets: Mapping[str, SheetView], person_id: int | None) -> dict[str, Start]:
    """Return, per practice tool of a lesson, what this person can begin it from."""
    if person_id is None:
        return {}
    tools = [block for block in lesson.blocks if isinstance(block, ToolBlock)]
    found = {
        tool.id: start(person_id, tool, sheets[tool.id].values if tool.id in sheets else {}, lesson.language)
        for tool in tools
    }
    return {name: each for name, each in found.items() if each is not None}


def start(person_id: int, tool: ToolBlock, values: Values, language: str) -> Start | None:
    """Return what of the person's own earlier sheet can be copied; None where there is nothing, or nothing new."""
    if tool.origin is None:
        return None
    place = next((each for each in tool_places(language) if (each.lesson, each.block) == tool.origin), None)
    earlier = sheets_in(person_id, place.lesson_id).get(place.block) if place is not None else None
    if place is None or earlier is None:
        return None
    names = [name for name, _field in named_fields(tool) if name in earlier.values and name not in values]
    fresh = filled_in(tool, MultiDict({PREFIX + name: earlier.values[name] for name in names}))
    return Start(place=place, values=fresh) if fresh else None
