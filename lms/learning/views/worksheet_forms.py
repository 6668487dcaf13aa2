"""What a worksheet's form sends besides its fields: its shape only."""

from flask_babel import gettext as _
from wtforms import HiddenField, IntegerField
from wtforms.validators import AnyOf, Length, NumberRange, Optional

from lms.core.errors import DomainError
from lms.core.keeping import Keep
from lms.learning.forms import LARGEST, BlockForm
from lms.ui.drafts import draft_account
from lms.ui.form import Form


class SheetForm(BlockForm):
    """What tells a page from others: its version, key and count of saves, and whose page it is.

    `save` says that the person wants the sheet kept with the account.
    """

    version = IntegerField(default=0, validators=[NumberRange(0, LARGEST)])
    writer = HiddenField(validators=[Length(min=16, max=64)])
    step = IntegerField(default=0, validators=[NumberRange(0, LARGEST)])
    account = HiddenField(validators=[Optional(), Length(max=64)])
    save = HiddenField(validators=[AnyOf(["account"])])


class ChoiceForm(Form):
    """Which of two sheets to keep."""

    keep = HiddenField(validators=[AnyOf([Keep.NEWER.value, Keep.OTHER.value])])
    copy = IntegerField(validators=[NumberRange(1, LARGEST)])
    version = IntegerField(validators=[NumberRange(1, LARGEST)])


def refuse_other_account(form: SheetForm) -> None:
    """Never keep with one account what was written on another account's page."""
    if form.account.data and form.account.data != draft_account():
        sentence = _("You are signed in with another account than the one this was written with. Nothing was saved.")
        raise DomainError(sentence, status=403)
