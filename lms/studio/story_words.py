"""A story's choices in plain words, the same on every page and in the question that reads them back."""

from datetime import date, datetime, timedelta

from flask_babel import format_date, get_timezone
from flask_babel import gettext as _

from lms.core.clock import local_date, now
from lms.core.i18n import language
from lms.curriculum.models import StoryName
from lms.curriculum.stories import PRINT, VOICE
from lms.studio.operations.consenting import DAYS_TO_THINK
from lms.studio.queries.stories import Allowed


def month_words(value: date | datetime) -> str:
    """Write the month of a date: a story's day is nobody's business."""
    return str(format_date(value, "MMMM y", rebase=False))


def language_words(code: str) -> str:
    """Return a language as it stands inside a sentence."""
    return str(_("in Danish") if code == "da" else _("in English"))


def name_words(kind: StoryName, shown_name: str) -> str:
    """Say under which name a story is told."""
    if kind is StoryName.ANONYMOUS:
        return str(_("Readers see no name."))
    if kind is StoryName.PSEUDONYM:
        return str(_("Readers see “%(name)s”, a name you made up.", name=shown_name))
    return str(_("Readers see your name as “%(name)s”.", name=shown_name))


def uses_words(uses: tuple[str, ...]) -> str:
    """Say what readers may do with a story."""
    if PRINT in uses and VOICE in uses:
        return str(_("It can be read, heard and printed."))
    if PRINT in uses:
        return str(_("It can be read and printed."))
    if VOICE in uses:
        return str(_("It can be read and heard, not printed."))
    return str(_("It can be read, not printed."))


def state_words(consent: Allowed) -> str:
    """Say where a consent stands today."""
    if consent.withdrawn:
        return str(_("Taken back. It is shown to nobody."))
    if consent.over:
        return str(_("Its time is over. It is shown to nobody."))
    if consent.thinking:
        day = _day(consent.from_at)
        return str(_("You have time to think again until %(day)s. Until then it is shown to nobody.", day=day))
    return str(_("It may be shown."))


def beginning_words() -> str:
    """Say when a consent given now begins."""
    day = _day(now() + timedelta(days=DAYS_TO_THINK))
    return str(
        _("You have %(days)s days to think again: it is shown to nobody before %(day)s.", days=DAYS_TO_THINK, day=day)
    )


def until_words(until: date | None) -> str:
    """Say how long a consent holds."""
    return str(_("Until %(day)s.", day=_day(until)) if until is not None else _("Until you take it back."))


def kind_words(kind: str) -> str:
    """Say what kind of file a story left in."""
    return str(_("A page to print") if kind == PRINT else _("A file"))


def _day(value: date | datetime) -> str:
    if isinstance(value, datetime):
        value = local_date(value, str(get_timezone()))
    return str(format_date(value, "d. MMMM y" if language() == "da" else "d MMMM y", rebase=False))


WORDS = (
    month_words,
    language_words,
    name_words,
    uses_words,
    state_words,
    beginning_words,
    until_words,
    kind_words,
)
