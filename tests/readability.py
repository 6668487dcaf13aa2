"""How hard a text is to read, by the two measures the house uses.

LIX (Björnsson 1968): words per sentence + share of words of more than six letters, in per cent. Flesch reading ease
(Flesch 1948): 206.835 - 1.015 x words per sentence - 84.6 x syllables per word. Syllables are counted as groups of vowels,
without a silent final e; on English prose that is right within a few per cent.
"""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?]+[”’\")]*(?=\s|$)|\n\s*\n")
_MARKS = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)|[*#>\[\]]|^\s*(?:[-+]|\d+\.)\s", re.MULTILINE)
_VOWELS = re.compile(r"[aeiouy]+")


def strings(value) -> Iterator[str]:
    """Yield every text in a lesson's source, ids and keys left out."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(part)


def plain(markdown: str) -> str:
    """Return Markdown without its marks and citations."""
    return _MARKS.sub("", markdown)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences(text: str) -> int:
    return max(1, sum(1 for part in _SENTENCE_END.split(text) if words(part)))


def lix(text: str) -> float:
    found = words(text)
    return len(found) / sentences(text) + 100 * sum(len(word) > 6 for word in found) / len(found)


def flesch(text: str) -> float:
    found = words(text)
    return 206.835 - 1.015 * len(found) / sentences(text) - 84.6 * sum(map(syllables, found)) / len(found)


def syllables(word: str) -> int:
    word = word.lower()
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)
