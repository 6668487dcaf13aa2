"""Reading a person's own worksheets. Every read starts from `policy.own_worksheets`; they are opened here only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import contains_eager

from lms.core.cpr import looks_like_cpr
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.tools import policy
from lms.tools.models import Worksheet, WorksheetCopy
from lms.tools.values import Values, from_text, words_in


@dataclass(frozen=True, kw_only=True)
class CopyView:
    """What met something newer and waits for its writer's choice."""

    id: int
    values: Values
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class SheetView:
    """A worksheet as its owner's page shows it."""

    id: int
    lesson_id: int
    block: str
    revision_id: int
    language: str
    values: Values
    version: int
    updated_at: datetime
    copies: tuple[CopyView, ...]

    @property
    def holds_cpr(self) -> bool:
        return looks_like_cpr(words_in(self.values))


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """A worksheet in the list of one's own, not opened."""

    id: int
    lesson_id: int
    block: str
    revision_id: int
    language: str
    updated_at: datetime


def sheets_in(person_id: int, lesson_id: int) -> dict[str, SheetView]:
    """Return a person's worksheets in a lesson by block, with what was set aside, in one select."""
    found = _with_copies(policy.own_worksheets(person_id).where(Worksheet.lesson_id == lesson_id))
    return {sheet.block: view(sheet) for sheet in found}


def sheet(person_id: int, sheet_id: int) -> SheetView | None:
    """Return one of a person's worksheets, or None when it is not theirs."""
    found = _with_copies(policy.own_worksheets(person_id).where(Worksheet.id == sheet_id))
    return next((view(each) for each in found), None)


def sheets(person_id: int) -> tuple[SheetView, ...]:
    """Return all worksheets of a person, what was filled in last first."""
    query = policy.own_worksheets(person_id).order_by(Worksheet.updated_at.desc(), Worksheet.id.desc())
    return tuple(view(each) for each in _with_copies(query))


def sheet_lines(person_id: int) -> tuple[SheetLine, ...]:
    """Return the list of a person's worksheets, what was filled in last first."""
    columns = (
        Worksheet.id,
        Worksheet.lesson_id,
        Worksheet.block,
        Worksheet.revision_id,
        Worksheet.language,
        Worksheet.updated_at,
    )
    query = policy.own_worksheets(person_id).with_only_columns(*columns)
    rows = db.session.execute(query.order_by(Worksheet.updated_at.desc(), Worksheet.id.desc()))
    return tuple(SheetLine(**row) for row in rows.mappings())


def view(sheet: Worksheet) -> SheetView:
    """Return a worksheet opened for its owner."""
    return SheetView(
        id=sheet.id,
        lesson_id=sheet.lesson_id,
        block=sheet.block,
        revision_id=sheet.revision_id,
        language=sheet.language,
        values=from_text(decrypt(sheet.sealed)),
        version=sheet.version,
        updated_at=sheet.updated_at,
        copies=tuple(
            CopyView(id=copy.id, values=from_text(decrypt(copy.sealed)), written_at=copy.created_at)
            for copy in sheet.copies
        ),
    )


def _with_copies(query: Select[Worksheet]) -> Iterable[Worksheet]:
    query = query.outerjoin(Worksheet.copies).options(contains_eager(Worksheet.copies)).order_by(WorksheetCopy.id)
    return db.session.scalars(query.execution_options(populate_existing=True)).unique()
