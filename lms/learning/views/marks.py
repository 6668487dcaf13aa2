"""Marks that stand in kept HTML for what belongs to one person's page alone, and how they are put in.

A mark holds random characters made when the process starts, so that no text can hold one by chance.
"""

import secrets
from dataclasses import dataclass

from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from markupsafe import escape

from lms.learning.sheets.page import LessonPage
from lms.learning.sheets.scenario import ScenarioSheet
from lms.ui.drafts import draft_account, draft_key
from lms.ui.reading import reading_attributes

_PROCESS = secrets.token_hex(12)
TOKEN = f"token-{_PROCESS}"
KEY = f"key-{_PROCESS}"
ACCOUNT = f"account-{_PROCESS}"
DRAFTS = f"drafts-{_PROCESS}"
NAME = f"name-{_PROCESS}"
BODY = f"body-{_PROCESS}"
READING = f" data-reading-{_PROCESS}"


def run_of(block_id: str) -> str:
    """Return the mark of the number of a scenario's run."""
    return f"run-{_PROCESS}-{block_id}-"


@dataclass(frozen=True)
class Reader:
    """Stands in for the signed-in person where a frame is made that others will share."""

    is_authenticated: bool
    name: str = NAME


def personal(html: str, page: LessonPage) -> str:
    """Put in what belongs to one page alone."""
    html = html.replace(TOKEN, generate_csrf()).replace(READING, reading_attributes())
    if not page.signed_in:
        return html
    for block_id, sheet in page.sheets.items():
        if isinstance(sheet, ScenarioSheet):
            html = html.replace(run_of(block_id), str(sheet.run_id))
    html = html.replace(KEY, secrets.token_urlsafe(12)).replace(ACCOUNT, draft_account())
    return html.replace(DRAFTS, draft_key()).replace(NAME, str(escape(current_user.name)))
