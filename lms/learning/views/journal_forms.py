"""The forms of the journal: their shape only."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, TextAreaField
from wtforms.validators import AnyOf, Length, NumberRange, Optional

from lms.core.i18n import LANGUAGES
from lms.learning.operations.journal import LENGTH, Keep
from lms.ui.form import AtMost, Form

LARGEST = 2**31 - 1


def _newlines(value: str | None) -> str | None:
    """Write line ends as the browser counts them, so that the limit is the same on both sides."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if value else value


class WritingForm(Form):
    """A text with what tells its page from others: version, key, count of saves, and whose page it is."""

    text = TextAreaField(_l("Your text"), filters=[_newlines], validators=[AtMost(LENGTH)])
    version = IntegerField(default=0, validators=[NumberRange(0, LARGEST)])
    writer = HiddenField(validators=[Length(min=16, max=64)])
    step = IntegerField(default=0, validators=[NumberRange(0, LARGEST)])
    revision = IntegerField(default=0, validators=[NumberRange(0, LARGEST)])
    language = HiddenField(validators=[Optional(), AnyOf(list(LANGUAGES))])
    account = HiddenField(validators=[Optional(), Length(max=64)])

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Return what is wrong in a field the person can see; the others are the page's own business."""
        return [(field, message) for field, message in super().summary if field in {"text", ""}]


class ChoiceForm(Form):
    """Which of two texts to keep."""

    keep = HiddenField(validators=[AnyOf([keep.value for keep in Keep])])
    copy = IntegerField(validators=[NumberRange(1, LARGEST)])
    version = IntegerField(validators=[NumberRange(1, LARGEST)])


def sent(form: WritingForm) -> dict[str, Any]:
    """Return what `operations.journal.writing` takes."""
    return {
        "text": form.text.data or "",
        "version": form.version.data or 0,
        "writer": form.writer.data,
        "step": form.step.data or 0,
    }
