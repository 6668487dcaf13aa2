"""Drawings of ours: small SVG files without words, read by a closed list of shapes and drawn with the words of a language.

A `<text data-label="law" data-width="120" x="180" y="60"/>` is a place for a label: its words are broken into lines that fit
into the width and stand around the point (`text-anchor` says how: start, middle, end). Colours are classes, so that the page's
light, dark, printed and forced colours hold. What is drawn is built anew from what was read; nothing else of a file comes out.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat  # only well-formed marks are taken from it: a document type or an entity stops it

from markupsafe import Markup, escape

from lms.curriculum.lettering import fits, lines_of
from lms.curriculum.notation.files import is_id, read_text
from lms.curriculum.notation.problems import Page

MOST_BYTES = 30_000
DEEPEST = 12
SIZES = {"small": 15, "large": 20}  # of type, in units of the drawing
SIZE, LINE = 17, 1.2
_FILLS = {"paper", "soft", "accent-soft", "accent", "ink"}
_STROKES = {"line", "ink-line", "accent-line", "paper-line", "thin", "thick", "dashed"}
_TEXTS = {"small", "large", "strong", "on-accent", "quiet"}
_NUMBER = r"-?\d+(?:\.\d+)?"
_POINTS = rf"{_NUMBER}(?:[\s,]+{_NUMBER})*"
_SHAPE = {"transform": rf"(?:(?:translate|rotate|scale)\({_POINTS}\)\s*)+"}
_ELEMENTS: dict[str, dict[str, str]] = {
    "svg": {"xmlns": r"http://www\.w3\.org/2000/svg", "viewBox": r"0 0 \d{2,4} \d{2,4}"},
    "g": _SHAPE,
    "path": {"d": r"[MmLlHhVvCcSsQqTtAaZz\d\s,.-]+"} | _SHAPE,
    "rect": dict.fromkeys(("x", "y", "width", "height", "rx", "ry"), _NUMBER) | _SHAPE,
    "circle": dict.fromkeys(("cx", "cy", "r"), _NUMBER) | _SHAPE,
    "ellipse": dict.fromkeys(("cx", "cy", "rx", "ry"), _NUMBER) | _SHAPE,
    "line": dict.fromkeys(("x1", "y1", "x2", "y2"), _NUMBER) | _SHAPE,
    "polyline": {"points": _POINTS} | _SHAPE,
    "polygon": {"points": _POINTS} | _SHAPE,
    "text": {
        "x": _NUMBER, "y": _NUMBER, "text-anchor": "start|middle|end",
        "data-label": r"[a-z0-9-]+", "data-width": r"\d+", "data-lines": r"\d",
    },
}  # fmt: skip
_NEEDED = {"svg": ("xmlns", "viewBox"), "text": ("x", "y", "data-label", "data-width"), "path": ("d",)}


@dataclass(frozen=True)
class Shape:
    """An element of a drawing, known to be allowed."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple["Shape", ...]

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


@dataclass(frozen=True)
class Drawing:
    """A drawing as its file has it, and as it was understood."""

    source: str
    root: Shape

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.source.encode()).hexdigest()

    @property
    def labels(self) -> list[str]:
        """The ids of the labels it has a place for."""
        return [place.attributes["data-label"] for place in _places(self.root)]


def read_drawing(path: Path, page: Page) -> Drawing | None:
    """Return the drawing in a file, or None after noting on `page` why it can't be used."""
    source = read_text(path, page)
    return parsed(source, page) if source is not None else None


def parsed(source: str, page: Page) -> Drawing | None:
    """Return the drawing in a text, or None after noting on `page` why it can't be used."""
    before = len(page.problems)
    size = len(source.encode())
    if size > MOST_BYTES:
        page.wrong(0, f"The drawing has {size} bytes; {MOST_BYTES} at most were expected.")
        return None
    root = _Reader(page).read(source)
    return Drawing(source, root) if root is not None and len(page.problems) == before else None


@lru_cache(maxsize=256)
def understood(source: str) -> Drawing:
    """Return a drawing that has been read before, and so is known to be right."""
    page = Page("")
    drawing = parsed(source, page)
    if drawing is None:
        raise ValueError("; ".join(map(str, page.problems)))
    return drawing


def too_long(drawing: Drawing, labels: Mapping[str, str]) -> list[str]:
    """Return the ids of labels whose words don't fit into their places."""
    return [place.attributes["data-label"] for place in _places(drawing.root) if not _has_room(place, labels)]


def drawn(drawing: Drawing, *, title: str, labels: Mapping[str, str] | None = None, description: str = "") -> Markup:
    """Return the drawing as inline SVG. Without a title it's decoration, and hidden from who hears the page."""
    words = labels or {}
    seed = "\n".join((drawing.source, title, *words.values()))
    name = f"drawing-{hashlib.sha256(seed.encode()).hexdigest()[:10]}"
    said = Markup(' aria-hidden="true"')
    if title:
        told = Markup('<desc id="{0}-d">{1}</desc>').format(name, description) if description else ""
        describes = Markup(' aria-describedby="{}-d"').format(name) if description else ""
        said = Markup(' role="img" aria-labelledby="{}-t"{}').format(name, describes)
        told = Markup('<title id="{0}-t">{1}</title>{2}').format(name, title, told)
    inner = Markup().join(_marks(shape, words) for shape in drawing.root.children)
    start = Markup('<svg class="drawing" viewBox="{}"{} focusable="false">').format(
        drawing.root.attributes["viewBox"], said
    )
    return start + (told if title else "") + inner + Markup("</svg>")


