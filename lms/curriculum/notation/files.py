"""Bytes to clean text: UTF-8, composed (NFC), Unix line ends, nothing invisible."""

import re
import unicodedata
from pathlib import Path

from lms.curriculum.notation.problems import Page

MOST_BYTES = 200_000
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
# Control characters, and spaces and joiners that no reader sees; the no-break space and the soft hyphen are meant.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)


def read_text(path: Path, page: Page) -> str | None:
    """Return the file's text, or None after noting why it can't be read."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        page.wrong(0, "This file is missing.")
        return None
    if len(raw) > MOST_BYTES:
        page.wrong(0, f"The file has {len(raw)} bytes; {MOST_BYTES} at most were expected.")
        return None
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        page.wrong(raw[: error.start].count(b"\n") + 1, "UTF-8 was expected.")
        return None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    for found in _UNSEEN.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        page.wrong(
            line, f"A tab or an invisible character (U+{ord(found[0]):04X}) stands here; write a space or nothing."
        )
        return None
    return text


def is_id(text: str) -> bool:
    """Tell whether `text` may be a slug or an id: lower case letters, digits, single dashes between them."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None
