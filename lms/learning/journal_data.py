"""The journal and the certificates as personal data: what their holder takes along, and their deletion."""

from typing import Any

from sqlalchemy import delete, select

from lms.core.crypto import decrypt
from lms.core.db import db
from lms.learning.models import Certificate, JournalCopy, JournalEntry, Learner


def export_journal(learner: Learner) -> list[dict[str, Any]]:
    """Return every entry with its text in the clear, and what was set aside beside it."""
    entries = db.session.scalars(
        select(JournalEntry).where(JournalEntry.learner_id == learner.id).order_by(JournalEntry.id)
    ).all()
    aside: dict[int, list[str]] = {}
    for copy in db.session.scalars(
        select(JournalCopy).where(JournalCopy.entry_id.in_([entry.id for entry in entries]))
    ):
        aside.setdefault(copy.entry_id, []).append(decrypt(copy.sealed))
    return [
        {
            "prompt": entry.prompt,
            "text": decrypt(entry.sealed),
            "set_aside": aside.get(entry.id, []),
            "language": entry.language,
            "written": entry.created_at.isoformat(),
            "changed": entry.updated_at.isoformat(),
        }
        for entry in entries
    ]


def erase_journal(learner: Learner) -> None:
    """Delete every entry for good."""
    mine = select(JournalEntry.id).where(JournalEntry.learner_id == learner.id)
    db.session.execute(delete(JournalCopy).where(JournalCopy.entry_id.in_(mine)))
    db.session.execute(delete(JournalEntry).where(JournalEntry.learner_id == learner.id))


def export_certificates(learner: Learner) -> list[dict[str, Any]]:
    """Return every certificate with what its holder has switched on."""
    mine = db.session.scalars(
        select(Certificate).where(Certificate.learner_id == learner.id).order_by(Certificate.id)
    ).all()
    return [
        {
            "module": each.title,
            "issue": each.issue,
            "name": each.name,
            "language": each.language,
            "minutes": each.minutes,
            "lessons": each.lines,
            "completed": each.completed_at.isoformat(),
            "issued": each.issued_at.isoformat(),
            "replaced": each.replaced_at and each.replaced_at.isoformat(),
            "withdrawn": each.withdrawn_at and each.withdrawn_at.isoformat(),
            "address": each.token,
            "shows_module": each.shows_module,
            "shows_name": each.shows_name,
            "prints_code": each.prints_code,
        }
        for each in mine
    ]


def erase_certificates(learner: Learner) -> None:
    """Delete every certificate; its public address is unknown from then on."""
    db.session.execute(delete(Certificate).where(Certificate.learner_id == learner.id))
