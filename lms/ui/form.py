"""The form base: CSRF on every form, messages in the reader's language, every field bounded."""

from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from lms.core.errors import DomainError
from lms.core.names import one_line

NAME_LENGTH = 200
EMAIL_LENGTH = 254
TEXT_LENGTH = 20_000


class Form(FlaskForm):
    """Every form of the house. Call `refuse(error)` to show a refusal of the domain beside its field."""

    class Meta(FlaskForm.Meta):
        locales = ("en",)  # our own sentences are translated by us

    def refuse(self, error: DomainError) -> None:
        """Show a refusal at its field, or on top of the form when it names none."""
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(error.sentence)
        else:
            field.errors = [*field.errors, error.sentence]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Return (field id, message) for everything that is wrong, in the order of the form."""
        rows = [(field.id, message) for field in self for message in _flat(field.errors)]
        return rows + [("", message) for message in self.form_errors]


def _flat(errors: Any) -> list[str]:
    return [item for error in errors for item in (_flat(error) if isinstance(error, list | tuple) else [error])]


class Required:
    """The field must not be empty. `message` says what is missing, in full."""

    field_flags = {"required": True}  # noqa: RUF012 (WTForms reads this attribute)

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, _form: Form, field: Field) -> None:
        if not field.data or (isinstance(field.data, str) and not field.data.strip()):
            field.errors = []
            raise StopValidation(str(self.message))


class AtMost:
    """The text may have this many characters."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.field_flags = {"maxlength": length}

    def __call__(self, _form: Form, field: Field) -> None:
        if field.data and len(field.data) > self.length:
            raise ValidationError(
                _(
                    "This text has %(has)s characters; there is room for %(room)s. Nothing is lost: shorten it and send again.",
                    has=len(field.data),
                    room=self.length,
                )
            )


def trimmed(value: str | None) -> str | None:
    """Strip white space round what was typed (a WTForms filter)."""
    return value.strip() if value else value


def named(value: str | None) -> str | None:
    """Keep of a name what can be seen (a WTForms filter)."""
    return one_line(value) if value else value
