"""`glossary.yaml` and its texts: the words of the field. A curriculum without these files has no glossary."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lms.core.i18n import LANGUAGES
from lms.curriculum.notation.evidence import as_of, references
from lms.curriculum.notation.files import is_id
from lms.curriculum.notation.items import Entry, Item, each
from lms.curriculum.reading.structure import review
from lms.curriculum.terms import key

Json = dict[str, Any]
NAME = "glossary.yaml"
FILES = (NAME, *(f"glossary.{code}.yaml" for code in LANGUAGES))
COUNTRIES = ("dk", "es", "gb", "it", "nl")


@dataclass(frozen=True)
class SourceTerm:
    """A term as the files have it."""

    structure: Json  # related, sources; country; as_of and review where it is about law
    texts: Mapping[str, Json]  # language → term, forms, meaning


def glossary(structure: Item, texts: Mapping[str, Item], sources: Collection[str]) -> dict[str, SourceTerm]:
    """Return every term by its slug, in the structure's order."""
    entries = dict(structure.entries("a mapping of slugs to terms"))
    made = {slug: _structure(slug, entry, entries, sources) for slug, entry in entries.items()}
    read = {code: _texts(item, list(made)) for code, item in texts.items()}
    return {
        slug: SourceTerm(kept, {code: read[code][slug] for code in read if slug in read[code]})
        for slug, kept in made.items()
    }


def _structure(slug: str, entry: Entry, known: Collection[str], sources: Collection[str]) -> Json:
    if not is_id(slug):
        entry.wrong(f"“{slug}” is no slug; expected lower case letters, digits and single dashes.")
    fields = entry.fields("related", "sources", optional=("country", "as_of", "review"))
    related = fields["related"].ids()
    for name in related:
        if name == slug or name not in known:
            fields["related"].wrong(f"“{name}” is no other term of this file.")
    made: Json = {"related": related, "sources": references(fields["sources"], sources)}
    if "country" in fields:
        made["country"] = fields["country"].word(COUNTRIES)
    if ("as_of" in fields) != ("review" in fields):
        entry.wrong("as_of and review belong together: what holds as of a date is looked over again.")
    elif "as_of" in fields:
        made |= {"as_of": as_of(fields["as_of"]), "review": review(fields["review"])}
    return made


def _texts(item: Item, slugs: Collection[str]) -> dict[str, Json]:
    """Return what a language says about each term; no form may stand for two of them."""
    owners: dict[tuple[str, ...], str] = {}
    made: dict[str, Json] = {}
    for slug, entry in each(item, slugs).items():
        fields = entry.fields("term", "forms", "meaning")
        forms = [(form, form.text(80)) for form in fields["forms"].items()]
        term, meaning = fields["term"].text(80), fields["meaning"].text(600)
        made[slug] = {"term": term, "forms": [words for _, words in forms], "meaning": meaning}
        for place, words in _named((fields["term"], term), *forms):
            owner = owners.setdefault(key(words), slug)
            if owner != slug:
                place.wrong(f"“{words}” is a form of “{owner}” already; a form stands for one term.")
    return made


def _named(*forms: tuple[Item, str]) -> Iterator[tuple[Item, str]]:
    """Yield every form with its place; notes what is there twice or has no letters."""
    seen = set()
    for item, words in forms:
        if words and not key(words):
            item.wrong("A word was expected.")
        elif words and key(words) in seen:
            item.wrong(f"“{words}” stands here twice; capital letters make no difference.")
        elif words:
            seen.add(key(words))
            yield item, words
