"""A module's dialogue cards: `cards.yaml` with their structure, `cards.<language>.yaml` with their words, `drawings/`.

Texts of cards are plain: they are read aloud, shown on phones and searched.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.core.i18n import LANGUAGES
from lms.curriculum.drawings import read_drawing
from lms.curriculum.notation.evidence import references
from lms.curriculum.notation.files import read_text
from lms.curriculum.notation.items import Fields, Item, compose, each
from lms.curriculum.notation.problems import Page

Json = dict[str, Any]
NAME = "cards.yaml"
FILES = (NAME, *(f"cards.{code}.yaml" for code in LANGUAGES))
DRAWINGS = "drawings"
KINDS = ("question", "picture")
ADVISERS = ("job_centre_staff", "citizens")
_MOST_LINES = 20


@dataclass(frozen=True)
class SourceDeck:
    """A module's cards as the files have them."""

    structure: (
        Json  # themes: ids in order; cards: id, theme, kind, advice, more, quotation, content_note, sources, voice
    )
    texts: Mapping[str, Json]  # language → title, intro, themes, cards
    drawings: Mapping[str, str] = field(default_factory=dict)  # card → SVG as written

    @property
    def codes(self) -> list[str]:
        return [card["id"] for card in self.structure["cards"]]


def read_deck(folder: Path, sources: Collection[str], page: Page) -> SourceDeck | None:
    """Return the cards in a module's folder, None where it has none; what is wrong with them is noted."""
    if not any((folder / name).exists() for name in (*FILES, DRAWINGS)):
        return None
    structure = _structure(_document(folder, NAME, page), sources)
    texts = {code: _texts(_document(folder, f"cards.{code}.yaml", page), structure) for code in LANGUAGES}
    _compare(structure, texts, page.beside(f"{folder.name}/{FILES[-1]}"))
    return SourceDeck(structure, texts, _drawings(folder / DRAWINGS, structure, page))


def _document(folder: Path, name: str, page: Page) -> Item:
    own = page.beside(f"{folder.name}/{name}")
    text = read_text(folder / name, own)
    return compose(text, own) if text is not None else Item(None, own, 1)


def _structure(item: Item, sources: Collection[str]) -> Json:
    fields = item.fields("themes", "cards")
    themes = fields["themes"].ids()
    cards: list[Json] = []
    for entry in fields["cards"].items():
        card = _card(entry, themes, sources)
        if card["id"] in {one["id"] for one in cards} - {""}:
            entry.wrong(f"The card “{card['id']}” is there twice.")
        cards.append(card)
    return {"themes": themes, "cards": cards}


def _card(item: Item, themes: Collection[str], sources: Collection[str]) -> Json:
    optional = ("advice", "more", "quotation", "content_note")
    fields = item.fields("id", "theme", "kind", "sources", "voice", optional=optional)
    made: Json = {"id": fields["id"].id(), "theme": fields["theme"].word(themes), "kind": fields["kind"].word(KINDS)}
    if "advice" in fields:
        made["advice"] = [who for who in ADVISERS if who in [one.word(ADVISERS) for one in fields["advice"].items()]]
    if "more" in fields:
        made["more"] = fields["more"].number(1, _MOST_LINES)
    if "quotation" in fields:
        made["quotation"] = fields["quotation"].word(ADVISERS)
    if "content_note" in fields and fields["content_note"].flag():
        made["content_note"] = True
    if "voice" in fields and not fields["voice"].is_null():
        fields["voice"].wrong("A voice is written by a person with lived experience, never in a file; expected: null.")
    return made | {"sources": references(fields["sources"], sources), "voice": None}


def _texts(item: Item, structure: Json) -> Json:
    fields = item.fields("title", "intro", "themes", "cards")
    found = each(fields["cards"], [card["id"] for card in structure["cards"]])
    return {
        "title": fields["title"].text(200),
        "intro": _lines(fields["intro"], 1_000),
        "themes": {name: entry.text(80) for name, entry in each(fields["themes"], structure["themes"]).items()},
        "cards": {card["id"]: _words(found[card["id"]], card) for card in structure["cards"] if card["id"] in found},
    }


def _words(item: Item, card: Json) -> Json:
    """Return what a language says on a card."""
    needed = [key for key in ("more", "advice", "quotation", "content_note") if key in card]
    scene = ["scene"] if card["kind"] == "picture" else []
    fields = item.fields("question", *scene, *needed, optional=("note",))
    made: Json = {"question": fields["question"].text(300)}
    if scene:
        made["scene"] = fields["scene"].text(400)
    if "more" in card:
        made["more"] = _lines(fields["more"], 300)
        if fields["more"].is_list() and len(made["more"]) != card["more"]:
            fields["more"].wrong(f"{card['more']} were expected; {len(made['more'])} stand here.")
    if "advice" in card:
        made["advice"] = {who: _lines(lines, 400) for who, lines in each(fields["advice"], card["advice"]).items()}
    return made | _lines_about(fields, card)


def _lines_about(fields: Fields, card: Json) -> Json:
    keys = [key for key in ("quotation", "content_note") if key in card] + (["note"] if "note" in fields else [])
    return {key: fields[key].text(400) for key in keys}


def _lines(item: Item, most: int) -> list[str]:
    entries = item.items()
    if item.is_list() and not 1 <= len(entries) <= _MOST_LINES:
        item.wrong(f"1 to {_MOST_LINES} lines were expected; {len(entries)} stand here.")
    return [entry.text(most) for entry in entries]


def _compare(structure: Json, texts: Mapping[str, Json], page: Page) -> None:
    """Note advice that has another number of lines in another language."""
    for card in structure["cards"]:
        for who in card.get("advice", ()):
            counts = {len(text["cards"].get(card["id"], {}).get("advice", {}).get(who, ())) for text in texts.values()}
            if len(counts) > 1:
                page.wrong(0, f"Card {card['id']}: the advice ({who}) has not the same number of lines everywhere.")


def _drawings(folder: Path, structure: Json, page: Page) -> dict[str, str]:
    """Return the drawn scenes of picture cards: `drawings/<card>.svg`."""
    pictures = [card["id"] for card in structure["cards"] if card["kind"] == "picture"]
    made = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        own = page.beside(f"{folder.parent.name}/{DRAWINGS}/{path.name}")
        if path.suffix != ".svg" or path.stem not in pictures:
            own.wrong(0, f"This is no drawing of a picture card; expected <card>.svg for: {', '.join(pictures)}.")
            continue
        drawing = read_drawing(path, own)
        if drawing is not None and drawing.labels:
            own.wrong(0, "A card's scene has no labels; its words stand in the card's texts.")
        elif drawing is not None:
            made[path.stem] = drawing.source
    return {name: made[name] for name in pictures if name in made}
