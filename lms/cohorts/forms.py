"""Forms of cohorts: they check shape and hand over values."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from lms.accounts.models import Organisation
from lms.cohorts.addresses import MOST, normal, read_addresses
from lms.cohorts.models import Cohort
from lms.cohorts.operations.cohorts import Plan
from lms.cohorts.operations.links import MOST_SEATS
from lms.cohorts.queries.titles import ShippedModule
from lms.core.clock import DEFAULT_ZONE, today
from lms.core.i18n import LANGUAGES
from lms.ui.form import EMAIL_LENGTH, NAME_LENGTH, AtMost, Form, Required, named, trimmed

# Enough for 500 addresses with names, and bounded.
PASTE_LENGTH = 100_000
PASSWORD_LENGTH = 1000
YEARS = (date(2000, 1, 1), date(2100, 12, 31))
NAMED_LINES = 20
LANGUAGE_CHOICES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]


class PossibleDate:
    """The day must be one that a course may have."""

    def __call__(self, _form: Form, field: Any) -> None:
        if field.data is not None and not YEARS[0] <= field.data <= YEARS[1]:
            raise ValidationError(_("Choose a day between 2000 and 2100."))


class Day(DateField):
    """A date field that says in the reader's language what it could not read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write the day as year-month-day, such as 2026-11-30.")) from error


class Count(IntegerField):
    """A number field that says in the reader's language what it could not read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a whole number.")) from error


class Address:
    """The text must be a mail address."""

    def __call__(self, _form: Form, field: Any) -> None:
        if normal(field.data or "") is None:
            raise ValidationError(_("Write an address such as name@example.org."))


class CohortForm(Form):
    """A cohort. Each module adds a tick and a due date: see `cohort_form`."""

    name = StringField(
        _l("Name of the cohort"), [Required(_l("Give the cohort a name.")), AtMost(NAME_LENGTH)], filters=[named]
    )
    organisation = SelectField(_l("Organisation"), coerce=int)
    starts_on = Day(_l("Starts on"), [InputRequired(_l("Choose the day on which the cohort starts.")), PossibleDate()])
    time_zone = SelectField(_l("Time zone"), default=DEFAULT_ZONE, choices=sorted(available_timezones()))

    modules: Sequence[ShippedModule] = ()

    def lines(self) -> list[tuple[ShippedModule, Any, Any]]:
        """Return each module with its tick and its due date."""
        return [(one, self[f"module_{one.id}"], self[f"due_{one.id}"]) for one in self.modules]

    def plan(self) -> Plan:
        """Return what was filled in."""
        due = {module.id: day.data for module, tick, day in self.lines() if tick.data}
        return Plan(
            name=self.name.data,
            starts_on=self.starts_on.data,
            time_zone=self.time_zone.data,
            due=due,
        )


def cohort_form(
    modules: Sequence[ShippedModule], *, organisations: Sequence[Organisation] = (), cohort: Cohort | None = None
) -> CohortForm:
    """Return the form for a new cohort in one of `organisations`, or for changing `cohort`."""
    fields: dict[str, Any] = {"modules": modules}
    for module in modules:
        fields[f"module_{module.id}"] = BooleanField(f"{module.code} {module.title}")
        fields[f"due_{module.id}"] = Day(_l("Due on (may be left empty)"), [Optional(), PossibleDate()])
    values: dict[str, Any] = {}
    if cohort is None:
        values["starts_on"] = today()
    else:
        fields["organisation"] = None
        values |= {"name": cohort.name, "starts_on": cohort.starts_on, "time_zone": cohort.time_zone}
        for line in cohort.modules:
            values |= {f"module_{line.module_id}": True, f"due_{line.module_id}": line.due_on}
    form: CohortForm = type("FilledCohortForm", (CohortForm,), fields)(data=values)
    if form.organisation is not None:
        form.organisation.choices = [SelectChoice(one.id, one.name) for one in organisations]
    return form


class InviteForm(Form):
    """Pasted addresses, and the language of the mail."""

    addresses = TextAreaField(
        _l("Addresses"), [Required(_l("Paste at least one address.")), AtMost(PASTE_LENGTH)], filters=[trimmed]
    )
    language = SelectField(_l("Language of the mail"), choices=LANGUAGE_CHOICES)
    confirmed = HiddenField()

    def validate_addresses(self, field: Any) -> None:
        """Name every line that can't be read; nothing is sent before all of them can."""
        pasted = read_addresses(field.data)
        if len(pasted.addresses) > MOST:
            raise ValidationError(
                _(
                    "These are %(count)s addresses; %(most)s at a time is the most.",
                    count=len(pasted.addresses),
                    most=MOST,
                )
            )
        named = [
            _("Line %(line)s: “%(text)s” is not a mail address.", line=bad.line, text=bad.text)
            for bad in pasted.bad[:NAMED_LINES]
        ]
        if len(pasted.bad) > NAMED_LINES:
            named.append(_("%(count)s more can't be read either.", count=len(pasted.bad) - NAMED_LINES))
        if named:
            raise ValidationError(" ".join([*named, _("Nothing has been sent.")]))
        if not pasted.addresses:
            raise ValidationError(_("Paste at least one address."))


class LinkForm(Form):
    """A join link's limit and last day."""

    seats = Count(
        _l("How many can join by it"),
        [
            InputRequired(_l("Say how many people the link is for.")),
            NumberRange(1, MOST_SEATS, _l("Choose a number from 1 to 1000.")),
        ],
        default=25,
    )
    expires_on = Day(_l("Last day it works"), [InputRequired(_l("Choose the last day.")), PossibleDate()])


class FacilitatorForm(Form):
    """A facilitator for the cohort, by address."""

    email = StringField(
        _l("Their e-mail address"),
        [Required(_l("Write the address.")), AtMost(EMAIL_LENGTH), Address()],
        filters=[trimmed],
    )


class JoinForm(Form):
    """Joining with an account."""

    shows_earlier = BooleanField(_l("Show earlier completions too"))
    shown = HiddenField()


class NewcomerForm(Form):
    """Joining with an address that was confirmed by the link: the account arises."""

    name = StringField(
        _l("Your name"), [Required(_l("Write the name the others shall see.")), AtMost(NAME_LENGTH)], filters=[named]
    )
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES)
    password = PasswordField(_l("Password (may be left empty)"), [Optional(), AtMost(PASSWORD_LENGTH)])
    shown = HiddenField()


class AskForm(Form):
    """Joining by a link without an account: the address is confirmed by mail first."""

    name = StringField(
        _l("Your name"), [Required(_l("Write the name the others shall see.")), AtMost(NAME_LENGTH)], filters=[named]
    )
    email = StringField(
        _l("Your e-mail address"),
        [Required(_l("Write your address.")), AtMost(EMAIL_LENGTH), Address()],
        filters=[trimmed],
    )
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES)
    shown = HiddenField()


class EarlierForm(Form):
    """Whether completions from before the start may be seen."""

    shows_earlier = BooleanField(_l("Show earlier completions too"))
