"""How wide words are in the house's type, and how they break into lines that fit.

Widths are those of Atkinson Hyperlegible Bold in thousandths of the type's size, rounded up: regular words come out a
little narrower than reckoned, so nothing runs over. A line breaks at a space, or at a soft hyphen where one stands.
"""

import unicodedata
from collections.abc import Iterator

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_LISTED = {
    220: "'", 260: "j", 280: ",.:;\N{RIGHT SINGLE QUOTATION MARK}", 300: "i·", 320: " !l\N{NO-BREAK SPACE}", 340: "()",
    380: "-frt", 400: '"', 440: "/1I", 480: "“”", 500: "*", 520: "csz\N{EN DASH}", 540: "7vxy→", 560: "?Lakåä",
    580: "29FJehnouøöü", 600: "+3Ebdgpq", 620: "5STZ", 640: "468P", 660: "0BCRVY«»", 680: "AKÅÄ", 700: "DUXÜ",
    720: "GHN", 740: "&w", 760: "OQØÖ", 780: "…", 840: "—", 860: "M", 880: "æ", 900: "Wm", 980: "%Æ",
}  # fmt: skip
_WIDTHS = {character: width for width, characters in _LISTED.items() for character in characters} | {SOFT_HYPHEN: 0}
_UNKNOWN = 980
_STEPS = 12


def width_of(text: str, size: float) -> float:
    """Return how wide `text` is at most, in units of `size`."""
    return sum(map(_width, text)) * size / 1000


def lines_of(text: str, *, size: float, room: float) -> list[str]:
    """Return `text` in as few lines as fit into `room`, of about equal length. A word too wide stands on a line alone."""
    lines = _broken(text, size, room)
    for step in range(1, _STEPS):
        narrower = _broken(text, size, room * (1 - step / (2 * _STEPS)))
        if len(narrower) > len(lines) or _hyphens(narrower) > _hyphens(lines) or not fits(narrower, size, room):
            break
        lines = narrower
    return lines


def fits(lines: list[str], size: float, room: float) -> bool:
    """Tell whether every line fits into `room`."""
    return all(width_of(line, size) <= room for line in lines)


def _width(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    return _WIDTHS.get(unicodedata.normalize("NFD", character)[0], _UNKNOWN)


def _broken(text: str, size: float, room: float) -> list[str]:
    lines = [""]
    for word in text.split():
        if _is_room(f"{lines[-1]} {word}".strip(), size, room):
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        for piece in _pieces(word, size, room):
            if lines[-1]:
                lines.append(piece)
            else:
                lines[-1] = piece
    return [line.replace(SOFT_HYPHEN, "") for line in lines]


def _is_room(line: str, size: float, room: float) -> bool:
    return width_of(line, size) <= room


def _pieces(word: str, size: float, room: float) -> Iterator[str]:
    """Yield a word whole, or in the largest parts its soft hyphens allow."""
    held = ""
    for part in word.split(SOFT_HYPHEN):
        if held and not _is_room(f"{held}{part}-", size, room):
            yield f"{held}-"
            held = part
        else:
            held += part
    yield held


def _hyphens(lines: list[str]) -> int:
    return sum(line.endswith("-") for line in lines)
