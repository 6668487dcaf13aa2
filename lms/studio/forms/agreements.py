"""Forms of agreements: the proposal and its changes, answers, invitations, and the owner's."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError

from lms.accounts.email_addresses import normalised
from lms.core.clock import today
from lms.core.i18n import LANGUAGES
from lms.studio.agreement_words import model_words, perspective_words
from lms.studio.models import Model, Perspective
from lms.studio.operations.proposing import MOST_SEATS, Wording
from lms.ui.form import EMAIL_LENGTH, AtMost, Form, Required, trimmed

LONG, MIDDLE, SHORT = 2000, 1000, 500
REVIEW_AFTER = timedelta(days=182)
BEGINNING = {Perspective.LIVED_EXPERIENCE: 2, Perspective.PROFESSIONAL: 1}
LANGUAGE_CHOICES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]


class Day(DateField):
    """A date field that says in the reader's language what it could not read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write the day as year-month-day, such as 2026-11-30.")) from error


class Count(IntegerField):
    """A number field that says in the reader's language what it could not read; empty is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist and not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a whole number.")) from error


class WordingForm(Form):
    """What an agreement says. `seats` are fields named by perspective: see `with_seats`."""

    model = RadioField(
        _l("How do you decide?"),
        [InputRequired(_l("Choose who decides: it is the most important thing here."))],
        choices=[each.value for each in Model],
    )
    reason = TextAreaField(
        _l("Why this way?"), [Required(_l("Write in a sentence why you choose this way.")), AtMost(MIDDLE)],
        filters=[trimmed],
    )  # fmt: skip
    purpose = TextAreaField(
        _l("What do you want to write, and what for?"),
        [Required(_l("Write what you want to do together.")), AtMost(LONG)],
        filters=[trimmed],
    )
    locked = TextAreaField(_l("What can't be changed, and why?"), [AtMost(LONG)], filters=[trimmed])
    decision_rule = TextAreaField(
        _l("How do you come to a decision day by day?"),
        [Required(_l("Write how you decide: by talking until all can live with it, for example.")), AtMost(MIDDLE)],
        filters=[trimmed],
    )
    support = StringField(
        _l("Whom do you turn to when you are stuck?"),
        [Required(_l("Name a support person everybody can call.")), AtMost(SHORT)],
        filters=[trimmed],
    )
    third_party = StringField(
        _l("And if that doesn't help?"),
        [Required(_l("Name somebody from outside, whom both sides trust.")), AtMost(SHORT)],
        filters=[trimmed],
    )
    review_on = Day(_l("When do you look at the agreement again?"), [InputRequired(_l("Choose a day."))])

    def seat_fields(self) -> list[Any]:
        """Return the fields of the seats, in the order of the perspectives."""
        return [self[perspective.value] for perspective in Perspective]

    def validate_review_on(self, field: Field) -> None:
        """Keep the day within what a person can mean."""
        if field.data is not None and not today() < field.data <= date(2100, 12, 31):
            raise ValidationError(_("Choose a day that is still to come."))

    def wording(self) -> Wording:
        """Return what was filled in."""
        seats = {each.value: int(self[each.value].data or 0) for each in Perspective}
        return Wording(
            model=Model(self.model.data),
            seats={perspective: count for perspective, count in seats.items() if count},
            purpose=self.purpose.data,
            reason=self.reason.data,
            locked=self.locked.data or "",
            decision_rule=self.decision_rule.data,
            support=self.support.data,
            third_party=self.third_party.data,
            review_on=self.review_on.data,
        )


class ProposeForm(WordingForm):
    """A first wording, with the module it is for and the organisation that answers."""

    module = SelectField(_l("Which module?"), coerce=int)
    organisation = SelectField(_l("For which organisation?"), coerce=int)


def propose_form(modules: Sequence[tuple[int, str]], organisations: Sequence[tuple[int, str]]) -> ProposeForm:
    """Return the form for a proposal."""
    form: ProposeForm = _with_seats(ProposeForm)(data=_beginning())
    form.module.choices = [SelectChoice(key, name) for key, name in modules]
    form.organisation.choices = [SelectChoice(key, name) for key, name in organisations]
    _name_models(form)
    return form


def change_form(wording: Wording) -> WordingForm:
    """Return the form for a change, holding what is agreed now."""
    values = {name: getattr(wording, name) for name in Wording.__dataclass_fields__ if name != "seats"}
    values["model"] = wording.model.value
    form: WordingForm = _with_seats(WordingForm)(data=values | _counts(wording.seats))
    _name_models(form)
    return form


class AnswerForm(Form):
    """A yes or a no to a change; `partner` is asked where somebody may answer for who is away, too."""

    partner = SelectField(_l("Whose answer is it?"))
    answer = RadioField(
        _l("Your answer"), [InputRequired(_l("Choose yes or no."))],
        choices=[SelectChoice("yes", _l("Yes, I agree to this")), SelectChoice("no", _l("No, I don't"))],
    )  # fmt: skip
    reason = TextAreaField(_l("Why? (only with a no)"), [AtMost(MIDDLE)], filters=[trimmed])
    number = IntegerField(validators=[InputRequired()])


def answer_form(number: int, seats: list[tuple[int, str]]) -> AnswerForm:
    """Return the form that answers a change; `seats` are those somebody may answer for."""
    form = AnswerForm(data={"number": number})
    if len(seats) > 1:
        form.partner.choices = [SelectChoice(str(seat), words) for seat, words in seats]
    else:
        del form.partner
    return form


class EndForm(Form):
    """Asking the partners to end the work together."""

    reason = TextAreaField(
        _l("Why?"), [Required(_l("Write in a sentence why.")), AtMost(MIDDLE)], filters=[trimmed]
    )  # fmt: skip


class InviteForm(Form):
    """One address, and the language of the mail."""

    address = StringField(
        _l("Their e-mail address"), [Required(_l("Write the address.")), AtMost(EMAIL_LENGTH)], filters=[trimmed]
    )
    language = SelectField(_l("Language of the mail"), choices=LANGUAGE_CHOICES)

    def validate_address(self, field: Field) -> None:
        """Check the form of the address only: nobody is looked up."""
        if normalised(field.data) is None:
            raise ValidationError(_("Write an address such as name@example.org."))


class OwnerForm(Form):
    """To whom the ownership is offered."""

    partner = SelectField(_l("Offer it to"), coerce=int)


def _beginning() -> dict[str, Any]:
    return _counts(dict(BEGINNING)) | {"review_on": today() + REVIEW_AFTER}


def _counts(seats: Any) -> dict[str, Any]:
    return {perspective.value: seats.get(perspective, 0) for perspective in Perspective}


def _with_seats(base: type[Any]) -> type[Any]:
    """Return a form class with a field per perspective, named in the reader's language."""
    room = NumberRange(0, MOST_SEATS, _l("Choose a number from 0 to 12."))

    def optional(form: Form, field: Field) -> None:
        if field.data is not None:
            room(form, field)

    fields = {each.value: Count(perspective_words(each), [optional]) for each in Perspective}
    return type(f"Seated{base.__name__}", (base,), fields)


def _name_models(form: WordingForm) -> None:
    form.model.choices = [SelectChoice(each.value, model_words(each)) for each in Model]
