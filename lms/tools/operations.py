"""Filling in a worksheet: keep, choose between two, delete. Nothing acknowledged is lost (rule 10)."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import delete as delete_rows

from lms.accounts.models import Person
from lms.core import keeping
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.keeping import Keep, Outcome, Writing, first_version
from lms.tools import policy
from lms.tools.models import Worksheet, WorksheetCopy
from lms.tools.values import NOTHING, Values, as_text

__all__ = ["Keep", "Outcome", "Place", "Saved", "choose", "delete", "own", "save", "writing"]

Saved = keeping.Saved[Worksheet]


@dataclass(frozen=True, kw_only=True)
class Place:
    """The practice tool a sheet belongs to, as it stood in a revision and language."""

    lesson_id: int
    block: str
    revision_id: int
    language: str


def writing(values: Values, *, version: int, writer: str, step: int = 0) -> Writing:
    """Seal what was filled in."""
    return keeping.writing(as_text(values), version=version, writer=writer, step=step)


def save(place: Place, written: Writing, *, by: Person) -> Saved:
    """Keep a sheet: one per person and tool in a lesson, however many pages save at once."""

    def find() -> Worksheet | None:
        return _held(by.id, Worksheet.lesson_id == place.lesson_id, Worksheet.block == place.block)

    if written.text == NOTHING and find() is None:
        raise DomainError(_("There is nothing to save yet."), status=422)
    saved = keeping.save(find, lambda: _sheet(place, written, by), written)
    if saved.outcome is Outcome.SAVED:
        saved.entry.revision_id, saved.entry.language = place.revision_id, place.language
    return saved


def own(sheet_id: int, *, by: Person) -> Worksheet | None:
    """Return one of the person's sheets, held until the transaction ends; None when it is not theirs."""
    return _held(by.id, Worksheet.id == sheet_id)


def choose(sheet: Worksheet, keep: Keep, *, copy_id: int, version: int) -> None:
    """Decide between a sheet and one that was set aside. Deciding twice is harmless."""
    keeping.choose(sheet, keep, copy_id=copy_id, version=version)


def delete(sheet: Worksheet) -> None:
    """Delete a sheet and what was set aside beside it, for good."""
    db.session.execute(delete_rows(WorksheetCopy).where(WorksheetCopy.worksheet_id == sheet.id))
    db.session.execute(delete_rows(Worksheet).where(Worksheet.id == sheet.id))


def _held(person_id: int, *conditions: object) -> Worksheet | None:
    query = policy.own_worksheets(person_id).where(*conditions).with_for_update()  # type: ignore[arg-type]
    found: Worksheet | None = db.session.scalar(query.execution_options(populate_existing=True))
    return found


def _sheet(place: Place, written: Writing, by: Person) -> Worksheet:
    moment = now()
    return Worksheet(
        person_id=by.id,
        lesson_id=place.lesson_id,
        block=place.block,
        revision_id=place.revision_id,
        language=place.language,
        sealed=written.sealed,
        version=first_version(moment),
        writer=written.writer,
        step=written.step,
        created_at=moment,
        updated_at=moment,
    )
