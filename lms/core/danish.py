"""Danish order, made in Python so that SQLite and PostgreSQL sort alike (neither does it right by itself)."""

import unicodedata

_SPELT = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ß": "ss"})
# After z come æ, ø, å; aa is å; the Swedish and German letters stand with their Danish relatives (Retskrivningsordbogen § 4).
_LAST = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "ß": "ss", "þ": "th", "ð": "d"})


def sort_key(text: str) -> str:
    """Return the stored key by which `text` sorts in Danish order under plain byte comparison."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_LAST)
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))[:200]


def spelt_out(text: str) -> str:
    """Return `text` as people write it without Danish keys: lower case, ae for æ, oe for ø, aa for å, no accents."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_SPELT)
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
