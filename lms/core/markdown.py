"""The Markdown people may write, and the safe HTML made from it.

The subset: paragraphs, headings, bold, italics, lists, quotes, links and pictures. HTML is shown as it is written,
never run. Headings start at h3, because a page and its parts have the levels above.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

RULES = ["heading", "list", "blockquote", "emphasis", "link", "image", "newline", "escape"]
TAGS = {"p", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol", "li", "blockquote", "a", "img", "br"}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
TOP_HEADING = 3
Env = dict[str, Any]  # what a rule of the caller needs to know about the text at hand


def parser() -> MarkdownIt:
    """Return a parser for the subset, to which a package may add rules of its own."""
    made = MarkdownIt("zero", {"html": False, "breaks": False})
    made.enable(RULES)
    made.core.ruler.push("house_headings", _lower_headings)
    return made


def to_html(text: str, *, using: MarkdownIt | None = None, env: Env | None = None) -> Markup:
    """Return `text` as safe HTML blocks."""
    return safe((using or _plain()).render(text, env))


def to_inline_html(text: str, *, using: MarkdownIt | None = None, env: Env | None = None) -> Markup:
    """Return a text without paragraphs as safe HTML that fits into a line."""
    return safe((using or _plain()).renderInline(text, env))


def to_text(text: str, *, using: MarkdownIt | None = None, env: Env | None = None) -> str:
    """Return `text` without its markup, a blank line between blocks."""
    blocks = (block for block in (using or _plain()).parse(text, env) if block.type == "inline")
    return "\n\n".join("".join(_words(block.children or [])) for block in blocks).strip()


def safe(html: str) -> Markup:
    """Return `html` with only what the subset can make. Pictures come from this installation alone."""
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"a": {"cite"}},
        url_schemes={"http", "https", "mailto", "tel"},
        attribute_filter=_own_pictures,
        link_rel=None,
    )
    return Markup(cleaned.strip())  # noqa: S704 (cleaned by the allow-list above)


@cache
def _plain() -> MarkdownIt:
    return parser()


def _lower_headings(state: Any) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(int(token.tag[1]), TOP_HEADING)}"


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    return None if (tag, attribute) == ("img", "src") and not value.startswith("/media/") else value


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type in ("text", "image", "text_special"):
            yield token.content
