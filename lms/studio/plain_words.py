"""Markdown as words to read in a line, for lists and names."""

from functools import cache

from markdown_it import MarkdownIt

from lms.core import markdown
from lms.curriculum import citations

LENGTH = 160  # characters of a text's first words
UNSEEN = {"cite": lambda _code, _section: ""}


def shortened(words: str, most: int) -> str:
    """Return `words` cut after a word, with an ellipsis where something is left out."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return f"{cut[: cut.rfind(' ')].rstrip(' ,;:') if ' ' in cut else cut}…"


def plain(text: str) -> str:
    """Return Markdown as one line of words, without its marks and sources."""
    shown = " ".join(markdown.to_text(text, using=_parser(), env=dict(UNSEEN)).split())
    return shown.replace(" .", ".").replace(" ,", ",")  # where a source stood


@cache
def _parser() -> MarkdownIt:
    made = markdown.parser()
    citations.add_rule(made)
    return made
