"""Public addresses of pages, for mails, QR codes and PDFs: always from LMS_BASE_URL, never from a Host header."""

from typing import Any

from flask import current_app

from lms.core.settings import Settings


def public(endpoint: str, **values: Any) -> str:
    """Return the full public address of a page."""
    settings: Settings = current_app.extensions["lms.settings"]
    return settings.base_url + current_app.url_map.bind("").build(endpoint, values)
