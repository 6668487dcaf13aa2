"""Citations: `[@S003 6.2]` in a text, `S003 6.2` in a list of sources, shown as the source's title and section."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")
_CITATION = re.compile(rf"\[@({CODE.pattern})(?: ([^\[\]\n]{{1,80}}))?\]")
OPENING = "[@"


def cited(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (position, code, section) of every citation in `text`; one that is malformed has an empty code."""
    position = text.find(OPENING)
    while position >= 0:
        found = _CITATION.match(text, position)
        yield (position, found[1], (found[2] or "").strip()) if found else (position, "", "")
        position = text.find(OPENING, position + 1)


def split(reference: str) -> tuple[str, str]:
    """Return the code and the section of an entry in a list of sources."""
    code, _, section = reference.partition(" ")
    return code, section.strip()


def add_rule(parser: MarkdownIt) -> None:
    """Let `parser` know citations. It then needs the env `cite(code, section) -> str`: the words shown."""
    parser.inline.ruler.before("link", "cite", _rule)


def words(sources: Mapping[str, Mapping[str, Any]], language: str, code: str, section: str) -> str:
    """Return what a citation shows in a language."""
    short = str(sources[code]["short"][language])
    return f"({short}, {section})" if section else f"({short})"


def _rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        code, section = found[1], (found[2] or "").strip()
        opening = state.push("link_open", "a", 1)
        opening.attrs = {"class": "cite", "href": f"#source-{code}"}
        state.push("text", "", 0).content = state.env["cite"](code, section)
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
