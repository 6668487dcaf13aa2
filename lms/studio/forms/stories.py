"""What the forms about a story send: their shape only."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, NumberRange, Optional

from lms.core.i18n import LANGUAGES
from lms.curriculum.models import StoryName, StoryVoice
from lms.curriculum.stories import PRINT, VOICE
from lms.studio.operations.consenting import Choice
from lms.ui.form import TEXT_LENGTH, AtMost, Form, Required, trimmed

NOTE_LENGTH = 500
NAME_LENGTH = 120
LARGEST = 2**31 - 1
NAMES = (
    (StoryName.ANONYMOUS.value, _l("Without a name")),
    (StoryName.PSEUDONYM.value, _l("Under a name I make up")),
    (StoryName.FIRST.value, _l("Under my first name")),
    (StoryName.FULL.value, _l("Under my full name")),
)
VOICES = (
    (StoryVoice.OWN.value, _l("It is my own voice")),
    (StoryVoice.READER.value, _l("Somebody else reads it for me")),
)
OTHERS = (
    ("no", _l("No, nobody else can be recognised")),
    ("agreed", _l("Yes, and they have said that it is all right")),
    ("not_asked", _l("Yes, and I have not asked them")),
)


class WordsForm(Form):
    """The words in one language, and the content note. `version` is the one the page showed."""

    version = IntegerField(validators=[NumberRange(0, LARGEST)])
    body = TextAreaField(_l("Your story"), validators=[AtMost(TEXT_LENGTH)])
    note = StringField(
        _l("What should readers know before they read?"), filters=[trimmed], validators=[AtMost(NOTE_LENGTH)]
    )


class ApproveForm(Form):
    """Which wording the owner saw when they approved it."""

    version = IntegerField(validators=[NumberRange(1, LARGEST)])


class SettleForm(Form):
    """Which of two texts the owner keeps."""

    keep = HiddenField(validators=[AnyOf(["saved", "aside"])])


class NameForm(Form):
    """The name a story goes under."""

    kind = RadioField(_l("How do you want to be named?"), choices=[SelectChoice(*each) for each in NAMES])
    shown_name = StringField(_l("The name readers see"), filters=[trimmed], validators=[AtMost(NAME_LENGTH)])


class RecordingForm(Form):
    """A recording, and whose voice it is."""

    voice = RadioField(
        _l("Whose voice is it?"), choices=[SelectChoice(*each) for each in VOICES], default=StoryVoice.OWN.value
    )
    recording = FileField(_l("The recording"))


class ConsentForm(Form):
    """Where, in which languages, for what and until when. `confirmed` comes from the page that reads it back."""

    lesson = SelectField(_l("In which lesson may it stand?"), coerce=int)
    in_da = BooleanField(_l("In Danish"))
    in_en = BooleanField(_l("In English"))
    may_print = BooleanField(_l("It may be printed with the lesson"))
    may_hear = BooleanField(_l("The recording may be heard"))
    until = DateField(_l("Until when?"), validators=[Optional()])
    others = RadioField(
        _l("Can anybody else be recognised in your story?"),
        choices=[SelectChoice(*each) for each in OTHERS],
        validators=[Required(_l("Say whether anybody else can be recognised."))],
    )
    confirmed = HiddenField()

    def choice(self) -> Choice:
        """Return what the owner is about to allow."""
        languages = tuple(code for code in LANGUAGES if self[f"in_{code}"].data)
        uses = tuple(use for use, ticked in ((PRINT, self.may_print), (VOICE, self.may_hear)) if ticked.data)
        return Choice(lesson_id=self.lesson.data, languages=languages, uses=uses, until=self.until.data)


def consent_form(lessons: Sequence[tuple[int, str]]) -> ConsentForm:
    """Return the form for these lessons."""
    form = ConsentForm()
    form.lesson.choices = [SelectChoice(*each) for each in lessons]
    return form
