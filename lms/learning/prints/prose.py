"""Our own safe HTML as a tree for paper, read by a parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from lms.learning.prints.tree import Node, Run

_EMPTY = frozenset({"img", "br"})
_BLOCKS = frozenset({"p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "div"})
_STYLES = {"strong": "b", "em": "i"}


@dataclass
class _Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Any] = field(default_factory=list)  # elements and strings


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Element("div")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def flow(html: str, base: str = "") -> list[Node]:
    """Return HTML as blocks. `base` is the installation's address, before which addresses of its own begin."""
    return _flow(_read(html).children, base)


def line(html: str, base: str = "") -> Run:
    """Return HTML as words in a line, its blocks one after the other."""
    return _run(_read(html).children, base)


def plain(html: str) -> str:
    """Return HTML's words alone."""
    return " ".join("".join(_words(_read(html))).split())


def _read(html: str) -> _Element:
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    return reader.open[0]


def _flow(children: list[Any], base: str) -> list[Node]:
    made: list[Node] = []
    loose: list[Any] = []
    for child in children:
        if isinstance(child, _Element) and child.tag in _BLOCKS:
            made += _paragraph(loose, base) + _block(child, base)
            loose = []
        else:
            loose.append(child)
    return made + _paragraph(loose, base)


def _block(element: _Element, base: str) -> list[Node]:
    match element.tag:
        case "ul" | "ol":
            items = [_flow(each.children, base) for each in element.children if isinstance(each, _Element)]
            start = element.attributes.get("start", "1")
            return [{"t": element.tag, "i": items, "s": int(start) if start.isdecimal() else 1}] if items else []
        case "blockquote":
            return [{"t": "quote", "b": _flow(element.children, base)}]
        case "h3" | "h4" | "h5" | "h6":
            return [{"t": "h", "n": int(element.tag[1]), "c": _run(element.children, base)}]
        case "p":
            return _paragraph(element.children, base)
    return _flow(element.children, base)


def _paragraph(children: list[Any], base: str) -> list[Node]:
    """Return a paragraph, and the pictures that stood in it after it."""
    run = _trimmed(_run(children, base))
    pictures = [each for each in children if isinstance(each, _Element) and each.tag == "img"]
    made: list[Node] = [{"t": "p", "c": run}] if run else []
    return made + [
        {"t": "media", "src": each.attributes.get("src", ""), "alt": each.attributes.get("alt", "")}
        for each in pictures
    ]


def _run(children: list[Any], base: str) -> Run:
    made: Run = []
    for child in children:
        if isinstance(child, str):
            made += [child.replace("\n", " ")] if child else []
        elif child.tag == "br":
            made.append({"t": "br"})
        elif child.tag in _STYLES:
            made.append({"t": _STYLES[child.tag], "c": _run(child.children, base)})
        elif child.tag == "a":
            made.append(_link(child, base))
        elif child.tag != "img":
            made += [*([" "] if made else []), *_run(child.children, base)]
    return made


def _link(element: _Element, base: str) -> Node:
    address, words = element.attributes.get("href", ""), _run(element.children, base)
    if "data-term" in element.attributes:
        return {"t": "ref", "to": f"term-{element.attributes['data-term']}", "c": words}
    if address.startswith("#"):
        return {"t": "ref", "to": address[1:], "c": words}
    if address.startswith("/"):
        return {"t": "a", "to": base.rstrip("/") + address, "c": words}
    return {"t": "a", "to": address, "c": words} if address else {"t": "span", "c": words}


def _trimmed(run: Run) -> Run:
    if run and isinstance(run[0], str):
        run = [run[0].lstrip(), *run[1:]]
    if run and isinstance(run[-1], str):
        run = [*run[:-1], run[-1].rstrip()]
    return [part for part in run if part != ""]


def _words(element: _Element) -> list[str]:
    made: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            made.append(child)
        else:
            made += [*(_words(child)), *([" "] if child.tag in _BLOCKS or child.tag == "br" else [])]
    return made