def _marks(shape: Shape, words: Mapping[str, str]) -> Markup:
    if shape.tag == "text":
        return _lettered(shape, words.get(shape.attributes["data-label"], ""))
    kept = Markup().join(Markup(' {}="{}"').format(name, value) for name, value in shape.attributes.items())
    inner = Markup().join(_marks(child, words) for child in shape.children)
    if not inner:
        return Markup("<{}{}/>").format(shape.tag, kept)
    return Markup("<{0}{1}>{2}</{0}>").format(shape.tag, kept, inner)


def _lettered(place: Shape, words: str) -> Markup:
    """Return a label's words in lines around their point."""
    size, lines = _set(place, words)
    x, y = place.attributes["x"], float(place.attributes["y"])
    top = y - (len(lines) - 1) * size * LINE / 2 + size * 0.34
    spans = Markup(" ").join(
        Markup('<tspan x="{}" y="{:.1f}">{}</tspan>').format(x, top + number * size * LINE, escape(line))
        for number, line in enumerate(lines)
    )
    classes, anchor = place.attributes.get("class", ""), place.attributes.get("text-anchor", "middle")
    return Markup('<text class="{}" font-size="{}" text-anchor="{}">{}</text>').format(classes, size, anchor, spans)


def _set(place: Shape, words: str) -> tuple[int, list[str]]:
    """Return a label's size of type and its lines."""
    size = next((SIZES[name] for name in SIZES if name in place.classes), SIZE)
    return size, lines_of(words, size=size, room=float(place.attributes["data-width"]))


def _has_room(place: Shape, labels: Mapping[str, str]) -> bool:
    size, lines = _set(place, labels.get(place.attributes["data-label"], ""))
    most = int(place.attributes.get("data-lines", "2"))
    return len(lines) <= most and fits(lines, size, float(place.attributes["data-width"]))


def _places(shape: Shape) -> Iterator[Shape]:
    if shape.tag == "text":
        yield shape
    for child in shape.children:
        yield from _places(child)


class _Reader:
    """Reads marks one by one and notes what is not on the list, with its line."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open: list[tuple[str, dict[str, str], list[Shape]]] = [("", {}, [])]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        for name in ("StartDoctypeDecl", "EntityDecl", "ProcessingInstruction", "StartCdataSection"):
            setattr(self.parser, f"{name}Handler", self._refuse)

    def read(self, source: str) -> Shape | None:
        try:
            self.parser.Parse(source.encode(), True)
        except expat.ExpatError as error:
            self.page.wrong(error.lineno, f"SVG was expected, but {expat.ErrorString(error.code)}.")
            return None
        except _StopError as error:
            self._wrong(str(error))
            return None
        found = self.open[0][2]
        return found[0] if found and found[0].tag == "svg" else None

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        root = len(self.open) == 1
        if len(self.open) > DEEPEST:
            raise _StopError("This is nested too deep.")
        if tag not in _ELEMENTS or root != (tag == "svg"):
            expected = "svg" if root else ", ".join(name for name in _ELEMENTS if name != "svg")
            self._wrong(f"<{tag}> has no place here; expected: {expected}.")
        else:
            self._check(tag, attributes)
        self.open.append((tag, attributes, []))

    def _end(self, tag: str) -> None:
        _, attributes, children = self.open.pop()
        if tag == "text" and children:
            self._wrong("A <text> is empty here: its words stand in the lesson's texts.")
        self.open[-1][2].append(Shape(tag, attributes, tuple(children)))

    def _words(self, text: str) -> None:
        if text.strip():
            self._wrong("Words stand in the lesson's texts; expected: <text data-label=… data-width=… x=… y=…/>.")

    def _refuse(self, *_: object) -> NoReturn:
        raise _StopError("Only elements have a place in a drawing: no document type, entity, instruction or CDATA.")

    def _check(self, tag: str, attributes: dict[str, str]) -> None:
        rules = _ELEMENTS[tag]
        for name, value in attributes.items():
            if name == "class":
                self._check_classes(tag, value)
            elif name not in rules:
                self._wrong(f"“{name}” has no place in <{tag}>; expected: class, {', '.join(rules)}.")
            elif not re.fullmatch(rules[name], value.strip()):
                self._wrong(f"{name}=“{value}” can't be read; please write it plainly.")
        missing = [name for name in _NEEDED.get(tag, ()) if name not in attributes]
        if missing:
            self._wrong(f"<{tag}> needs: {', '.join(missing)}.")
        if tag == "text" and not is_id(attributes.get("data-label", "x")):
            self._wrong("data-label must be an id: lower case letters, digits and dashes.")

    def _check_classes(self, tag: str, value: str) -> None:
        known = _TEXTS if tag == "text" else _FILLS | _STROKES
        for name in value.split():
            if name not in known:
                self._wrong(f"The class “{name}” is not known in <{tag}>; expected: {', '.join(sorted(known))}.")

    def _wrong(self, sentence: str) -> None:
        self.page.wrong(self.parser.CurrentLineNumber, sentence)


class _StopError(Exception):
    """Reading stops here; the sentence says why."""
