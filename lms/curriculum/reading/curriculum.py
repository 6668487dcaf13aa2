"""The tree of `modules/`: programme, sources, glossary, and per shipped module its structure, texts, lessons and pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.core.i18n import LANGUAGES
from lms.curriculum import ingredients
from lms.curriculum.notation.files import read_text
from lms.curriculum.notation.items import Fields, Item, compose
from lms.curriculum.notation.problems import ContentError, Page
from lms.curriculum.notation.prose import Prose
from lms.curriculum.notation.sections import Body, Directive, split
from lms.curriculum.reading import overview
from lms.curriculum.reading.bodies import READERS
from lms.curriculum.reading.deck import DRAWINGS, SourceDeck, read_deck
from lms.curriculum.reading.deck import FILES as CARD_FILES
from lms.curriculum.reading.drawings import put_in, read_drawings
from lms.curriculum.reading.glossary import FILES, NAME, SourceTerm, glossary
from lms.curriculum.reading.origins import check_origins
from lms.curriculum.reading.pictures import Picture, read_pictures
from lms.curriculum.reading.structure import lesson as lesson_structure

Json = dict[str, Any]


@dataclass(frozen=True)
class SourceLesson:
    """A lesson as its files have it. `structure["media"]` names its pictures' digests, if it has any."""

    slug: str
    structure: Json
    texts: Mapping[str, Json]  # language → title, summary, content_notes, blocks
    pictures: Mapping[str, Picture]  # name → bytes


@dataclass(frozen=True)
class SourceModule:
    """A shipped module."""

    slug: str
    structure: Json
    texts: Mapping[str, Json]  # language → title, summary, for_whom, objectives, made
    lessons: tuple[SourceLesson, ...]
    cards: SourceDeck | None = None


@dataclass(frozen=True)
class Curriculum:
    """Everything in the folder, known to be right."""

    programme: list[Json]  # code, slug, level, minutes, title per language; shipped or coming
    sources: Mapping[str, Json]
    modules: tuple[SourceModule, ...]
    glossary: Mapping[str, SourceTerm] = field(default_factory=dict)


def read(folder: Path) -> Curriculum:
    """Return the curriculum in `folder`. Raises ContentError with every problem in it."""
    page = Page("")
    programme = overview.programme(_document(folder, "programme.yaml", page))
    sources = overview.sources(_document(folder, "sources.yaml", page))
    words = _glossary(folder, sources, page)
    known = {entry["slug"]: entry for entry in programme}
    modules = [
        _module(path, known, sources, page)
        for path in sorted(folder.iterdir() if folder.is_dir() else ())
        if path.is_dir()
    ]
    check_cards(modules, page)
    check_origins([lesson for module in modules for lesson in module.lessons], page)
    if page.problems:
        raise ContentError(sorted(set(page.problems)))
    order = list(known)
    modules.sort(key=lambda module: order.index(module.slug))
    return Curriculum(programme, sources, tuple(modules), words)


def _glossary(folder: Path, sources: Mapping[str, Json], page: Page) -> Mapping[str, SourceTerm]:
    if not any((folder / name).exists() for name in FILES):
        return {}
    texts = {code: _document(folder, f"glossary.{code}.yaml", page) for code in LANGUAGES}
    return glossary(_document(folder, NAME, page), texts, sources)


def check_cards(modules: Sequence[SourceModule], page: Page) -> None:
    """Note a card that is there twice, and one that a lesson lays out but no file holds."""
    codes = [code for module in modules if module.cards for code in module.cards.codes]
    for code in sorted({code for code in codes if code and codes.count(code) > 1}):
        page.wrong(0, f"The card “{code}” stands in two modules.")
    for module in modules:
        for lesson in module.lessons:
            own = page.beside(f"{module.slug}/{lesson.slug}/lesson.yaml")
            for block, code in _laid_out(lesson.structure):
                if code not in codes:
                    own.wrong(0, f"“{block}” lays out the card “{code}”, which stands in no cards.yaml.")


def _laid_out(structure: Json) -> list[tuple[str, str]]:
    """Return the cards that a lesson lays out, each with the block that does."""
    decks = [block for block in structure["blocks"] if block["kind"] == "cards"]
    return [(block["id"], code) for block in decks for code in block["cards"]]


def _document(folder: Path, name: str, page: Page) -> Item:
    own = page.beside(name)
    text = read_text(folder / name, own)
    return compose(text, own) if text is not None else Item(None, own, 1)


