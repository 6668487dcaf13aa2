"""Shares and scales as pictures, drawn in the page's own text colour. The same figures stand in a table beside each.

Only presentation attributes: no style, no class, no script.
"""

from collections.abc import Sequence

from flask_babel import format_decimal
from flask_babel import gettext as _
from markupsafe import Markup, escape

from lms.studio.queries.evaluations import YearFigure

WIDTH = 272  # fits beside the margins of a 320 px phone without scaling
BAR = 18
LINE = 44
STEPS = 5


def share_chart(name: str, title: str, shares: Sequence[tuple[str, int]]) -> Markup:
    """Return each part's share of the whole as a bar. `name` tells the charts of one page apart."""
    whole = sum(count for _label, count in shares) or 1
    bars = Markup("").join(
        _bar(f"{label}: {percent(count, whole)}", count / whole, LINE * place)
        for place, (label, count) in enumerate(shares)
    )
    words = ". ".join(f"{label}: {percent(count, whole)}" for label, count in shares)
    return _svg(name, title, words, LINE * len(shares), bars)


def scale_chart(figures: Sequence[YearFigure]) -> Markup:
    """Return the middle answers as bars: the longer, the more people were content."""
    labels = {
        "overview": _("Following"),
        "say": _("A say at work"),
        "outcome": _("A say in the text"),
        "outlook": _("Going on"),
    }
    rows = [(f"{one.year}: {labels[one.question]} ({one.middle})", (STEPS + 1 - one.middle) / STEPS) for one in figures]
    bars = Markup("").join(_bar(label, length, LINE * place) for place, (label, length) in enumerate(rows))
    title = _("The middle answers: a long bar is “very much”")
    return _svg("scale", title, ". ".join(label for label, _length in rows), LINE * len(rows), bars)


def days_words(days: float | None) -> str:
    """Return a number of days as the page's language writes it."""
    return format_decimal(days) if days is not None else "–"  # noqa: RUF001 (a dash)


def percent(count: int, whole: int) -> str:
    """Return a share in whole percent."""
    return f"{round(100 * count / (whole or 1))} %"


def _bar(label: str, length: float, top: int) -> Markup:
    return Markup(
        '<text x="0" y="{text}" fill="currentColor">{label}</text>'
        '<rect x="0.5" y="{top}" width="{full}" height="{bar}" fill="none" stroke="currentColor" stroke-opacity="0.4"/>'
        '<rect x="0.5" y="{top}" width="{width}" height="{bar}" fill="currentColor"/>'
    ).format(text=top + 14, label=label, top=top + 20, full=WIDTH - 1, width=round((WIDTH - 1) * length, 1), bar=BAR)


def _svg(name: str, title: str, words: str, height: int, bars: Markup) -> Markup:
    return Markup(
        '<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-size="14"'
        ' aria-labelledby="{name}-chart-title {name}-chart-text">'
        '<title id="{name}-chart-title">{title}</title><desc id="{name}-chart-text">{words}</desc>{bars}</svg>'
    ).format(width=WIDTH, height=height, name=name, title=escape(title), words=escape(words), bars=bars)
