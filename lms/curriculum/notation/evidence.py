"""Where a statement stands, who says it, and as of when."""

import re
from collections.abc import Collection

from lms.curriculum.citations import CODE, split
from lms.curriculum.notation.items import Item

WHO = (
    "citizens",
    "job_centre_staff",
    "psychiatry_staff",
    "project_group",
    "supplier",
    "employers",
    "organisations",
    "report_authors",
    "research",
    "law",
)
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
AS_OF = re.compile(
    r"undated|(?:19|20)\d\d|(?:19|20)\d\d-(?:0[1-9]|1[0-2])|(?:19|20)\d\d\u2013(?:19|20)\d\d|" + DAY.pattern
)


def as_of(item: Item) -> str:
    """Return as of when a statement holds."""
    when = item.text(20)
    if when and not AS_OF.fullmatch(when):
        item.wrong(f"“{when}” is no date; expected '2017', '2026-11', 2013\N{EN DASH}2015, 2026-11-22 or undated.")
    return when


def references(item: Item, sources: Collection[str]) -> list[str]:
    """Return a list of sources with their sections, such as `S003 6.2`."""
    found = []
    for entry in item.items():
        reference = " ".join(entry.text(100).split())
        code, _ = split(reference)
        if not CODE.fullmatch(code):
            entry.wrong("A source and its section were expected, such as S003 6.2.")
        elif code not in sources:
            entry.wrong(f"The source {code} does not stand in sources.yaml.")
        found.append(reference)
    return found
