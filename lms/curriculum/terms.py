"""Words of the field, and finding them in running text: whole words, the longest form first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise

from lms.core.danish import sort_key, spelt_out

Key = tuple[str, ...]
# A word with its hyphens; a hyphen may end it, as in “støtte- og kontaktperson”. § is a word, too.
_WORD = re.compile(r"§|\w+(?:-\w+)*-?")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_LAST_LETTERS = {sort_key(letter): letter for letter in "ÆØÅ"}
_GENITIVE = "da"  # the language that puts an s to a word, without a sign


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term in one language. `other` is what the other language calls it; `as_of`, `country` and `sources` may be empty.

    `forms` are further forms by which it is recognised in a text; `related` holds slugs and terms; `sources` are
    references such as `S003 7.3`.
    """

    slug: str
    language: str
    term: str
    forms: tuple[str, ...]
    meaning: str
    other: str
    other_language: str
    as_of: str
    country: str
    related: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A term's place in a text."""

    start: int
    end: int
    slug: str


@dataclass(frozen=True)
class Glossary:
    """The terms of one language, in its alphabet."""

    language: str = ""
    terms: tuple[Term, ...] = ()
    named: dict[str, Term] = field(default_factory=dict, repr=False)  # by slug

    @cached_property
    def _forms(self) -> dict[str, list[tuple[Key, str]]]:
        """Forms by their first word, the longest first."""
        slugs: dict[Key, str] = {}
        for term in self.terms:
            for form in (term.term, *term.forms):
                slugs.setdefault(key(form), term.slug)
        if self.language == _GENITIVE:
            for form_key, slug in list(slugs.items()):
                slugs.setdefault(_with_genitive(form_key), slug)
        by_first: dict[str, list[tuple[Key, str]]] = defaultdict(list)
        for form_key in sorted(slugs, key=len, reverse=True):
            by_first[form_key[0]].append((form_key, slugs[form_key]))
        return by_first

    def find(self, text: str) -> Iterator[Found]:
        """Yield the terms in a text, none inside another."""
        words = list(_WORD.finditer(text.translate(_HYPHENS)))
        folded = [_folded(word[0]) for word in words]
        place = 0
        while place < len(words):
            length, slug = self._at(place, folded, words, text)
            if slug:
                yield Found(words[place].start(), words[place + length - 1].end(), slug)
            place += length

    def _at(self, place: int, folded: list[str], words: list[re.Match[str]], text: str) -> tuple[int, str]:
        for form, slug in self._forms.get(folded[place], ()):
            last = place + len(form)
            if tuple(folded[place:last]) == form and _only_spaces(text, words[place:last]):
                return len(form), slug
        return 1, ""


def matching(terms: Iterable[Term], wanted: str) -> tuple[Term, ...]:
    """Return the terms that hold every word of `wanted` in a name, a form or the meaning; ae, oe, aa do for æ, ø, å."""
    parts = spelt_out(wanted).split()
    return tuple(term for term in terms if all(part in _all_words(term) for part in parts))


def by_letter(terms: Iterable[Term]) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Return terms, which stand in order, under the letter they begin with."""
    return tuple((letter, tuple(own)) for letter, own in groupby(terms, lambda term: _letter(term.term)))


def order(term: str) -> tuple[bool, str]:
    """Return where a term stands in the alphabet; what begins with a sign stands before it."""
    sorted_by = sort_key(term)
    return _letter(term).isalpha(), sorted_by


def key(form: str) -> Key:
    """Return what a form is compared by: its words, lower case unless they are abbreviations such as IPS."""
    return tuple(_folded(word) for word in _WORD.findall(form.translate(_HYPHENS)))


def _letter(term: str) -> str:
    first = sort_key(term)[:1]
    return _LAST_LETTERS.get(first, first.upper())


def _all_words(term: Term) -> str:
    return spelt_out("\n".join((term.term, *term.forms, term.other, term.meaning)))


def _folded(word: str) -> str:
    return word if len(word) > 1 and word.isupper() else word.casefold()


def _with_genitive(form: Key) -> Key:
    last = form[-1]
    return form if last.endswith(("s", "x", "z")) or last.isupper() else (*form[:-1], f"{last}s")


def _only_spaces(text: str, words: list[re.Match[str]]) -> bool:
    return all(not text[one.end() : other.start()].strip() for one, other in pairwise(words))
