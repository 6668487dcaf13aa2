"""A text as plain paragraphs and lines of lists, for a page without JavaScript, and back.

Paragraphs stand with a blank line between them; a line of a list begins with `- ` or `1. `, a quoted one with `> `. What
comes back is held against what was shown: a paragraph nobody touched keeps its Markdown to the letter, a changed one
keeps the formatting of the words that stayed (`lms.studio.runs`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markdown_it.token import Token

from lms.studio.runs import Run, environment, escaped_start, parsed, parser, reworded, runs, words, written

_ITEM = re.compile(r"(\s*)([-*•]|\d{1,3}[.)])[ \t]+(\S.*)")
_QUOTED = re.compile(r">[ \t]*(\S.*)")
_ALIKE = 0.4  # a paragraph that shares less than this with an old one is a new one


@dataclass(frozen=True)
class Line:
    """One line of a paragraph, list or quote: what it begins with, and its words."""

    prefix: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return words(self.runs)


@dataclass(frozen=True)
class Chunk:
    """A paragraph, heading, list or quote: its Markdown and its lines. A heading's sign is in `heading` alone."""

    source: str
    lines: tuple[Line, ...]
    heading: str = ""

    @property
    def plain(self) -> str:
        return "\n".join(f"{line.prefix}{line.text}" for line in self.lines)


def plain(text: str) -> str:
    """Return Markdown as plain paragraphs."""
    return "\n\n".join(chunk.plain for chunk in _chunks(text))


def parts(text: str) -> list[tuple[str, str]]:
    """Return the paragraphs, headings, lists and quotes of a text: the Markdown of each, and its plain words."""
    return [(chunk.source, chunk.plain) for chunk in _chunks(text)]


def plain_line(text: str) -> str:
    """Return a line of Markdown as plain words."""
    return words(parsed(text))


def applied(base: str, text: str) -> str:
    """Return the Markdown `base` so that it says the plain paragraphs in `text`."""
    old, new = _chunks(base), _split(text)
    made: list[str] = []
    for what, start, end, new_start, new_end in SequenceMatcher(
        None, [chunk.plain for chunk in old], new, autojunk=False
    ).get_opcodes():
        if what == "equal":
            made += [chunk.source for chunk in old[start:end]]
        elif what != "delete":
            wanted = new[new_start:new_end]
            made += [_rewritten(*pair) for pair in zip(_partners(old[start:end], wanted), wanted, strict=True)]
    return "\n\n".join(part for part in made if part)


def applied_line(base: str, text: str) -> str:
    """Return the line of Markdown `base` so that it says the plain words in `text`."""
    text = " ".join(text.split())
    line = parsed(base)
    return base if words(line) == text else written(reworded(line, text))


def sent(fields: Mapping[str, str], name: str, base: str, *, inline: bool = False) -> str | None:
    """Return what a form says a text should be, as Markdown; None when it holds neither way of saying it.

    `base` is the text as the form showed it. The editor sends Markdown under `name`; the plain page sends words under
    `plain__<name>`.
    """
    if name in fields:
        return _tidy(fields[name], inline=inline)
    words_sent = fields.get(f"plain__{name}")
    if words_sent is None:
        return None
    return applied_line(base, words_sent) if inline else applied(base, words_sent)


def _tidy(text: str, *, inline: bool) -> str:
    if inline:
        return " ".join(text.split())
    lines = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def _chunks(text: str) -> list[Chunk]:
    """Return the top-level blocks of a text."""
    tokens = parser().parse(text, environment())
    source = text.split("\n")
    made: list[Chunk] = []
    start = 0
    for number, token in enumerate(tokens):
        if token.level == 0 and token.nesting != 1:
            opening = tokens[start]
            first, last = opening.map or (0, 0)
            heading = f"{opening.markup} " if opening.type == "heading_open" else ""
            lines = tuple(_lines(tokens[start : number + 1]))
            if any(line.text for line in lines):
                made.append(Chunk("\n".join(source[first:last]).strip("\n"), lines, heading))
            start = number + 1
    return made


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    """Yield the lines of one block. What holds them is told by their beginnings, as in Markdown."""
    held: list[str] = []
    for token in tokens:
        if token.type == "list_item_open":
            held.append(f"{token.info}{token.markup} ")
        elif token.type == "blockquote_open":
            held.append("> ")
        elif token.type in ("list_item_close", "blockquote_close"):
            held.pop()
        elif token.type == "inline":
            yield Line("".join(held), tuple(runs(token.children or [])))
            held = [sign if sign == "> " else " " * len(sign) for sign in held]


