"""What an administrator found when they called a help line."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Base, Key, Moment, choice


class Finding(StrEnum):
    """Whether the number leads to the people it names."""

    RIGHT = "right"
    WRONG = "wrong"


class HelpLineConfirmation(Base):
    """One check of one line. The newest counts, and only for the number that was called."""

    __tablename__ = "help_line_confirmations"

    id: Mapped[Key]
    line: Mapped[str] = mapped_column(String(40), index=True)  # its id in help_lines.yaml
    number: Mapped[str] = mapped_column(String(40))
    finding: Mapped[Finding] = mapped_column(choice(Finding, "finding"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    confirmed_at: Mapped[Moment]
    review_by: Mapped[date] = mapped_column(Date)
