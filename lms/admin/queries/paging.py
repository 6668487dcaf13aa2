"""One page of a long list, and how it is cut out of a select."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, TypeVarTuple

from sqlalchemy import Select, func, select

from lms.core.db import db

PER_PAGE = 50
T = TypeVar("T")
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class Page(Generic[T]):
    """The lines of one page, its number, and how many pages and lines there are."""

    lines: Sequence[T]
    number: int
    pages: int
    count: int


@dataclass(frozen=True)
class Cut:
    """Which part of a select a page shows."""

    number: int
    pages: int
    count: int

    def of(self, query: Select[*Columns]) -> Select[*Columns]:
        return query.limit(PER_PAGE).offset((self.number - 1) * PER_PAGE)

    def page(self, lines: Sequence[T]) -> Page[T]:
        return Page(lines=lines, number=self.number, pages=self.pages, count=self.count)


def cut(query: Select[*tuple[Any, ...]], asked: int) -> Cut:
    """Return the cut for the page asked for, or the nearest there is, in one statement."""
    ids = query.order_by(None).options().subquery()
    count = db.session.scalar(select(func.count()).select_from(ids)) or 0
    pages = max(1, -(-count // PER_PAGE))
    return Cut(number=min(max(asked, 1), pages), pages=pages, count=count)
