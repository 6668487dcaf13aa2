"""`programme.yaml`, `sources.yaml`, `module.yaml` and a module's texts."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from lms.core.i18n import LANGUAGES
from lms.curriculum import ingredients
from lms.curriculum.citations import CODE
from lms.curriculum.notation.items import Item, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.reading.structure import review

Json = dict[str, Any]
LEVELS = ("basic", "intermediate", "advanced")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\u2013(?:19|20)\d\d)?")
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_MODULE_CODE = re.compile(r"[a-z][a-z0-9]{0,7}")


def programme(item: Item) -> list[Json]:
    """Return the modules of the programme, in order."""
    entries = item.fields("modules")["modules"].items()
    made = [_entry(entry) for entry in entries]
    for key in ("code", "slug"):
        values = [module[key] for module in made]
        for place, (entry, value) in enumerate(zip(entries, values, strict=True)):
            if value in values[:place]:
                entry.wrong(f"The {key} “{value}” is there twice.")
    return made


def sources(item: Item) -> dict[str, Json]:
    """Return every source by its code."""
    made = {}
    for code, entry in item.entries("a mapping of codes to sources"):
        if not CODE.fullmatch(code):
            entry.wrong(f"“{code}” is no source code; expected one such as S003 or E17.")
        made[code] = _source(entry)
    return made


def module(item: Item, entry: Json | None, known: Mapping[str, Json]) -> Json:
    """Return a module's structure; `entry` is its line in the programme, `known` are all of them by slug."""
    names = ("code", "level", "audiences", "prerequisites", "pass_mark", "review", "lessons")
    fields = item.fields(*names, optional=("ingredients", "team_task"))
    made: Json = {
        "code": _code(fields["code"]),
        "level": fields["level"].word(LEVELS),
        "audiences": fields["audiences"].ids(),
        "prerequisites": fields["prerequisites"].ids(),
        "pass_mark": fields["pass_mark"].number(0, 100),
        "review": review(fields["review"]),
        "lessons": fields["lessons"].ids(),
    }
    if "ingredients" in fields:
        made["ingredients"] = ingredients.read(fields["ingredients"])
    if "team_task" in fields and fields["team_task"].flag():
        made["team_task"] = True
    for key in ("code", "level"):
        if entry and made[key] and made[key] != entry[key]:
            fields[key].wrong(f"programme.yaml says “{entry[key]}”.")
    for slug in made["prerequisites"]:
        if slug not in known:
            fields["prerequisites"].wrong(f"“{slug}” is no module of programme.yaml.")
    if fields["lessons"].is_list() and not made["lessons"]:
        fields["lessons"].wrong("A lesson was expected.")
    return made


def module_text(item: Item, structure: Json) -> Json:
    """Return what a language says about the module of that structure."""
    task = ("team_task",) if structure.get("team_task") else ()
    fields = item.fields("title", "summary", "for_whom", "objectives", "made", *task)
    objectives = [objective.text(500) for objective in fields["objectives"].items()]
    if fields["objectives"].is_list() and not objectives:
        fields["objectives"].wrong("An objective was expected.")
    return {
        "title": fields["title"].text(200),
        "summary": fields["summary"].text(500),
        "for_whom": fields["for_whom"].text(2_000, lines=True),
        "objectives": objectives,
        "made": fields["made"].text(2_000, lines=True),
    } | {name: _team_task(fields[name]) for name in task}


def _team_task(item: Item) -> Json:
    """Return what to try with the team, and what is asked about it after six weeks, both as Markdown."""
    fields = item.fields("task", "ask")
    prose = Prose(sources=())
    return {name: prose.blocks(fields[name], 2_000) for name in ("task", "ask")}


def _entry(item: Item) -> Json:
    fields = item.fields("code", "slug", "level", "minutes", "title")
    return {
        "code": _code(fields["code"]),
        "slug": fields["slug"].id(),
        "level": fields["level"].word(LEVELS),
        "minutes": fields["minutes"].number(1, 1_000),
        "title": _per_language(fields["title"], 200),
    }


def _code(item: Item) -> str:
    code = item.text(8)
    if code and not _MODULE_CODE.fullmatch(code):
        item.wrong(f"“{code}” is no module code; expected one such as m1.")
    return code


def _source(item: Item) -> Json:
    fields = item.fields("title", "short", "publisher", "year", "url", "looked_up", optional=("limits",))
    made: Json = {
        "title": _per_language(fields["title"], 300),
        "short": _per_language(fields["short"], 60),
        "publisher": _or_null(fields["publisher"]),
        "year": _or_null(fields["year"], _YEAR, "a year such as '2017', or null"),
        "url": _or_null(fields["url"]),
        "looked_up": _or_null(fields["looked_up"], _MONTH, "a month such as '2026-11', or null"),
    }
    if made["url"] and urlsplit(made["url"]).scheme not in ("http", "https"):
        fields["url"].wrong("An address with https:// was expected, or null.")
    return made | ({"limits": _per_language(fields["limits"], 1_000)} if "limits" in fields else {})


def _per_language(item: Item, most: int) -> Json:
    return {code: entry.text(most) for code, entry in each(item, list(LANGUAGES)).items()}


def _or_null(item: Item, shape: re.Pattern[str] | None = None, expected: str = "") -> str | None:
    if item.is_null():
        return None
    text = item.text(300)
    if text and shape and not shape.fullmatch(text):
        item.wrong(f"Expected {expected}.")
    return text
