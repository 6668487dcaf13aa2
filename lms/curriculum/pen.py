"""Markdown to safe HTML in one language, remembering which sources were cited."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt

from lms.core import markdown
from lms.curriculum import citations

Json = dict[str, Any]
Sources = Mapping[str, Mapping[str, Any]]


class Pen:
    """Writes HTML in one language and remembers which sources were cited, in order."""

    def __init__(self, language: str, sources: Sources, media: Mapping[str, str]) -> None:
        self.language = language
        self.sources = sources
        self.media = media
        self.cited: dict[str, None] = {}
        self.env = {"cite": self.cite, "media": media}

    def cite(self, code: str, section: str) -> str:
        self.cited.setdefault(code)
        return citations.words(self.sources, self.language, code, section)

    def blocks(self, text: str) -> str:
        return str(markdown.to_html(text, using=_parser(), env=self.env))

    def inline(self, text: str) -> str:
        return str(markdown.to_inline_html(text, using=_parser(), env=self.env))

    def plain(self, text: str) -> str:
        return markdown.to_text(text, using=_parser(), env=self.env)

    def references(self, entries: list[str]) -> list[Json]:
        """Return entries of a list of sources, in words."""
        made = []
        for code, section in map(citations.split, entries):
            self.cited.setdefault(code)
            source = self.sources[code]
            words = {key: source[key][self.language] for key in ("short", "title")}
            made.append({"code": code, "section": section, "url": source.get("url") or ""} | words)
        return made


@cache
def _parser() -> MarkdownIt:
    made = markdown.parser()
    citations.add_rule(made)
    made.core.ruler.push("pictures", _address_pictures)
    return made


def _address_pictures(state: Any) -> None:
    """Point pictures at the address of their bytes."""
    for token in state.tokens:
        for child in token.children or []:
            if child.type == "image":
                name = str(child.attrs["src"]).removeprefix("media/")
                child.attrs["src"] = f"/media/{state.env['media'].get(name, '')}"
