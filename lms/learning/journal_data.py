"""The journal and the certificates as their holder takes them along; `personal_data` puts them with the rest."""

from typing import Any

from sqlalchemy.orm import selectinload

from lms.accounts.models import Person
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.learning import policy
from lms.learning.models import Certificate, JournalEntry


def export_journal(person: Person) -> list[dict[str, Any]]:
    """Return every entry with its text in the clear, and what was set aside beside it."""
    query = policy.own_entries(person.id).options(selectinload(JournalEntry.copies), selectinload(JournalEntry.lesson))
    return [
        {
            "lesson": entry.lesson.slug if entry.lesson else "",
            "prompt": entry.prompt,
            "text": decrypt(entry.sealed),
            "set_aside": [decrypt(copy.sealed) for copy in entry.copies],
            "language": entry.language,
            "written": entry.created_at,
            "changed": entry.updated_at,
        }
        for entry in db.session.scalars(query.order_by(JournalEntry.id))
    ]


def export_certificates(person: Person) -> list[dict[str, Any]]:
    """Return every certificate with what its holder has switched on."""
    return [
        {
            "module": each.title,
            "name": each.name,
            "issue": each.issue,
            "language": each.language,
            "minutes": each.minutes,
            "lessons": each.lines,
            "completed": each.completed_at,
            "issued": each.issued_at,
            "replaced": each.replaced_at,
            "withdrawn": each.withdrawn_at,
            "token": each.token,
            "shows_module": each.shows_module,
            "shows_name": each.shows_name,
            "prints_code": each.prints_code,
        }
        for each in db.session.scalars(policy.own_certificates(person.id).order_by(Certificate.id))
    ]
