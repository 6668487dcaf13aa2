"""Forms of signing, holding, mediating, publishing and credits."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from lms.curriculum.models import Contribution
from lms.studio.models import HoldEnd
from lms.studio.signing_words import contribution_words
from lms.ui.form import AtMost, Form, Required, trimmed

REASON, POSITION, NOTE, MEDIATOR = 2000, 2000, 500, 200
AN_ID = NumberRange(1, 2**31 - 1)
DIGEST = 64


class ReadyForm(Form):
    """Making a draft ready."""

    small_fix = BooleanField(_l("It is only a spelling mistake or a dead link"))


class SignForm(Form):
    """Which text was seen, and for whom it is signed."""

    text = IntegerField(validators=[InputRequired(), AN_ID])
    digest = HiddenField(validators=[Length(max=DIGEST)])
    partner = IntegerField(validators=[InputRequired(), AN_ID])


class HoldForm(Form):
    """A hold with its reason."""

    partner = SelectField(_l("Whose hold is it?"))
    block = SelectField(_l("What is it about?"))
    reason = TextAreaField(
        _l("What is wrong?"),
        [Required(_l("Write in a few words what is wrong, so that the others can understand it.")), AtMost(REASON)],
        filters=[trimmed],
    )


class MediatorForm(Form):
    """Who shall help."""

    mediator = StringField(
        _l("Who could help you?"), [Required(_l("Write a name or a place.")), AtMost(MEDIATOR)], filters=[trimmed]
    )


class SeenForm(Form):
    """A yes to what the page showed."""

    seen = HiddenField(validators=[Length(max=MEDIATOR)])
    words = HiddenField(validators=[Length(max=DIGEST)])


class PositionForm(Form):
    """One side's position, as readers would see it: in one language at least."""

    da = TextAreaField(_l("How do you see it? In Danish"), [AtMost(POSITION)], filters=[trimmed])
    en = TextAreaField(_l("How do you see it? In English"), [AtMost(POSITION)], filters=[trimmed])

    def validate_da(self, field: TextAreaField) -> None:
        """Refuse a position without words in either language."""
        if not (field.data or self.en.data):
            raise ValidationError(_("Write your side down in a few sentences."))


class OutcomeForm(Form):
    """How to go on after a mediation."""

    outcome = RadioField(
        _l("How shall it go on?"),
        [InputRequired(_l("Choose one of the two ways."))],
        choices=[HoldEnd.SIDE_BY_SIDE.value, HoldEnd.LEFT_OUT.value],
    )
    words = HiddenField(validators=[Length(max=DIGEST)])


class PublishForm(Form):
    """The change note in both languages."""

    candidate = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    da = TextAreaField(
        _l("What has changed, in Danish"),
        [Required(_l("Write a sentence in Danish for readers.")), AtMost(NOTE)],
        filters=[trimmed],
    )
    en = TextAreaField(
        _l("What has changed, in English"),
        [Required(_l("Write a sentence in English for readers.")), AtMost(NOTE)],
        filters=[trimmed],
    )


class RevisionForm(Form):
    """Which earlier edition."""

    revision = IntegerField(validators=[InputRequired(), AN_ID])


class CreditForm(Form):
    """What I did for the lesson, as I say myself."""

    contributions = SelectMultipleField(
        _l("What did you do?"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


def hold_form(blocks: list[tuple[str, str]], seats: list[tuple[int, str]]) -> HoldForm:
    """Return the form of a hold on one of these parts, or on the whole lesson; `seats` are those it may be placed for."""
    form = HoldForm()
    if len(seats) > 1:
        form.partner.choices = [SelectChoice(str(number), words) for number, words in seats]
    else:
        del form.partner
    form.block.choices = [
        SelectChoice("", _("The whole lesson")),
        *(SelectChoice(name, words) for name, words in blocks),
    ]
    return form


def credit_form(mine: list[Contribution] | None = None) -> CreditForm:
    """Return the form of one's own credits; `mine` are those confirmed already."""
    form = CreditForm() if mine is None else CreditForm(contributions=[each.value for each in mine])
    form.contributions.choices = [SelectChoice(each.value, contribution_words(each)) for each in Contribution]
    return form
