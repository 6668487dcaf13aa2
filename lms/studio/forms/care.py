"""What the forms of a partner's own pages send: hours, and how the work together felt."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from lms.core.clock import today
from lms.studio.operations.evaluating import Answers
from lms.studio.operations.hours import MINUTES_IN_A_DAY, Time
from lms.ui.form import AtMost, Form, trimmed

NOTE_LENGTH = 500
SCALE = (
    ("1", _l("1: very much")),
    ("2", _l("2: much")),
    ("3", _l("3: so-so")),
    ("4", _l("4: little")),
    ("5", _l("5: not at all")),
    ("", _l("I'd rather not say")),
)


class HoursForm(Form):
    """Time I spent."""

    collaboration = SelectField(_l("What was it for?"), coerce=int)
    day = DateField(_l("On which day?"), default=today, validators=[InputRequired(_l("Choose a day."))])
    hours = IntegerField(
        _l("Hours"), default=0, validators=[Optional(), NumberRange(0, 24, _l("Write a number between 0 and 24."))]
    )
    minutes = IntegerField(
        _l("Minutes"),
        default=0,
        validators=[Optional(), NumberRange(0, MINUTES_IN_A_DAY, _l("Write a number of minutes."))],
    )
    note = StringField(_l("A note to yourself"), filters=[trimmed], validators=[AtMost(NOTE_LENGTH)])

    def time(self) -> Time:
        """Return what is to be noted."""
        minutes = (self.hours.data or 0) * 60 + (self.minutes.data or 0)
        return Time(
            collaboration_id=self.collaboration.data, day=self.day.data, minutes=minutes, note=self.note.data or ""
        )


def hours_form(collaborations: Sequence[tuple[int, str]]) -> HoursForm:
    """Return the form for these collaborations."""
    form = HoursForm()
    form.collaboration.choices = [SelectChoice(*each) for each in collaborations]
    return form


def _answer(question: object) -> RadioField:
    return RadioField(question, choices=[SelectChoice(*each) for each in SCALE], default="", validators=[Optional()])


class EvaluationForm(Form):
    """The four questions. Each may stay without an answer."""

    overview = _answer(_l("How well could you follow what was going on and what came next?"))
    say = _answer(_l("How much did you have a say while we worked?"))
    outcome = _answer(_l("How much did you have a say in what was published?"))
    outlook = _answer(_l("How much do you look forward to going on?"))
    shared = BooleanField(_l("The other partners may read my answers, if all of us say so"))

    def answers(self) -> Answers:
        """Return what somebody answered; nothing where they would rather not say."""
        given = {
            name: int(self[name].data) if self[name].data else None
            for name in ("overview", "say", "outcome", "outlook")
        }
        return Answers(**given, shared=self.shared.data)
