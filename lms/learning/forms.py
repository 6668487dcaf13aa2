"""What a lesson's forms send: their shape only. What is right or possible is for the operations to say."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, Length, NumberRange

from lms.core.i18n import LANGUAGES
from lms.learning.models import DilemmaMoment
from lms.measures.operations.wishes import NOTE_LENGTH
from lms.ui.form import AtMost, Form, Required, trimmed

LARGEST = 2**31 - 1
ID = 80  # characters of an id, as the content format allows


class BlockForm(Form):
    """Which revision, in which language, the page showed."""

    revision = IntegerField(validators=[NumberRange(1, LARGEST)])
    language = HiddenField(validators=[AnyOf(list(LANGUAGES))])


class PositionForm(BlockForm):
    """Where somebody stands in a dilemma, before or after the arguments."""

    moment = HiddenField(validators=[AnyOf([moment.value for moment in DilemmaMoment])])
    side = StringField(validators=[Length(max=ID)])


class TryForm(BlockForm):
    """An answer to a quiz question; its fields depend on the kind of question. `key` tells tries apart."""

    question = HiddenField(validators=[Length(min=1, max=ID)])
    key = HiddenField(validators=[Length(min=8, max=64)])


class ChoiceForm(BlockForm):
    """A choice in a scene of a run; run 0 is one that begins with it."""

    run = IntegerField(validators=[NumberRange(0, LARGEST)])
    node = HiddenField(validators=[Length(min=1, max=ID)])
    choice = StringField(validators=[Length(max=ID)])


class AgainForm(BlockForm):
    """From where a scenario is played again: a scene's id, or nothing for its start."""

    retry = HiddenField(validators=[Length(max=ID)])


class PlaceForm(BlockForm):
    """The block the reader is at."""

    language = HiddenField()
    block = HiddenField(validators=[Length(min=1, max=ID)])


class LaterForm(Form):
    """What somebody wants to be asked later about a module."""

    six_weeks = BooleanField(_l("In six weeks: how did the team task go?"))
    three_months = BooleanField(_l("In three months: the questions of the module once more"))


class TaskForm(Form):
    """What became of a team task, with a note or without."""

    answer = RadioField(
        _l("Did you try it?"), validators=[Required(_l("Choose an answer; “I'd rather not say” is one."))]
    )
    note = TextAreaField(_l("A note to yourself"), filters=[trimmed], validators=[AtMost(NOTE_LENGTH)])
