"""What somebody may see of learning. Journal and certificates are their holder's alone: everybody else meets 404."""

from typing import Any

from sqlalchemy import Select, select

from lms.learning.models import Certificate, JournalEntry, Learner


def own_entries(person_id: int) -> Select[Any]:
    """Return the select from which every read of a person's journal starts."""
    return (
        select(JournalEntry).join(Learner, Learner.id == JournalEntry.learner_id).where(Learner.person_id == person_id)
    )


def own_certificates(person_id: int) -> Select[Any]:
    """Return the select from which every read of a person's certificates starts."""
    return select(Certificate).join(Learner, Learner.id == Certificate.learner_id).where(Learner.person_id == person_id)
