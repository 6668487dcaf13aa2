"""The totals as a picture: one bar per module, parts told apart by pattern, drawn in the page's own text colour.

Only presentation attributes: no style, no class, no script. The same figures stand in a table beside it.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup, escape

from lms.cohorts.queries.progress import Standing, Totals
from lms.cohorts.wording import SHOWN, name_of, standing_words, totals_words

WIDTH = 272  # fits beside the margins of a 320 px phone without scaling
BAR = 20
LINE = 46
TOP = 4
LEGEND_LINE = 24
LABEL_LENGTH = 36

FILLS = {
    Standing.COMPLETED: "currentColor",
    Standing.UNDER_WAY: "url(#cohort-under-way)",
    Standing.NOT_STARTED: "none",
    Standing.OVERDUE: "url(#cohort-overdue)",
}
_PATTERNS = Markup(
    '<defs><pattern id="cohort-under-way" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" stroke="currentColor" stroke-width="1.5"/></pattern>'
    '<pattern id="cohort-overdue" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="2" fill="currentColor"/></pattern></defs>'
)


@dataclass(frozen=True)
class _Part:
    standing: Standing
    left: float
    width: float


def chart(totals: list[Totals]) -> Markup:
    """Return the totals as SVG."""
    legend_at = TOP + LINE * len(totals) + 8
    height = legend_at + LEGEND_LINE * len(SHOWN)
    title = escape(_("How far the cohort is, per module"))
    description = escape(" ".join(totals_words(one) for one in totals))
    bars = Markup("").join(_bar(one, TOP + LINE * number) for number, one in enumerate(totals))
    legend = Markup("").join(_legend(standing, legend_at + LEGEND_LINE * n) for n, standing in enumerate(SHOWN))
    return Markup(
        '<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" font-size="14"'
        ' aria-labelledby="cohort-chart-title cohort-chart-text">'
        '<title id="cohort-chart-title">{title}</title><desc id="cohort-chart-text">{description}</desc>'
        "{patterns}{bars}{legend}</svg>"
    ).format(
        width=WIDTH, height=height, title=title, description=description, patterns=_PATTERNS, bars=bars, legend=legend
    )


def _bar(totals: Totals, top: int) -> Markup:
    label = name_of(totals.column)
    if len(label) > LABEL_LENGTH:
        label = label[: LABEL_LENGTH - 1] + "…"
    rects = Markup("").join(_rect(part, top + 20) for part in _parts(totals))
    return Markup('<text x="0" y="{y}" fill="currentColor">{label}</text>').format(y=top + 14, label=label) + rects


def _parts(totals: Totals) -> list[_Part]:
    """Share the bar's width by people; what is not shared stays empty at the end."""
    parts, left = [], 0.5
    for standing in SHOWN:
        width = (WIDTH - 1) * totals.counts[standing] / max(totals.people, 1)
        if width:
            parts.append(_Part(standing, round(left, 1), round(width, 1)))
        left += width
    return parts


def _rect(part: _Part, top: int) -> Markup:
    return Markup(
        '<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="currentColor"/>'
    ).format(x=part.left, y=top, width=part.width, height=BAR, fill=FILLS[part.standing])


def _legend(standing: Standing, top: int) -> Markup:
    square = _rect(_Part(standing, 0.5, 16), top)
    words = standing_words()[standing]
    return square + Markup('<text x="26" y="{y}" fill="currentColor">{words}</text>').format(y=top + 15, words=words)
