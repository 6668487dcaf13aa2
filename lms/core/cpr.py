"""Noticing what looks like a Danish CPR number in free text, so that a page can remind kindly. It never refuses."""

import re

# DDMMYY and four digits, with a dash, a space or nothing between. Days may be raised by 60 (replacement numbers).
_PATTERN = re.compile(r"(?<!\d)(?:[06][1-9]|[1278]\d|[39][01])(?:0[1-9]|1[0-2])\d{2}[ \u2013-]?\d{4}(?!\d)")


def looks_like_cpr(text: str) -> bool:
    """Tell whether `text` holds something with the shape of a CPR number."""
    return _PATTERN.search(text) is not None
