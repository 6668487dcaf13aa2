"""The one question: what holds these words, best first, and where it stands. The same answer on both databases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Row, select

from lms.core.db import db
from lms.search import forms, fulltext
from lms.search.models import SearchEntry, SearchWord

LONGEST = 200  # characters of a question
PLACES = 3  # parts shown of one thing
AROUND = 16  # words shown on either side of the first one found
ALIKE = 0.42  # how much of their runs of letters near words share (Dice's coefficient)
_KINDS = ("term", "lesson", "tool", "card")  # which stands first among equals


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What may be shown: things of these `kinds` only in the version that `versions` has for their ref."""

    kinds: frozenset[str] = frozenset()
    versions: Mapping[str, str] = field(default_factory=dict)

    def lets(self, row: Row[SearchEntry]) -> bool:
        return row.kind not in self.kinds or self.versions.get(row.ref) == row.version


@dataclass(frozen=True, kw_only=True)
class Place:
    """A part in which the words stand. `excerpt` is (text, whether it was asked for) in order."""

    part: str
    heading: str
    excerpt: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something that was found, with the parts that fit best. `place` says where the whole stands."""

    kind: str
    ref: str
    title: str
    place: str
    places: tuple[Place, ...]
    more: int  # further parts in which it stands


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of what was found. `kinds` counts everything by kind; `near` are questions that might be meant."""

    asked: str
    hits: tuple[Hit, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    number: int = 0
    page: int = 1
    pages: int = 1
    loose: bool = False  # nothing holds all the words; these hold some
    near: tuple[str, ...] = ()


def search(text: str, language: str, guard: Guard, *, kind: str = "", page: int = 1, size: int = 20) -> Results:
    """Return a page of what holds the words of `text` in `language`, as far as `guard` lets it be shown."""
    text = " ".join(text[:LONGEST].split())
    wanted = forms.asked(text, language)
    if not wanted:
        return Results(asked=text)
    rows, loose = _rows(wanted, language, guard)
    ranked = _ranked(rows, wanted, language, text)
    kinds = {each: sum(group[0].kind == each for group in ranked) for each in _KINDS}
    chosen = [group for group in ranked if kind in ("", group[0].kind)]
    pages = max(1, -(-len(chosen) // size))
    page = min(max(1, page), pages)
    shown = chosen[(page - 1) * size : page * size]
    return Results(
        asked=text,
        hits=tuple(_hit(group, wanted, language) for group in shown),
        kinds={each: number for each, number in kinds.items() if number},
        number=len(chosen),
        page=page,
        pages=pages,
        loose=loose,
        near=_near(text, language) if loose or not rows else (),
    )


def _rows(wanted: Sequence[str], language: str, guard: Guard) -> tuple[list[Row[SearchEntry]], bool]:
    """Return the entries that hold all forms or, where none does, some of them."""
    dialect = db.session.get_bind().dialect.name
    query = select(*SearchEntry.__table__.columns).where(SearchEntry.language == language)
    for loose, condition in enumerate((fulltext.holds_all, fulltext.holds_any)):
        if loose and len(wanted) == 1:
            break
        found = db.session.execute(query.where(condition(dialect, "search_entries", wanted))).all()
        rows = [row for row in found if guard.lets(row)]
        if rows:
            return rows, bool(loose)
    return [], False


def _ranked(
    rows: Sequence[Row[SearchEntry]], wanted: Sequence[str], language: str, text: str
) -> list[list[Row[SearchEntry]]]:
    """Return the entries by what they belong to, the best first."""
    whole = forms.forms(text, language)
    scores = {row.id: _score(row, wanted, whole) for row in rows}
    groups: dict[tuple[str, str], list[Row[SearchEntry]]] = {}
    for row in rows:
        groups.setdefault((row.kind, row.ref), []).append(row)
    for group in groups.values():
        group.sort(key=lambda row: (-scores[row.id], row.position))
    return sorted(
        groups.values(),
        key=lambda group: (-scores[group[0].id], _KINDS.index(group[0].kind), group[0].title, group[0].ref),
    )


def _score(row: Row[SearchEntry], wanted: Sequence[str], whole: str) -> int:
    """Return how well an entry fits: words in its title weigh most, whole words more than beginnings."""
    title, body = f" {row.title_form} ", f" {row.body_form} "
    score = 25 * (f" {whole} " in title) + 45 * (row.kind == "term" and title.startswith(f" {whole} "))
    score += 15 if " " in whole and f" {whole} " in body else 0
    for each in wanted:
        score += 12 * (f" {each} " in title) + 4 * (f" {each}" in title)
        score += 2 * min(3, body.count(f" {each} ")) + min(3, body.count(f" {each}"))
        score += 20 * (f" {each}" in title or f" {each}" in body)
    return score


def _hit(group: Sequence[Row[SearchEntry]], wanted: Sequence[str], language: str) -> Hit:
    first = group[0]
    places = tuple(
        Place(part=row.part, heading=row.heading, excerpt=excerpt(row.body, wanted, language)) for row in group[:PLACES]
    )
    return Hit(
        kind=first.kind,
        ref=first.ref,
        title=first.title,
        place=first.place,
        places=places,
        more=len(group) - len(places),
    )


def excerpt(body: str, wanted: Sequence[str], language: str) -> tuple[tuple[str, bool], ...]:
    """Return the words around the first place where one of the forms stands, with those that fit marked."""
    found = list(forms.words(body))
    fits = [any(_fits(forms.form(word[0], language), each) for each in wanted) for word in found]
    first = fits.index(True) if True in fits else 0
    start, end = max(0, first - AROUND), min(len(found), first + 2 * AROUND)
    if not found:
        return ()
    made: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = found[start].start() if start else 0
    for word, fit in zip(found[start:end], fits[start:end], strict=True):
        if fit:
            made += [(body[at : word.start()], False), (word[0], True)]
            at = word.end()
    stop = found[end].start() if end < len(found) else len(body)
    made.append((body[at:stop].rstrip() + (" …" if end < len(found) else ""), False))
    return tuple(part for part in made if part[0])


def _fits(made: str, wanted: str) -> bool:
    return made == wanted or (len(wanted) >= fulltext.WHOLE and made.startswith(wanted))


def _near(text: str, language: str, most: int = 3) -> tuple[str, ...]:
    """Return what may have been meant: the question with a word that looks like it where one isn't known."""
    made: list[list[str]] = []
    for word in (found[0] for found in forms.words(text)):
        alike = _alike(word, language) if len(word) >= fulltext.WHOLE else []
        made.append([word] if not alike or word.casefold() in alike else alike[:most])
    width = max((len(each) for each in made), default=0)
    offers = (" ".join(each[min(number, len(each) - 1)] for each in made) for number in range(width))
    return tuple(offer for offer in dict.fromkeys(offers) if offer.casefold() != text.casefold())[:most]


def _alike(word: str, language: str) -> list[str]:
    """Return the known words that share most runs of three letters with `word`, the likeliest first."""
    dialect = db.session.get_bind().dialect.name
    mine = forms.trigrams(word)
    condition = fulltext.holds_any(dialect, "search_words", sorted(mine), whole=True)
    rows = db.session.execute(
        select(SearchWord.word, SearchWord.trigrams).where(SearchWord.language == language, condition)
    )
    typed = {frozenset(_runs(spelling)) for spelling in forms.spellings(word)}
    scored = []
    for known, _trigrams in rows:
        best = max(_dice(one, frozenset(_runs(two))) for one in typed for two in forms.spellings(known))
        if best >= ALIKE:
            scored.append((-best, abs(len(known) - len(word)), known))
    by_form = {
        forms.form(known, language): known for _, _, known in sorted(scored, reverse=True)
    }  # one ending is enough
    return [known for _, _, known in sorted(scored) if by_form[forms.form(known, language)] == known]


def _runs(spelling: str) -> list[str]:
    padded = f"00{spelling}0"
    return [padded[place : place + 3] for place in range(len(padded) - 2)]


def _dice(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two))
