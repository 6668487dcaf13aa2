"""The search form of words: folded (ae for æ, no accents), without their ending, so that small differences don't matter."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from lms.core.danish import spelt_out

VERSION = 1  # raise it when the same text gives other forms; entries are then made anew
LONGEST = 40  # letters of a word that count
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")  # noqa: RUF001 (the apostrophe of good print)
_LETTERS = re.compile(r"[a-z0-9]+")
_NAMES = {"da": "danish", "en": "english"}
_EMPTY = {
    "da": "af alle at da de dem den der det din dit du efter en end er et for fra han har hvad hvem hvor hvordan hvornår "
    "i ikke jeg kan man med men mig min mit må når og også om on op over på sin skal som sådan til ud under var ved vi",
    "en": "a about an and are as at be by can do does for from had has have how i if in is it its me my no not of on or "
    "our shall so that the their them there they this to was we what when where which who why will with you your",
}


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text with their places."""
    return _WORD.finditer(text)


@lru_cache(maxsize=50_000)
def form(word: str, language: str) -> str:
    """Return a word's search form: small letters and digits only; empty where nothing of the kind is in it."""
    letters = "".join(_LETTERS.findall(spelt_out(word)))[:LONGEST]
    return _stemmer(language).stemWord(letters) or letters if letters else ""


def forms(text: str, language: str) -> str:
    """Return a text's words in their search form, one space between them."""
    return " ".join(made for found in words(text) if (made := form(found[0], language)))


def asked(text: str, language: str, most: int = 8) -> list[str]:
    """Return the forms somebody asks for, without small words (unless there is nothing else), each once."""
    found = [word[0] for word in words(text)]
    telling = [word for word in found if spelt_out(word) not in _small(language)]
    made = [form(word, language) for word in telling or found]
    return list(dict.fromkeys(each for each in made if each))[:most]


def trigrams(word: str) -> set[str]:
    """Return the runs of three letters of a word and its edges (0), both as spelt out and as typed without æ, ø and å."""
    made: set[str] = set()
    for spelling in spellings(word):
        padded = f"00{spelling}0"
        made |= {padded[place : place + 3] for place in range(len(padded) - 2)}
    return made


def spellings(word: str) -> set[str]:
    """Return how a word may be typed: `løn` as `loen` and `lon`."""
    bare = word.casefold().replace("æ", "a").replace("ø", "o").replace("å", "a")
    return {"".join(_LETTERS.findall(spelt_out(each)))[:LONGEST] for each in (word, bare)}


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(spelt_out(word) for word in _EMPTY[language].split())


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(_NAMES[language])
