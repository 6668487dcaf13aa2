"""The form of this package."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from lms.ui.form import EMAIL_LENGTH, AtMost, Form, Required, trimmed


class DeleteForm(Form):
    """Typing one's own address is the confirmation."""

    email = StringField(
        _l("Your e-mail address"),
        filters=[trimmed],
        validators=[Required(_l("Write your e-mail address to confirm.")), AtMost(EMAIL_LENGTH)],
    )
