"""Reading page numbers from the address."""

from flask import request


def asked_number(name: str) -> int:
    """Return a page number of the address; 1 when it is none."""
    text = request.args.get(name, "1")
    return int(text) if text.isdecimal() and len(text) < 8 else 1
