"""Addresses of pages: the public ones for mails, QR codes and PDFs, and those that came from outside."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from lms.core.settings import Settings

LONGEST = 2000


def public(endpoint: str, **values: Any) -> str:
    """Return the full public address of a page: always from LMS_BASE_URL, never from a Host header."""
    settings: Settings = current_app.extensions["lms.settings"]
    return settings.base_url + current_app.url_map.bind("").build(endpoint, values)


def same_site(address: str | None, *, otherwise: str) -> str:
    """Return a `next` address if it is a path of this site, else the other one."""
    path = address or ""
    plain = path.isprintable() and "\\" not in path and path.startswith("/") and not path.startswith("//")
    return path if plain and not urlsplit(path).netloc and len(path) <= LONGEST else otherwise
