"""A person's data as a ZIP: `data.json` for programs, `overview.html` for people. Both hold the same."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from flask import render_template

from lms.accounts.models import Person
from lms.core.clock import now
from lms.privacy.registry import PARTS
from lms.privacy.words import PARTS as PARTS_IN_WORDS
from lms.privacy.words import entry


def collected(person: Person) -> dict[str, Any]:
    """Return everything the packages keep about the person, by package."""
    return {part.name: part.export(person) for part in reversed(PARTS)}


def packed(person: Person) -> bytes:
    """Return the ZIP file. It only reads, and takes a moment: call it outside of a write transaction."""
    moment = now()
    data = {"made_at": moment, **collected(person)}
    text = json.dumps(data, default=_plain, ensure_ascii=False, indent=2)
    overview = render_template(
        "privacy/overview.html", made_at=moment, parts=json.loads(text), names=PARTS_IN_WORDS, entry=entry
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", text)
        archive.writestr("overview.html", overview)
    return buffer.getvalue()


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a personal_data module exports a {type(value).__name__}")
