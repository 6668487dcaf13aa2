"""Terms linked where they first stand in a lesson's prose: text, facts, cases, a dilemma's arguments and its closing.

Done once per text and glossary, on finished HTML: a parser walks it, and only words that readers read as running text are
touched. Headings, links, questions, prompts and stories stay as they are.
"""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import Block, CaseBlock, DilemmaBlock, FactsBlock, TextBlock
from lms.curriculum.terms import Glossary, Term

_CLOSED = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6"})  # no link stands in these


def linked(blocks: tuple[Block, ...], glossary: Glossary) -> tuple[tuple[Block, ...], tuple[Term, ...]]:
    """Return the blocks with links to the glossary, and the terms that were met, in order."""
    pen = _Pen(glossary)
    made = tuple(_WAYS[type(block)](block, pen) if type(block) in _WAYS else block for block in blocks)
    return made, tuple(glossary.named[slug] for slug in pen.met)


class _Pen(HTMLParser):
    """Writes HTML again as it was read, each term linked the first time it's met."""

    def __init__(self, glossary: Glossary) -> None:
        super().__init__(convert_charrefs=True)
        self.glossary = glossary
        self.met: dict[str, None] = {}
        self._made: list[str] = []
        self._closed = 0

    def write(self, html: Markup) -> Markup:
        self.reset()
        self._made, self._closed = [], 0
        self.feed(str(html))
        self.close()
        return Markup("".join(self._made))  # noqa: S704 (safe HTML, with our own links)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._closed += tag in _CLOSED
        self._made.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._made.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self._closed -= tag in _CLOSED
        self._made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        place = 0
        for found in () if self._closed else self.glossary.find(data):
            if found.slug in self.met:
                continue
            self.met[found.slug] = None
            words = escape(data[found.start : found.end], quote=False)
            link = f'<a class="term" href="/glossary/{found.slug}/" data-term="{found.slug}">{words}</a>'
            self._made += [escape(data[place : found.start], quote=False), link]
            place = found.end
        self._made.append(escape(data[place:], quote=False))


def _text(block: TextBlock, pen: _Pen) -> Block:
    return replace(block, html=pen.write(block.html))


def _facts(block: FactsBlock, pen: _Pen) -> Block:
    return replace(block, facts=tuple(replace(fact, html=pen.write(fact.html)) for fact in block.facts))


def _case(block: CaseBlock, pen: _Pen) -> Block:
    return replace(block, steps=tuple(replace(step, html=pen.write(step.html)) for step in block.steps))


def _dilemma(block: DilemmaBlock, pen: _Pen) -> Block:
    sides = tuple(replace(side, argument=pen.write(side.argument)) for side in block.sides)
    return replace(block, sides=sides, closing=pen.write(block.closing))


_WAYS: dict[type[Block], Callable[[Any, _Pen], Block]] = {
    TextBlock: _text,
    FactsBlock: _facts,
    CaseBlock: _case,
    DilemmaBlock: _dilemma,
}
