"""Examples for the rows of a worksheet's table: ideas to begin with, in groups, each of one kind."""

from collections.abc import Collection
from typing import Any

from lms.curriculum.notation.files import is_id
from lms.curriculum.notation.items import Item, each
from lms.curriculum.notation.prose import Prose
from lms.curriculum.tool_blocks import Example, Examples, FieldKind, Named

Json = dict[str, Any]
MOST = 100
_WORDS = ("kinds", "groups", "of")


def structure(item: Item, columns: list[Json]) -> Json:
    """Return which examples there are, in which groups and of which kinds, and the column they are put into."""
    fields = item.fields("into", "kinds", "groups")
    texts = [column["id"] for column in columns if column["kind"] in (FieldKind.LINE, FieldKind.LINES)]
    made: Json = {"into": fields["into"].word(texts), "kinds": fields["kinds"].ids(), "groups": []}
    seen: set[str] = set()
    for entry in fields["groups"].items():
        group = _group(entry, made["kinds"])
        if group["id"] in {known["id"] for known in made["groups"]} or seen.intersection(group["of"]):
            entry.wrong("This group, or an example in it, is there twice.")
        seen.update(group["of"])
        made["groups"].append(group)
    if fields["groups"].is_list() and not 1 <= len(seen) <= MOST:
        fields["groups"].wrong(f"{len(seen)} examples stand here; 1 to {MOST} were expected.")
    return made


def _group(item: Item, kinds: Collection[str]) -> Json:
    fields = item.fields("id", "of")
    found: dict[str, str] = {}
    for name, entry in fields["of"].entries("a mapping of examples to their kinds"):
        if not is_id(name):
            entry.wrong(f"“{name}” is no id; expected: lower case letters, digits and dashes.")
        found[name] = entry.word(kinds)
    return {"id": fields["id"].id(), "of": found}


def ids(examples: Json) -> dict[str, list[str]]:
    """Return the ids for which a language has words: of kinds, groups and examples."""
    groups = examples["groups"]
    own = [name for group in groups for name in group["of"]]
    return {"kinds": examples["kinds"], "groups": [group["id"] for group in groups], "of": own}


def text(item: Item, examples: Json, prose: Prose, most: int) -> Json:
    """Return what a language calls the kinds and groups, and the examples in its words."""
    fields = item.fields(*_WORDS)
    return {
        key: {name: prose.plain(words, most) for name, words in each(fields[key], names).items()}
        for key, names in ids(examples).items()
    }


def assembled(examples: Json, words: Json) -> Examples:
    return Examples(
        into=examples["into"],
        kinds=tuple(Named(id=name, label=words["kinds"][name]) for name in examples["kinds"]),
        groups=tuple(Named(id=group["id"], label=words["groups"][group["id"]]) for group in examples["groups"]),
        of=tuple(
            Example(id=name, label=words["of"][name], group=group["id"], kind=kind)
            for group in examples["groups"]
            for name, kind in group["of"].items()
        ),
    )
