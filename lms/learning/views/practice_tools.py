"""All practice tools, by module, and the sheets one has filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import render_template
from flask_login import current_user

from lms.core.access import public
from lms.core.i18n import language
from lms.curriculum import queries as curriculum
from lms.curriculum.queries.worksheets import ToolPlace, tool_places
from lms.learning.views.blueprint import learning
from lms.tools import queries
from lms.tools.queries import SheetLine


@dataclass(frozen=True, kw_only=True)
class MySheet:
    """A sheet of one's own with what it is called; without a lesson when that isn't published any more."""

    line: SheetLine
    heading: str
    module: str
    module_title: str
    lesson: str
    language: str


@learning.get("/tools/")
@public
def tools() -> str:
    """Show where every practice tool is; to whoever is signed in also the sheets they keep."""
    places = tool_places(language())
    modules = [(title, list(found)) for title, found in groupby(places, key=lambda place: place.module_title)]
    lines = queries.sheet_lines(current_user.id) if current_user.is_authenticated else ()
    return render_template("learning/tools/list.html", modules=modules, mine=_mine(lines, places))


def _mine(lines: Sequence[SheetLine], places: Sequence[ToolPlace]) -> list[MySheet]:
    known = {(place.lesson_id, place.block): place for place in places}
    return [_my_sheet(line, known.get((line.lesson_id, line.block))) for line in lines]


def _my_sheet(line: SheetLine, place: ToolPlace | None) -> MySheet:
    if place is not None:
        return MySheet(
            line=line,
            heading=place.heading,
            module=place.module,
            module_title=place.module_title,
            lesson=place.lesson,
            language=place.language,
        )
    shown = curriculum.revision_content(line.revision_id, line.language)
    block = shown.block(line.block) if shown else None
    return MySheet(
        line=line,
        heading=block.heading if block else line.block,
        module="",
        module_title=shown.module_title if shown else "",
        lesson="",
        language=line.language,
    )
