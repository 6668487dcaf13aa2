"""A cohort's table as a file: every page of what the screen shows, filtered and sorted the same.

Decided 2026-11: CSV is RFC 4180 (commas, quotes where needed) in UTF-8 with a byte order mark, in both languages,
because other programs read one dialect and a comma inside a name or title is quoted. Excel set to Danish expects
semicolons, so the page offers the XLSX file for it. A cell that a spreadsheet would take for a formula starts with an
apostrophe, in both files: an XLSX saved again as CSV must not become dangerous.
"""

import csv
import re
from io import BytesIO, StringIO

from flask_babel import gettext as _

from lms.cohorts.queries.progress import Cell, Standing, Table
from lms.cohorts.wording import lessons_words, name_of, standing_words

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a workbook may not hold these


def table_as_csv(table: Table) -> bytes:
    """Return the table as CSV."""
    text = StringIO(newline="")
    csv.writer(text).writerows(_lines(table))
    return text.getvalue().encode("utf-8-sig")


def table_as_xlsx(table: Table) -> bytes:
    """Return the table as a workbook in which every cell is text."""
    from openpyxl import Workbook  # noqa: PLC0415 (heavy and rarely used)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Progress"))
    for line in _lines(table):
        cells = [WriteOnlyCell(sheet, value=value) for value in line]
        for cell in cells:
            cell.data_type, cell.number_format = "s", "@"
        sheet.append(cells)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _lines(table: Table) -> list[list[str]]:
    head = [_("Name")]
    for column in table.columns:
        name = name_of(column)
        head += [
            _("%(module)s: status", module=name),
            _("%(module)s: lessons done", module=name),
            _("%(module)s: completed on", module=name),
        ]
    words = standing_words()
    lines = [[row.name, *(text for cell in row.cells for text in _texts(cell, words))] for row in table.found]
    return [[_harmless(text) for text in line] for line in [head, *lines]]


def _texts(cell: Cell, words: dict[Standing, str]) -> tuple[str, str, str]:
    completed_on = cell.completed_on.isoformat() if cell.completed_on else ""
    return words[cell.standing], lessons_words(cell), completed_on


def _harmless(text: str) -> str:
    kept = _CONTROL.sub("", text)
    return f"'{kept}" if kept.startswith(FORMULA_STARTS) else kept
