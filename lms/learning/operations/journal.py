"""Writing in the journal. Nothing acknowledged is lost: what meets a newer text is set aside, never dropped (rule 10).

No trail is kept of any of it (rule 5).
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete as delete_rows
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core import keeping
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.keeping import Keep, Outcome, Writing, first_version, rewrite, writing
from lms.learning import policy
from lms.learning.models import JournalCopy, JournalEntry
from lms.learning.operations import learners

__all__ = [
    "LENGTH",
    "Keep",
    "Outcome",
    "Prompt",
    "Saved",
    "Writing",
    "choose",
    "delete",
    "own",
    "rewrite",
    "save_reflection",
    "write_note",
    "writing",
]

LENGTH = 20_000  # characters of one text
Saved = keeping.Saved[JournalEntry]


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """The prompt a reflection answers, as it stood in a revision and language."""

    lesson_id: int
    block: str
    revision_id: int
    language: str
    text: str


def save_reflection(prompt: Prompt, written: Writing, *, by: Person) -> Saved:
    """Keep the answer to a prompt: one entry per person and prompt, however many pages save at once."""
    learner_id = learners.of(by).id
    place = (JournalEntry.lesson_id == prompt.lesson_id, JournalEntry.block == prompt.block)

    def find() -> JournalEntry | None:
        return _held(learner_id, *place)

    def make() -> JournalEntry:
        return _entry(
            learner_id,
            written,
            prompt.language,
            lesson_id=prompt.lesson_id,
            block=prompt.block,
            revision_id=prompt.revision_id,
            prompt=prompt.text,
        )

    return _save(find, make, written)


def write_note(written: Writing, *, language: str, by: Person) -> Saved:
    """Keep a note written freely. The same form sent twice is one note."""
    learner_id = learners.of(by).id

    def find() -> JournalEntry | None:
        return _held(learner_id, JournalEntry.lesson_id.is_(None), JournalEntry.writer == written.writer)

    return _save(find, lambda: _entry(learner_id, written, language), written)


def own(entry_id: int, *, by: Person) -> JournalEntry | None:
    """Return an entry of the person's journal, held until the transaction ends; None when it is not theirs."""
    query = policy.own_entries(by.id).where(JournalEntry.id == entry_id).with_for_update(of=JournalEntry)
    entry: JournalEntry | None = db.session.scalar(query.execution_options(populate_existing=True))
    return entry


def choose(entry: JournalEntry, keep: Keep, *, copy_id: int, version: int) -> None:
    """Decide between an entry's text and one that was set aside. Deciding twice is harmless."""
    keeping.choose(entry, keep, copy_id=copy_id, version=version, joined=_joined)


def delete(entry: JournalEntry) -> None:
    """Delete an entry and what was set aside beside it, for good."""
    db.session.execute(delete_rows(JournalCopy).where(JournalCopy.entry_id == entry.id))
    db.session.execute(delete_rows(JournalEntry).where(JournalEntry.id == entry.id))


def _save(find: Callable[[], JournalEntry | None], make: Callable[[], JournalEntry], written: Writing) -> Saved:
    if not written.text.strip() and find() is None:
        raise DomainError(_("There is nothing to save yet."), field="text", status=422)
    return keeping.save(find, make, written)


def _held(learner_id: int, *conditions: object) -> JournalEntry | None:
    query = select(JournalEntry).where(JournalEntry.learner_id == learner_id, *conditions).with_for_update()  # type: ignore[arg-type]
    return db.session.scalar(query.execution_options(populate_existing=True))


def _entry(learner_id: int, written: Writing, language: str, **place: object) -> JournalEntry:
    moment = now()
    return JournalEntry(
        learner_id=learner_id,
        language=language,
        sealed=written.sealed,
        version=first_version(moment),
        writer=written.writer,
        step=written.step,
        created_at=moment,
        updated_at=moment,
        **place,
    )


def _joined(newer: str, other: str) -> str:
    both = f"{newer.rstrip()}\n\n{other.lstrip()}"
    if len(both) > LENGTH:
        sentence = _(
            "Together they have %(has)s characters; there is room for %(room)s. Both are kept: shorten one first.",
            has=len(both),
            room=LENGTH,
        )
        raise DomainError(sentence)
    return both
