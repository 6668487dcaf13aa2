"""The forms of signing in and of one's own account."""

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from lms.accounts.email_addresses import LENGTH as EMAIL_LENGTH
from lms.accounts.operations.passwords import AT_MOST as PASSWORD_LENGTH
from lms.accounts.operations.people import NAME_LENGTH
from lms.core.i18n import LANGUAGES
from lms.ui.form import AtMost, Form, Required, trimmed

CODE_LENGTH = 20
NEXT_LENGTH = 2000
NEARBY = ("America/Nuuk", "Atlantic/Faroe", "Atlantic/Reykjavik", "UTC")
TIME_ZONES = sorted({zone for zone in available_timezones() if zone.startswith("Europe/")} | set(NEARBY))
CHOICES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]


def email_field(label: object) -> StringField:
    """Return a field for a mail address."""
    missing = _("Write the mail address.")
    return StringField(label, filters=[trimmed], validators=[Required(missing), AtMost(EMAIL_LENGTH)])


class SignInForm(Form):
    """Address and password; the buttons beside it need the address only."""

    email = email_field(_("Mail address"))
    password = PasswordField(_("Password"), validators=[AtMost(PASSWORD_LENGTH)])
    next = HiddenField(validators=[AtMost(NEXT_LENGTH)])


class CodeForm(Form):
    """A code of the second factor."""

    code = StringField(_("Code"), filters=[trimmed], validators=[Required(_("Write the code.")), AtMost(CODE_LENGTH)])


class NewPasswordForm(Form):
    """A new password."""

    password = PasswordField(
        _("New password"), validators=[Required(_("Write a new password.")), AtMost(PASSWORD_LENGTH)]
    )


class OwnPasswordForm(Form):
    """One's password once more."""

    password = PasswordField(
        _("Your password"), validators=[Required(_("Write your password.")), AtMost(PASSWORD_LENGTH)]
    )


class EmailForm(Form):
    """A new mail address."""

    email = email_field(_("New mail address"))


class ProfileForm(Form):
    """Name, language, time zone."""

    name = StringField(_("Name"), filters=[trimmed], validators=[Required(_("Write a name.")), AtMost(NAME_LENGTH)])
    language = SelectField(_("Language"), choices=CHOICES, validate_choice=False)
    time_zone = SelectField(_("Time zone"), choices=TIME_ZONES, validate_choice=False)


class AcceptForm(Form):
    """What a new account needs. The password may wait."""

    name = StringField(
        _("Your name"), filters=[trimmed], validators=[Required(_("Write your name.")), AtMost(NAME_LENGTH)]
    )
    language = SelectField(_("Language"), choices=CHOICES, validate_choice=False)
    password = PasswordField(_("Password (if you want one)"), validators=[AtMost(PASSWORD_LENGTH)])
