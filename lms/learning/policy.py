"""What somebody may see of learning. Journal and certificates are their holder's alone: everybody else meets 404."""

from sqlalchemy import Select, select

from lms.learning.models import Certificate, JournalEntry, Learner


def own_entries(person_id: int) -> Select[JournalEntry]:
    """Return the select from which every read of a person's journal starts."""
    return (
        select(JournalEntry).join(Learner, Learner.id == JournalEntry.learner_id).where(Learner.person_id == person_id)
    )


def own_certificates(person_id: int) -> Select[Certificate]:
    """Return the select from which every read of a person's certificates starts."""
    return select(Certificate).join(Certificate.learner).where(Learner.person_id == person_id)


def own_learner(person_id: int) -> Select[int]:
    """Return the select of a person's learner id, from which every read of their answers and progress starts."""
    return select(Learner.id).where(Learner.person_id == person_id)


def verifiable_certificate(token: str) -> Select[Certificate]:
    """Return the select for the one certificate behind a public address. Its holder says what of it is told."""
    return select(Certificate).join(Certificate.learner).where(Certificate.token == token)
