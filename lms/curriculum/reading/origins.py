"""Sheets that can be begun from an earlier one: it must be there, and what both ask for must be the same field."""

from collections.abc import Iterable
from typing import Any, Protocol

from lms.curriculum.notation.problems import Page
from lms.curriculum.tool_blocks import Keeps

Json = dict[str, Any]


class _Lesson(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def structure(self) -> Json: ...


def check_origins(lessons: Iterable[_Lesson], page: Page) -> None:
    """Note every `from` of a practice tool that leads to no sheet, or to one with other fields of the same ids."""
    tools = {
        f"{lesson.slug}/{block['id']}": block
        for lesson in lessons
        for block in lesson.structure["blocks"]
        if block["kind"] == "tool"
    }
    for place, block in tools.items():
        if "from" in block and (sentence := _wrong(block, tools.get(block["from"]))):
            page.wrong(0, f"{place}: from: {block['from']}: {sentence}")


def _wrong(block: Json, origin: Json | None) -> str:
    if origin is None or origin is block or origin["keeps"] != Keeps.ACCOUNT:
        return "another practice tool that is kept with the account was expected."
    before = {field["id"]: field for field in origin["fields"] if field["kind"] != "section"}
    shared = [(before[field["id"]], field) for field in block["fields"] if field["id"] in before]
    other = [field["id"] for earlier, field in shared if earlier != field]
    if other or not shared:
        return f"fields that are the same were expected under the same ids; they differ: {', '.join(other) or 'all'}."
    return ""
