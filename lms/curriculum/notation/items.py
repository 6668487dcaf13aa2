"""YAML with its line numbers: a value is asked for as what it should be, and answers or notes what was expected.

A value that is wrong or missing answers with something empty after the problem is noted, so that reading goes on and
all problems are found at once. Anchors and aliases are refused; only true, false, whole numbers and null are special
words.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

import yaml

from lms.curriculum.notation.files import is_id
from lms.curriculum.notation.problems import Page

MOST_CHARACTERS = 20_000
DEEPEST = 24
_TAG = "tag:yaml.org,2002:"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where there is one: ten times faster


class _House(_Loader):  # type: ignore[misc]
    """A loader for which dates, decimal numbers, yes and no are plain texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML reads it from the class)


_House.add_implicit_resolver(f"{_TAG}bool", re.compile(r"(?:true|false)$"), list("tf"))
_House.add_implicit_resolver(f"{_TAG}int", re.compile(r"-?[0-9]+$"), list("-0123456789"))
_House.add_implicit_resolver(f"{_TAG}null", re.compile(r"(?:null|~|)$"), ["n", "~", ""])


def compose(text: str, page: Page) -> "Item":
    """Return the YAML document in `text`; a missing one after noting why it can't be read."""
    try:
        node = yaml.compose(text, Loader=_House)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it can't be read"
        page.wrong(mark.line + 1 if mark else 1, f"YAML was expected, but {reason}.")
        return Item(None, page, 1)
    if node is None:
        page.wrong(1, "Something was expected here; there is nothing.")
        return Item(None, page, 1)
    if not _is_tree(node, page):
        return Item(None, page, 1)
    return Item(node, page, 1)


