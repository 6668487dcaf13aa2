"""Frameworks side by side on paper: one table, across the page where it has many columns."""

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from lms.curriculum.blocks import Citation
from lms.curriculum.kinds.comparison import Cell, Column, ComparisonBlock, Said
from lms.learning import words
from lms.learning.prints.prose import flow
from lms.learning.prints.tree import Node, Run, link, meta, par, strong, table

WIDE = 4  # columns from which the table lies across the page
Cited = Callable[[Iterable[Citation]], Run]


def comparison(block: ComparisonBlock, base: str, cited: Cited) -> list[Node]:
    """Return what is compared as a table."""
    rows = [
        [[par(topic.label)], *(_cell(topic.cells.get(column.id), base, cited) for column in block.columns)]
        for topic in block.topics
    ]
    rows.append([[par(_("The rule in force"))], *(_check(column) for column in block.columns)])
    head = ["", *(column.label for column in block.columns)]
    return [*flow(block.intro, base), table(head, rows, wide=len(block.columns) >= WIDE, first=0.7, tears=True)]


def _cell(cell: Cell | None, base: str, cited: Cited) -> list[Node]:
    if cell is None:
        return [meta(_("Not described in our sources."))]
    since = [par(strong(_("Changed since"))), *_said(cell.since, base, cited)] if cell.since else []
    return [*_said(cell.told, base, cited), *since]


def _said(said: Said, base: str, cited: Cited) -> list[Node]:
    told = f"{words.who_says(said.who)}, {words.described(said.as_of)}"
    return [*flow(said.html, base), meta(told, *cited(said.citations))]


def _check(column: Column) -> list[Node]:
    if column.check is None or not column.check.url:
        return [meta(_("Our sources name no page of the authority. Ask before you promise anything."))]
    return [par(link(column.check.url, _("Check the current rule"))), meta(column.check.short)]
