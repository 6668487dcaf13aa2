"""Checks on running text: known sources, pictures that exist and are described, no HTML, headings where they belong."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lms.curriculum.citations import cited
from lms.curriculum.notation.items import Item
from lms.curriculum.notation.problems import Page

_HTML = re.compile(r"(?<!\\)(?:</?[A-Za-z][^<>\n]*>|<!--)")  # after a backslash it's shown as it is
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\(([^)\s]*)[^)\n]*\)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?: |$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")


@dataclass
class Prose:
    """What texts of a lesson may point to, and which pictures they do point to."""

    sources: Collection[str]
    pictures: Collection[str] = ()
    used: set[str] = field(default_factory=set)

    def blocks(self, item: Item, most: int = 20_000) -> str:
        """Return a text that may have several paragraphs."""
        text = item.text(most, lines=True)
        self.check(text, item.page, item.first_line)
        return text

    def inline(self, item: Item, most: int = 1_000) -> str:
        """Return a text of one line with inline Markdown."""
        text = item.text(most)
        self.check(text, item.page, item.first_line)
        return text

    def plain(self, item: Item, most: int = 200) -> str:
        """Return a text without markup, such as a title."""
        text = item.text(most)
        if any(True for _ in cited(text)):
            item.wrong("A title or label can't hold a citation.")
        return text

    def check(self, text: str, page: Page, first_line: int) -> None:
        """Check Markdown line by line; `first_line` is where it starts on its page."""
        before = ""
        for number, line in enumerate(text.split("\n"), first_line):
            if _HTML.search(line):
                page.wrong(number, "HTML is not part of the format; write Markdown.")
            heading = _HEADING.match(line)
            if heading and len(heading[1]) < 3:
                page.wrong(
                    number, "Headings inside a block start with ###; only a block's first line may be its ## heading."
                )
            if _UNDERLINE.fullmatch(line) and before.strip():
                page.wrong(number, "A line under a text would make it a heading; leave a blank line between them.")
            self._check_citations(line, page, number)
            self._check_pictures(line, page, number)
            before = line

    def _check_citations(self, line: str, page: Page, number: int) -> None:
        for _, code, _ in cited(line):
            if not code:
                page.wrong(number, "A citation is written [@S003] or [@S003 6.2].")
            elif code not in self.sources:
                page.wrong(number, f"The source {code} does not stand in sources.yaml.")

    def _check_pictures(self, line: str, page: Page, number: int) -> None:
        for found in _PICTURE.finditer(line):
            words, place = found[1], found[2]
            name = place.removeprefix("media/")
            if not words.strip():
                page.wrong(number, "A picture needs alternative text: ![what one sees](media/name.png).")
            if name not in self.pictures or not place.startswith("media/"):
                page.wrong(number, f"The picture {place} is not there; expected: a file in the lesson's folder media/.")
            self.used.add(name)
