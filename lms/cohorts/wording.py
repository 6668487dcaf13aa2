"""How far somebody is, in words: the same on the page, in files and in the chart."""

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.cohorts.queries.progress import Cell, Column, Standing, Totals

# Beside the word, so that a table can be skimmed without telling colours apart.
MARKS = {
    Standing.COMPLETED: "✓",
    Standing.UNDER_WAY: "◐",
    Standing.NOT_STARTED: "○",
    Standing.OVERDUE: "!",
    Standing.NOT_SHARED: "·",
}
SHOWN = (Standing.COMPLETED, Standing.UNDER_WAY, Standing.NOT_STARTED, Standing.OVERDUE)


def standing_words() -> dict[Standing, str]:
    """Return every standing as a word or two."""
    return {
        Standing.NOT_STARTED: _("Not started"),
        Standing.UNDER_WAY: _("Under way"),
        Standing.COMPLETED: _("Completed"),
        Standing.OVERDUE: _("Overdue"),
        Standing.NOT_SHARED: _("Not shared"),
    }


def shows_lessons(cell: Cell) -> bool:
    """Tell whether the lessons done are part of what is seen: under way, or overdue."""
    return cell.standing in {Standing.UNDER_WAY, Standing.OVERDUE}


def lessons_words(cell: Cell) -> str:
    """Return how many lessons are done, where that is shown."""
    if not shows_lessons(cell):
        return ""
    return str(
        ngettext("%(done)s of %(num)s lesson", "%(done)s of %(num)s lessons", cell.lessons, done=cell.lessons_done)
    )


def totals_words(totals: Totals) -> str:
    """Return one module's totals as a sentence."""
    counts = totals.counts
    sentence: str = _(
        "%(module)s: %(completed)s of %(people)s completed, %(under_way)s under way, %(not_started)s not started, "
        "%(overdue)s overdue.",
        module=name_of(totals.column),
        people=totals.people,
        completed=counts[Standing.COMPLETED],
        under_way=counts[Standing.UNDER_WAY],
        not_started=counts[Standing.NOT_STARTED],
        overdue=counts[Standing.OVERDUE],
    )
    if not counts[Standing.NOT_SHARED]:
        return sentence
    unshared = _("Not shared by %(count)s, who joined before the module was added.", count=counts[Standing.NOT_SHARED])
    return f"{sentence} {unshared}"


def name_of(column: Column) -> str:
    """Return a module's code and title, as people speak of it."""
    return f"{column.code} {column.title}"
