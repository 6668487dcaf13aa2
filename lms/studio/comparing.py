"""What has changed between two states of a lesson in one language, block by block: new, changed, moved, removed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from lms.studio.differences import FieldDifference, Paragraph, body_differences
from lms.studio.models import HEAD

Json = Mapping[str, Any]


class Fate(StrEnum):
    """What became of a block."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True)
class Document:
    """A lesson's structure and its text in one language, as a candidate or a revision holds them."""

    structure: Json
    text: Json

    @property
    def names(self) -> list[str]:
        return [block["id"] for block in self.structure["blocks"]]

    def block(self, name: str) -> Json:
        """Return a block's structure; the head's is what stands beside the blocks."""
        if name == HEAD:
            return (
                {"kind": HEAD}
                | {key: self.structure.get(key, "") for key in ("minutes", "review")}
                | self._slots(self.structure)
            )
        return next(block for block in self.structure["blocks"] if block["id"] == name)

    def body(self, name: str) -> Json:
        """Return what a block says, with its content note."""
        if name == HEAD:
            return {key: self.text.get(key, "") for key in ("title", "summary")} | self._slots(self.text)
        note = self.text.get("content_notes", {}).get(name, "")
        body: dict[str, Any] = dict(self.text["blocks"].get(name, {}))
        return body | ({"content_note": note} if note else {})

    def _slots(self, part: Json) -> dict[str, Any]:
        """Return what waits for people with lived experience; nothing where no place is open."""
        return {"slots": part["slots"]} if part.get("slots") else {}


@dataclass(frozen=True)
class Rule:
    """Something that is the same in every language and changed: where it stands, what it was, what it is."""

    path: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class BlockChange:
    """A block that changed. `fields` are its texts word by word, `rules` what isn't text; `shapes` say these in words."""

    name: str
    kind: str
    heading: str
    fate: Fate
    moved: bool = False
    fields: tuple[FieldDifference, ...] = ()
    rules: tuple[Rule, ...] = ()
    shapes: tuple[Paragraph, ...] = ()


def compare(before: Document | None, after: Document) -> tuple[BlockChange, ...]:
    """Return what changed from `before` to `after`; without a `before` everything is new."""
    if before is None:
        return tuple(_whole(after, name, Fate.NEW) for name in (HEAD, *after.names))
    moved = _moved(before.names, after.names)
    made = [_one(before, after, name, moved=name in moved) for name in (HEAD, *after.names)]
    gone = [_whole(before, name, Fate.REMOVED) for name in before.names if name not in after.names]
    return (*(change for change in made if change is not None), *gone)


def changed_names(before: Document | None, after: Document) -> list[str]:
    """Return the ids of the blocks that are new or say something else now, in order."""
    return [change.name for change in compare(before, after) if change.fate in {Fate.NEW, Fate.CHANGED}]


def _one(before: Document, after: Document, name: str, *, moved: bool) -> BlockChange | None:
    if name != HEAD and name not in before.names:
        return _whole(after, name, Fate.NEW)
    fields = body_differences(before.body(name), after.body(name))
    rules = _rules(before.block(name), after.block(name))
    if not (fields or rules or moved):
        return None
    fate = Fate.CHANGED if fields or rules else Fate.MOVED
    kind, heading = after.block(name)["kind"], heading_of(after, name)
    return BlockChange(name=name, kind=kind, heading=heading, fate=fate, moved=moved, fields=fields, rules=rules)


def _whole(document: Document, name: str, fate: Fate) -> BlockChange:
    body = document.body(name)
    fields = body_differences({}, body) if fate is Fate.NEW else body_differences(body, {})
    kind = document.block(name)["kind"]
    rules = _rules({}, document.block(name)) if fate is Fate.NEW else ()
    heading = heading_of(document, name)
    return BlockChange(name=name, kind=kind, heading=heading, fate=fate, fields=fields, rules=rules)


def heading_of(document: Document, name: str) -> str:
    """Return a block's own heading, if it has one."""
    body = document.body(name)
    return str(body.get("heading") or body.get("title") or "")


def _moved(before: list[str], after: list[str]) -> set[str]:
    old = [name for name in before if name in after]
    new = [name for name in after if name in before]
    stayed = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {name for match in stayed for name in old[match.a : match.a + match.size]}
    return set(new) - kept


def _rules(before: Json, after: Json) -> tuple[Rule, ...]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    paths = [*new, *(path for path in old if path not in new)]
    return tuple(
        Rule(path, old.get(path, ""), new.get(path, "")) for path in paths if old.get(path, "") != new.get(path, "")
    )


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what a structure says with its path; things in a list go by their id, whatever their place."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key not in {"id", "kind"}:
                yield from _leaves(part, (*path, str(key)))
    elif isinstance(value, list) and value and all(isinstance(part, Mapping) and "id" in part for part in value):
        yield (*path, ""), ", ".join(str(part["id"]) for part in value)
        for part in value:
            yield from _leaves(part, (*path, str(part["id"])))
    else:
        yield path, _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(part)}" for key, part in value.items())
    return "" if value is None else str(value)