class Item:
    """A YAML value in its place. `node` is None when it's missing, which has been noted already."""

    def __init__(self, node: yaml.Node | None, page: Page, line: int) -> None:
        self.node = node
        self.page = page
        self.line = node.start_mark.line + 1 if node is not None else line

    def __bool__(self) -> bool:
        return self.node is not None

    @property
    def first_line(self) -> int:
        """The line on which the text itself begins: after the sign of a block scalar (| or >)."""
        return self.line + (getattr(self.node, "style", None) in ("|", ">"))

    def wrong(self, sentence: str) -> None:
        """Note a mistake here."""
        if self:
            self.page.wrong(self.line, sentence)

    def fields(self, *required: str, optional: Collection[str] = ()) -> "Fields":
        """Return the named fields of a mapping; notes those that are missing, unknown or there twice."""
        found = dict(self.entries("a mapping with " + ", ".join(required) if required else "a mapping"))
        for key in found.keys() - set(required) - set(optional):
            allowed = ", ".join([*required, *optional])
            self.page.wrong(found[key].key_line, f"“{key}” is not known here; expected: {allowed}.")
        missing = [key for key in required if key not in found]
        if missing and self:
            self.wrong(f"Missing here: {', '.join(missing)}.")
        return Fields(found, self)

    def entries(self, expected: str = "a mapping") -> Iterator[tuple[str, "Entry"]]:
        """Yield the keys and values of a mapping, in order."""
        if not self._is(yaml.MappingNode, expected):
            return
        seen = set()
        for key, value in self.node.value:  # type: ignore[union-attr]
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, yaml.ScalarNode) and key.tag == f"{_TAG}str" else None
            if name is None:
                self.page.wrong(line, "The key must be a text; put it in quotes.")
            elif name in seen:
                self.page.wrong(line, f"“{name}” stands here twice.")
            else:
                seen.add(name)
                yield name, Entry(value, self.page, line)

    def items(self) -> list["Item"]:
        """Return the items of a list."""
        if not self._is(yaml.SequenceNode, "a list"):
            return []
        return [Item(node, self.page, self.line) for node in self.node.value]  # type: ignore[union-attr]

    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    def text(self, most: int = MOST_CHARACTERS, *, lines: bool = False) -> str:
        """Return a text that isn't empty, of `most` characters; of several `lines` only where they are allowed."""
        found = self._scalar("str", "a text")
        if found is None:
            return ""
        clean = "\n".join(line.rstrip() for line in found.strip().split("\n"))
        clean = re.sub(r"\n{3,}", "\n\n", clean)
        if not clean:
            self.wrong("A text was expected; there is none.")
        if len(clean) > most:
            self.wrong(f"The text has {len(clean)} characters; {most} at most were expected.")
        if "\n" in clean and not lines:
            self.wrong("One line was expected.")
        return clean

    def word(self, words: Collection[str]) -> str:
        """Return one of `words`."""
        found = self._scalar("str", "one of: " + ", ".join(words))
        if found is not None and found not in words:
            self.wrong(f"“{found}” is not known here; expected one of: {', '.join(words)}.")
        return found or ""

    def id(self) -> str:
        """Return a slug or an id."""
        found = self._scalar("str", "an id")
        if found is not None and not is_id(found):
            self.wrong(f"“{found}” is no id; expected: lower case letters, digits and dashes, 80 at most.")
        return found or ""

    def ids(self) -> list[str]:
        """Return a list of ids; notes one that is there twice."""
        found = [(item, item.id()) for item in self.items()]
        names = [name for _, name in found]
        for place, (item, name) in enumerate(found):
            if name in names[:place]:
                item.wrong(f"“{name}” stands here twice.")
        return names

    def number(self, least: int, most: int) -> int:
        """Return a whole number within limits."""
        found = self._scalar("int", "a whole number")
        if found is None:
            return least
        value = int(found[:9])
        if not least <= value <= most:
            self.wrong(f"{value} is out of range; a number from {least} to {most} was expected.")
        return value

    def flag(self) -> bool:
        """Return true or false."""
        return self._scalar("bool", "true or false") == "true"

    def is_null(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag == f"{_TAG}null"

    def _scalar(self, tag: str, expected: str) -> str | None:
        if not self._is(yaml.ScalarNode, expected):
            return None
        if self.node.tag != f"{_TAG}{tag}":  # type: ignore[union-attr]
            hint = "; put it in quotes" if tag == "str" and self.node.value else ""  # type: ignore[union-attr]
            self.wrong(f"Expected {expected}{hint}.")
            return None
        return str(self.node.value)  # type: ignore[union-attr]

    def _is(self, kind: type[yaml.Node], expected: str) -> bool:
        if self and not isinstance(self.node, kind):
            self.wrong(f"Expected {expected}.")
        return isinstance(self.node, kind)


class Entry(Item):
    """A value of a mapping, which also knows the line of its key."""

    def __init__(self, node: yaml.Node | None, page: Page, line: int) -> None:
        super().__init__(node, page, line)
        self.key_line = line


class Fields:
    """The fields of a mapping; one that isn't there answers as a missing item."""

    def __init__(self, found: dict[str, Entry], owner: Item) -> None:
        self.found = found
        self.owner = owner

    def __getitem__(self, key: str) -> Item:
        return self.found.get(key) or Item(None, self.owner.page, self.owner.line)

    def __contains__(self, key: str) -> bool:
        return key in self.found


def each(item: Item, ids: Collection[str]) -> dict[str, Item]:
    """Return the values of a mapping that has exactly the ids of the structure, in the structure's order."""
    fields = item.fields(*ids)
    return {name: fields[name] for name in ids if name in fields}


def _is_tree(root: yaml.Node, page: Page) -> bool:
    """Tell whether no node is met twice (an alias) or lies too deep; notes the first that is."""
    seen: set[int] = set()
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if id(node) in seen or depth > DEEPEST:
            reason = "An alias (*) stands here; write it out." if id(node) in seen else "This is nested too deep."
            page.wrong(node.start_mark.line + 1, reason)
            return False
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting += [(part, depth + 1) for pair in node.value for part in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(part, depth + 1) for part in node.value]
    return True
