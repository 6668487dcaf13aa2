"""Writing in the journal. Nothing acknowledged is lost: what meets a newer text is set aside, never dropped (rule 10).

No trail is kept of any of it (rule 5). Sealing or opening one text takes a tenth of a millisecond, less than a
statement, so the few texts that must be compared are opened while the row is held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import delete as delete_rows
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.crypto import decrypt, encrypt
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import mint
from lms.learning import policy
from lms.learning.models import JournalCopy, JournalEntry
from lms.learning.operations import learners

LENGTH = 20_000  # characters of one text
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class Outcome(StrEnum):
    """What became of a text: it is the entry's now, or it lies beside a newer one."""

    SAVED = "saved"
    SET_ASIDE = "set_aside"


class Keep(StrEnum):
    """What to keep of two texts."""

    NEWER = "newer"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A text as a page sends it: the version it started from (or 0), the page's key, its count of saves."""

    text: str
    sealed: bytes
    version: int
    writer: str
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """The prompt a reflection answers, as it stood in a revision and language."""

    lesson_id: int
    block: str
    revision_id: int
    language: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Saved:
    """The entry after a save. `text` is what it says now, which is not the text sent when that one was set aside."""

    entry: JournalEntry
    outcome: Outcome
    text: str


def writing(text: str, *, version: int, writer: str, step: int = 0) -> Writing:
    """Seal a text. Call it before the first statement where that is possible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Writing(text=text, sealed=encrypt(text), version=version, writer=writer, step=step)


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


def rewrite(entry: JournalEntry, written: Writing) -> Saved:
    """Keep a new text for an entry got from `own`, or set it aside when the entry has become newer meanwhile."""
    current = decrypt(entry.sealed)
    if current == written.text:
        return Saved(entry=entry, outcome=Outcome.SAVED, text=current)
    if entry.version == written.version or _goes_on(entry, written):
        _replace(entry, written.sealed, written.writer, written.step)
        return Saved(entry=entry, outcome=Outcome.SAVED, text=written.text)
    _set_aside(entry, written)
    return Saved(entry=entry, outcome=Outcome.SET_ASIDE, text=current)


def choose(entry: JournalEntry, keep: Keep, *, copy_id: int, version: int) -> None:
    """Decide between an entry's text and one that was set aside. Deciding twice is harmless."""
    copy = next((copy for copy in entry.copies if copy.id == copy_id), None)
    if copy is None:
        return
    if entry.version != version:
        raise DomainError(_("The text has changed meanwhile. Nothing is lost: look at both once more, then choose."))
    if keep is Keep.OTHER:
        _replace(entry, copy.sealed, mint(), 0)
    elif keep is Keep.BOTH:
        _replace(entry, encrypt(_joined(decrypt(entry.sealed), decrypt(copy.sealed))), mint(), 0)
    entry.copies.remove(copy)
    db.session.delete(copy)


def delete(entry: JournalEntry) -> None:
    """Delete an entry and what was set aside beside it, for good."""
    db.session.execute(delete_rows(JournalCopy).where(JournalCopy.entry_id == entry.id))
    db.session.execute(delete_rows(JournalEntry).where(JournalEntry.id == entry.id))


def _save(find: Callable[[], JournalEntry | None], make: Callable[[], JournalEntry], written: Writing) -> Saved:
    entry = find()
    if entry is not None:
        return rewrite(entry, written)
    if not written.text.strip():
        raise DomainError(_("There is nothing to save yet."), field="text", status=422)
    try:
        with db.session.begin_nested():
            entry = make()
            db.session.add(entry)
    except IntegrityError:
        entry = find()
        if entry is None:
            raise
        return rewrite(entry, written)
    return Saved(entry=entry, outcome=Outcome.SAVED, text=written.text)


def _held(learner_id: int, *conditions: object) -> JournalEntry | None:
    query = select(JournalEntry).where(JournalEntry.learner_id == learner_id, *conditions).with_for_update()  # type: ignore[arg-type]
    return db.session.scalar(query.execution_options(populate_existing=True))


def _entry(learner_id: int, written: Writing, language: str, **place: object) -> JournalEntry:
    moment = now()
    return JournalEntry(
        learner_id=learner_id,
        language=language,
        sealed=written.sealed,
        version=_first_version(moment),
        writer=written.writer,
        step=written.step,
        created_at=moment,
        updated_at=moment,
        **place,
    )


def _first_version(moment: datetime) -> int:
    """Start above every version a deleted entry had: a page that still shows that one never overwrites the new one."""
    return max(1, int((moment - EPOCH).total_seconds()))


def _goes_on(entry: JournalEntry, written: Writing) -> bool:
    """Tell whether the page that saved last goes on without having heard of its last save."""
    return entry.writer == written.writer and written.step > entry.step


def _replace(entry: JournalEntry, sealed: bytes, writer: str, step: int) -> None:
    entry.sealed = sealed
    entry.version += 1
    entry.writer = writer
    entry.step = step
    entry.updated_at = now()


def _set_aside(entry: JournalEntry, written: Writing) -> None:
    if any(decrypt(copy.sealed) == written.text for copy in entry.copies):
        return
    copy = next((copy for copy in entry.copies if copy.key == written.writer), None)
    if copy is not None and written.step > copy.step:
        copy.sealed, copy.step = written.sealed, written.step
        return
    key = written.writer if copy is None else mint()
    entry.copies.append(JournalCopy(sealed=written.sealed, key=key, step=written.step, created_at=now()))


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
