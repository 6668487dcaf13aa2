"""Forms of partners: who I am here, my terms, a deputy."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from lms.core.i18n import LANGUAGES
from lms.studio.agreement_words import name_kind_words, perspective_words
from lms.studio.forms.agreements import Count
from lms.studio.models import NameKind, Partner, Perspective
from lms.studio.operations.joining import Terms
from lms.ui.form import NAME_LENGTH, AtMost, Form, Required, named, trimmed

SHOWN_NAME, PAY, COMPANION, TERM = 120, 500, 300, 1000
PASSWORD_LENGTH = 1000
MOST_HOURS = 160
Carried = list[tuple[str, str]]


class NameForm(Form):
    """How partners know me, and what I read."""

    name_kind = RadioField(
        _l("What shall the others call you?"), [InputRequired(_l("Choose how you want to be called."))]
    )
    name = StringField(_l("The name they see"), [AtMost(SHOWN_NAME)], filters=[named])
    reads = SelectMultipleField(
        _l("Which languages do you read well?"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def validate_name(self, field: Field) -> None:
        """A name is needed unless one is made for somebody who wants none."""
        if self.name_kind.data in {kind.value for kind in NameKind} - {NameKind.ANONYMOUS} and not field.data:
            raise StopValidation(_("Write the name the others shall see, or choose to have no name."))

    def validate_reads(self, field: Field) -> None:
        """At least one language: what somebody can't read they can't approve."""
        if not field.data:
            raise ValidationError(_("Choose at least one language: you sign off texts only in those you read."))


class WhoForm(NameForm):
    """From where I speak, and how partners know me. The first of the steps."""

    perspective = RadioField(
        _l("From where do you speak in this work?"), [InputRequired(_l("Choose the perspective you speak from."))]
    )
    version = IntegerField(validators=[InputRequired()])


class TermsForm(Form):
    """My terms."""

    employed = RadioField(
        _l("Are you employed by the organisation that owns this agreement?"),
        [InputRequired(_l("Choose yes or no."))],
        choices=[SelectChoice("no", _l("No")), SelectChoice("yes", _l("Yes"))],
    )
    influence = TextAreaField(_l("What do you want a say in?"), [AtMost(TERM)], filters=[trimmed])
    contribution = TextAreaField(_l("What would you like to contribute?"), [AtMost(TERM)], filters=[trimmed])
    hours = Count(_l("Hours a month, about"), [])
    pay = TextAreaField(_l("What is agreed about pay?"), [AtMost(PAY)], filters=[trimmed])
    companion = StringField(_l("Your own support person"), [AtMost(COMPANION)], filters=[trimmed])

    def validate_hours(self, field: Field) -> None:
        """Keep the number within a month's work."""
        if field.data is not None and not 0 <= field.data <= MOST_HOURS:
            raise ValidationError(_("Choose a number from 0 to 160, or leave it empty."))


class YesForm(Form):
    """The yes itself."""


class NewcomerForm(Form):
    """The yes of somebody without an account: it arises here, for the address the link was mailed to."""

    account_name = StringField(
        _l("Your name"), [Required(_l("Write a name for your account.")), AtMost(NAME_LENGTH)], filters=[named]
    )
    language = SelectField(_l("Language"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()])
    password = PasswordField(_l("Password (may be left empty)"), [Optional(), AtMost(PASSWORD_LENGTH)])


class MeForm(NameForm, TermsForm):
    """What a partner may change about themselves at any time."""


class DeputyForm(Form):
    """Who may act for me while I pause. 0 is nobody."""

    deputy = SelectField(_l("My deputy"), coerce=int)


def who_form(
    perspectives: Sequence[Perspective], *, version: int, reads: Sequence[str], fresh: bool = False
) -> WhoForm:
    """Return the form of the first step, offering `perspectives`; a fresh one holds nothing that was sent."""
    values = {"version": version, "reads": list(reads)}
    form = WhoForm(formdata=None, data=values) if fresh else WhoForm(data=values)
    form.perspective.choices = [SelectChoice(each.value, perspective_words(each)) for each in perspectives]
    _name_kinds(form)
    return form


def me_form(partner: Partner) -> MeForm:
    """Return the form of what a partner may change."""
    kind = partner.name_kind
    values: dict[str, Any] = {
        "name_kind": kind.value,
        "name": "" if kind is NameKind.ANONYMOUS else partner.shown_name,
        "reads": partner.reads,
        "employed": "yes" if partner.employed_by_owner else "no",
        "influence": partner.influence,
        "contribution": partner.contribution,
        "hours": partner.hours_per_month,
        "pay": partner.pay,
        "companion": partner.companion,
    }
    form = MeForm(data=values)
    _name_kinds(form)
    return form


def deputy_form(partner: Partner, others: Sequence[Partner]) -> DeputyForm:
    """Return the form that names a deputy."""
    form = DeputyForm(data={"deputy": partner.deputy_id or 0})
    form.deputy.choices = [SelectChoice(0, _("Nobody")), *(SelectChoice(one.id, one.shown_name) for one in others)]
    return form


def terms_of(names: NameForm, terms: TermsForm, perspective: Perspective) -> Terms:
    """Return what was chosen, as the operation takes it."""
    return Terms(
        perspective=perspective,
        name_kind=NameKind(names.name_kind.data),
        name=names.name.data or "",
        reads=sorted(names.reads.data),
        employed_by_owner=terms.employed.data == "yes",
        influence=terms.influence.data or "",
        contribution=terms.contribution.data or "",
        hours_per_month=terms.hours.data,
        pay=terms.pay.data or "",
        companion=terms.companion.data or "",
    )


def carried(*forms: Form) -> Carried:
    """Return what was sent for the fields of `forms`, to be sent along with the next step: nothing is kept before the yes."""
    names = [field.name for form in forms for field in form if field.name != "csrf_token"]
    return [(name, value) for name in dict.fromkeys(names) for value in request.form.getlist(name)]


def _name_kinds(form: NameForm) -> None:
    form.name_kind.choices = [SelectChoice(each.value, name_kind_words(each)) for each in NameKind]
