"""What people paste, made into what a lesson may hold: no markup but our own, nothing unseen, headings where they belong."""

import html
import re
import unicodedata

import nh3

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote)\b[^<>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
_TOP_HEADING = re.compile(r"^( {0,3})#{1,2}(?= |$)", re.MULTILINE)
_SILENT = {"script", "style", "head", "title", "template", "noscript", "svg", "math", "iframe", "object"}


def blocks(text: str) -> str:
    """Return paragraphs in canonical form."""
    lines = _plain(text).split("\n")
    made: list[str] = []
    for line in lines:
        if made and _UNDERLINE.fullmatch(line) and line.strip() and made[-1].strip():
            made.append("")  # otherwise the line would turn the one above into a heading
        made.append(line.rstrip())
    joined = _TOP_HEADING.sub(r"\1###", "\n".join(made))
    return re.sub(r"\n{3,}", "\n\n", joined).strip("\n").strip()


def line(text: str) -> str:
    """Return one line."""
    return " ".join(_plain(text).split())


def lines(text: str) -> list[str]:
    """Return the lines that say something, each once."""
    found = (" ".join(one.split()) for one in _plain(text).split("\n"))
    return list(dict.fromkeys(one for one in found if one))


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    if _TAG.search(text):
        text = _without_markup(text)
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text.expandtabs(4)))


def _without_markup(text: str) -> str:
    """Return what a page of markup says, its scripts and styles gone with their contents."""
    broken = _BREAK.sub("\n\n", _ITEM.sub("\n- ", text))
    cleaned = html.unescape(nh3.clean(broken, tags=set(), clean_content_tags=_SILENT))
    return _TAG.sub("", cleaned)
