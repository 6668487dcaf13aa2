"""Worksheets: what a person filled in, in one lesson's practice tool, encrypted with LMS_DATA_KEY."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.core.clock import now
from lms.core.db import Base, Key, Moment


class Worksheet(Base):
    """A filled-in practice tool. `sealed` is JSON: what stands in each field, by the field's name.

    `version`, `writer` and `step` are as the journal has them: an older page never overwrites (rule 10). `revision_id`
    and `language` say which form was filled in last, so that the words beside the fields can be shown again.
    """

    __tablename__ = "worksheets"
    __table_args__ = (UniqueConstraint("person_id", "lesson_id", "block"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    block: Mapped[str] = mapped_column(String(80))
    revision_id: Mapped[int] = mapped_column(ForeignKey("lesson_revisions.id"))
    language: Mapped[str] = mapped_column(String(2))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]
    writer: Mapped[str] = mapped_column(String(64))
    step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]

    copies: Mapped[list["WorksheetCopy"]] = relationship(back_populates="worksheet", order_by="WorksheetCopy.id")

    def lay_beside(self, sealed: bytes, *, key: str, step: int) -> None:
        """Keep what met something newer beside this sheet."""
        self.copies.append(WorksheetCopy(sealed=sealed, key=key, step=step, created_at=now()))


class WorksheetCopy(Base):
    """What met something newer: kept beside the sheet until the person has chosen (rule 10)."""

    __tablename__ = "worksheet_copies"
    __table_args__ = (UniqueConstraint("worksheet_id", "key"),)

    id: Mapped[Key]
    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheets.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key: Mapped[str] = mapped_column(String(64))  # the page it came from, which may write on in it
    step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]

    worksheet: Mapped[Worksheet] = relationship(back_populates="copies")
