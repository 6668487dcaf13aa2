"""Private texts kept for their writer: nothing acknowledged is lost, and what meets a newer text is set aside (rule 10).

What the journal and the worksheets of practice tools share. A kept row has `sealed`, `version`, `writer`, `step`,
`updated_at`, and `copies`: texts that met a newer one and wait for their writer's choice. Sealing or opening one text
takes a tenth of a millisecond, less than a statement, so the few texts that must be compared are opened while the row
is held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from lms.core.clock import now
from lms.core.crypto import decrypt, encrypt
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import mint

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


class Outcome(StrEnum):
    """What became of a text: it is the row's now, or it lies beside a newer one."""

    SAVED = "saved"
    SET_ASIDE = "set_aside"


class Keep(StrEnum):
    """What to keep of two texts."""

    NEWER = "newer"
    OTHER = "other"
    BOTH = "both"


class Kept(Protocol):
    """A row that holds a text for its writer."""

    sealed: Any
    version: Any
    writer: Any
    step: Any
    updated_at: Any
    copies: Any

    def lay_beside(self, sealed: bytes, *, key: str, step: int) -> None:
        """Add a copy that waits for the writer's choice."""


Row = TypeVar("Row", bound=Kept)


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A text as a page sends it: the version it started from (or 0), the page's key, its count of saves."""

    text: str
    sealed: bytes
    version: int
    writer: str
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class Saved(Generic[Row]):
    """The row after a save. `text` is what it says now, which is not the text sent when that one was set aside."""

    entry: Row
    outcome: Outcome
    text: str


def writing(text: str, *, version: int, writer: str, step: int = 0) -> Writing:
    """Seal a text. Call it before the first statement where that is possible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Writing(text=text, sealed=encrypt(text), version=version, writer=writer, step=step)


def save(find: Callable[[], Row | None], make: Callable[[], Row], written: Writing) -> Saved[Row]:
    """Keep a text in the row `find` returns (held until the transaction ends), or in a new one that `make` makes."""
    entry = find()
    if entry is not None:
        return rewrite(entry, written)
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


def rewrite(entry: Row, written: Writing) -> Saved[Row]:
    """Keep a new text for a row that is held, or set it aside when the row has become newer meanwhile."""
    current = decrypt(entry.sealed)
    if current == written.text:
        return Saved(entry=entry, outcome=Outcome.SAVED, text=current)
    if entry.version == written.version or _goes_on(entry, written):
        _replace(entry, written.sealed, written.writer, written.step)
        return Saved(entry=entry, outcome=Outcome.SAVED, text=written.text)
    _set_aside(entry, written)
    return Saved(entry=entry, outcome=Outcome.SET_ASIDE, text=current)


def choose(
    entry: Kept, keep: Keep, *, copy_id: int, version: int, joined: Callable[[str, str], str] | None = None
) -> None:
    """Decide between a row's text and one that was set aside. Deciding twice is harmless."""
    copy = next((copy for copy in entry.copies if copy.id == copy_id), None)
    if copy is None:
        return
    if entry.version != version:
        raise DomainError(_("The text has changed meanwhile. Nothing is lost: look at both once more, then choose."))
    if keep is Keep.OTHER:
        _replace(entry, copy.sealed, mint(), 0)
    elif keep is Keep.BOTH and joined is not None:
        _replace(entry, encrypt(joined(decrypt(entry.sealed), decrypt(copy.sealed))), mint(), 0)
    entry.copies.remove(copy)
    db.session.delete(copy)


def first_version(moment: datetime) -> int:
    """Start above every version a deleted row had: a page that still shows that one never overwrites the new one."""
    return max(1, int((moment - EPOCH).total_seconds()))


def _goes_on(entry: Kept, written: Writing) -> bool:
    """Tell whether the page that saved last goes on without having heard of its last save."""
    return bool(entry.writer == written.writer and written.step > entry.step)


def _replace(entry: Kept, sealed: bytes, writer: str, step: int) -> None:
    entry.sealed = sealed
    entry.version += 1
    entry.writer = writer
    entry.step = step
    entry.updated_at = now()


def _set_aside(entry: Kept, written: Writing) -> None:
    if any(decrypt(copy.sealed) == written.text for copy in entry.copies):
        return
    copy = next((copy for copy in entry.copies if copy.key == written.writer), None)
    if copy is not None and written.step > copy.step:
        copy.sealed, copy.step = written.sealed, written.step
        return
    entry.lay_beside(written.sealed, key=written.writer if copy is None else mint(), step=written.step)
