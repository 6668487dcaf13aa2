"""Names as people see them: one line, without characters that nobody sees or that turn what follows round."""

import unicodedata

UNSEEN = frozenset({"Cc", "Cf", "Cs"})  # controls, invisible and direction marks, halves of characters
JOINERS = frozenset("\u200c\u200d")  # these two belong to the spelling of Persian, Hindi and others


def one_line(text: str) -> str:
    """Return a name as it is kept. Empty when it holds nothing to see."""
    seen = (each if _is_seen(each) else " " if each.isspace() else "" for each in text)
    return " ".join("".join(seen).split()).strip("".join(JOINERS))


def _is_seen(each: str) -> bool:
    return each in JOINERS or (unicodedata.category(each) not in UNSEEN and not _is_no_character(ord(each)))


def _is_no_character(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