def _split(text: str) -> list[str]:
    """Return plain text as its paragraphs."""
    lines = (line.rstrip() for line in re.sub(r"\r\n?", "\n", text).expandtabs(4).split("\n"))
    parts = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    return [part for part in parts if part.strip()]


def _partners(old: Sequence[Chunk], new: Sequence[str]) -> list[Chunk | None]:
    """Return for each new paragraph the old one it was made from, in order, or None."""
    if len(old) == len(new):
        return list(old)
    found: list[Chunk | None] = []
    left = list(old)
    for text in new:
        likeness = [SequenceMatcher(None, chunk.plain, text).quick_ratio() for chunk in left]
        best = max(range(len(left)), key=likeness.__getitem__, default=None)
        if best is None or likeness[best] < _ALIKE:
            found.append(None)
            continue
        found.append(left[best])
        left = left[best + 1 :]
    return found


def _rewritten(old: Chunk | None, text: str) -> str:
    """Return a changed paragraph as Markdown, made from the old one if there is one."""
    lines = [_read(line) for line in text.split("\n")]
    known = old.lines if old else ()
    paired = zip(lines, _lines_of(known, [words_ for _, words_ in lines]), strict=True)
    made = [Line(prefix, tuple(reworded(line.runs if line else (), said))) for (prefix, said), line in paired]
    if old and old.heading and len(made) == 1 and not made[0].prefix:
        said = re.sub(r"(#+)$", r"\\\1", written(made[0].runs))  # closing signs would be taken for a heading's own
        return f"{old.heading}{said}"
    return "\n\n".join(_groups(made))


def _lines_of(old: Sequence[Line], new: Sequence[str]) -> list[Line | None]:
    """Return for each new line the old one that it says, or that stood in its place."""
    made: list[Line | None] = [None] * len(new)
    matcher = SequenceMatcher(None, [line.text for line in old], list(new), autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what in ("equal", "replace"):
            for line, place in zip(old[start:end], range(new_start, new_end), strict=False):
                made[place] = line
    return made


def _read(line: str) -> tuple[str, str]:
    """Return a plain line's beginning, as Markdown has it, and its words."""
    item = _ITEM.fullmatch(line)
    if item:
        sign = item[2] if item[2][0].isdigit() else "-"
        return f"{item[1]}{sign} ", item[3].strip()
    quoted = _QUOTED.fullmatch(line)
    if quoted:
        return "> ", quoted[1].strip()
    return "", line.strip()


def _groups(lines: Sequence[Line]) -> Iterator[str]:
    """Yield Markdown blocks: neighbouring lines of a list, of a quote, of a paragraph."""
    group: list[str] = []
    kind = ""
    for line in lines:
        own = _kind(line.prefix)
        if group and own != kind:
            yield _BETWEEN[kind].join(group)
            group = []
        kind = own
        group.append(f"{line.prefix}{escaped_start(written(line.runs))}")
    if group:
        yield _BETWEEN[kind].join(group)


def _kind(prefix: str) -> str:
    if not prefix:
        return "paragraph"
    return "quote" if prefix == "> " else "bullets" if prefix.strip() == "-" else "numbers"


_BETWEEN = {"paragraph": "\\\n", "quote": "\n>\n", "bullets": "\n", "numbers": "\n"}