def _module(folder: Path, known: Mapping[str, Json], sources: Mapping[str, Json], page: Page) -> SourceModule:
    slug = folder.name
    if slug not in known:
        page.beside(slug).wrong(0, "This folder is no module of programme.yaml.")
    own = page.beside(f"{slug}/module.yaml")
    structure = overview.module(_document(folder.parent, f"{slug}/module.yaml", page), known.get(slug), known)
    texts = {
        code: overview.module_text(_document(folder.parent, f"{slug}/module.{code}.yaml", page), structure)
        for code in LANGUAGES
    }
    there = {path.name for path in folder.iterdir() if path.is_dir()}
    deck = read_deck(folder, sources, page)
    for name in sorted(there - set(structure["lessons"]) - {DRAWINGS}):
        page.beside(f"{slug}/{name}").wrong(0, "This folder is no lesson of module.yaml.")
    for name in sorted(path.name for path in folder.iterdir() if path.is_file()):
        if name not in {"module.yaml", *(f"module.{code}.yaml" for code in LANGUAGES), *CARD_FILES}:
            page.beside(f"{slug}/{name}").wrong(0, "This file has no place here.")
    for name in structure["lessons"]:
        if name not in there:
            own.wrong(0, f"The lesson “{name}” has no folder.")
    lessons = tuple(read_lesson(folder / name, sources, page) for name in structure["lessons"] if name in there)
    blocks = [f"{lesson.slug}/{block['id']}" for lesson in lessons for block in lesson.structure["blocks"]]
    ingredients.check(own, structure.get("ingredients", {}), blocks)
    return SourceModule(slug, structure, texts, lessons, deck)


def read_lesson(folder: Path, sources: Mapping[str, Json], page: Page) -> SourceLesson:
    """Return the lesson in `folder`; what is wrong with it is noted."""
    place = f"{folder.parent.name}/{folder.name}"
    root = folder.parent.parent
    structure = lesson_structure(_document(root, f"{place}/lesson.yaml", page), sources)
    pictures = read_pictures(folder / "media", page.beside(f"{place}/media"))
    drawings = page.beside(f"{place}/drawings")
    put_in(structure, read_drawings(folder / "drawings", drawings), drawings)
    prose = Prose(sources, pictures)
    texts = {}
    for code in LANGUAGES:
        own = page.beside(f"{place}/lesson.{code}.md")
        source = read_text(root / own.file, own)
        texts[code] = lesson_text(source, structure, prose, own) if source is not None else {}
    for name in sorted(set(pictures) - prose.used):
        page.beside(f"{place}/media/{name}").wrong(0, "No text shows this picture.")
    for name in sorted(path.name for path in folder.iterdir()):
        if name not in {"lesson.yaml", "media", "drawings", *(f"lesson.{code}.md" for code in LANGUAGES)}:
            page.beside(f"{place}/{name}").wrong(0, "This file has no place here.")
    if pictures:
        structure["media"] = {name: pictures[name].digest for name in sorted(pictures)}
    return SourceLesson(folder.name, structure, texts, pictures)


def lesson_text(source: str, structure: Json, prose: Prose, page: Page) -> Json:
    """Return what a language says in a lesson; what is wrong with it is noted."""
    front, directives = split(source, page)
    made = _front_matter(front, structure, prose) if front else {}
    return made | {"blocks": _blocks(directives, structure, prose, page)}


def _front_matter(front: Body, structure: Json, prose: Prose) -> Json:
    item = compose(front.text, front.page)
    fields = item.fields("title", "summary", optional=("content_notes", "slots"))
    made: Json = {"title": prose.plain(fields["title"]), "summary": prose.plain(fields["summary"], 500)}
    noted = [block["id"] for block in structure["blocks"] if block.get("content_note")]
    if noted and "content_notes" not in fields:
        item.wrong(f"content_notes was expected, with: {', '.join(noted)}.")
    if "content_notes" in fields:
        notes = fields["content_notes"].fields(*noted)
        made["content_notes"] = {name: prose.plain(notes[name], 500) for name in noted}
    return made | _slots(fields, structure.get("slots", []), prose)


def _slots(fields: Fields, open_: list[str], prose: Prose) -> Json:
    """Return what the lesson asks of people with lived experience, per open place."""
    if not open_ and "slots" not in fields:
        return {}
    if "slots" not in fields:
        fields.owner.wrong(f"slots was expected, with: {', '.join(open_)}.")
    words = fields["slots"].fields(*open_)
    return {"slots": {name: prose.plain(words[name], 1_000) for name in open_}}


def _blocks(directives: list[Directive], structure: Json, prose: Prose, page: Page) -> Json:
    kinds = {block["id"]: block for block in structure["blocks"]}
    found: dict[str, Json] = {}
    for directive in directives:
        block = kinds.get(directive.id)
        if block is None:
            page.wrong(directive.line, f"The block “{directive.id}” does not stand in lesson.yaml.")
        elif directive.kind != block["kind"]:
            page.wrong(
                directive.line, f"“{directive.id}” is a {block['kind']} in lesson.yaml; here it is a {directive.kind}."
            )
        elif directive.id in found:
            page.wrong(directive.line, f"The block “{directive.id}” is there twice.")
        else:
            found[directive.id] = READERS[directive.kind](directive.body, block, prose)
    missing = [name for name in kinds if name and name not in {directive.id for directive in directives}]
    if missing:
        page.wrong(0, f"Missing: the blocks {', '.join(missing)}.")
    return {name: found[name] for name in kinds if name in found}
