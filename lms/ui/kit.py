"""`/ui-kit`: every component on one page, for whoever builds pages. In English only, and never in production."""

from flask import Blueprint, render_template
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from lms.core.access import public
from lms.core.i18n import LANGUAGES
from lms.ui.form import NAME_LENGTH, TEXT_LENGTH, AtMost, Form, Required

TONGUES = [SelectChoice(code, name) for code, name in LANGUAGES.items()]
WAYS = [SelectChoice("mail", "By mail"), SelectChoice("page", "On this page only")]

kit = Blueprint("kit", __name__)


class SampleForm(Form):
    """One field of each kind."""

    name = StringField("Name", [Required("Write a name."), AtMost(NAME_LENGTH)])
    text = TextAreaField("Text", [Required("Write something."), AtMost(TEXT_LENGTH)])
    language = SelectField("Language", choices=TONGUES)
    way = RadioField("How we write to you", choices=WAYS, default="mail")
    agrees = BooleanField("Show completions from before the start")


@kit.route("/ui-kit", methods=["GET", "POST"])
@public
def show() -> tuple[str, int]:
    """Show every component; send the form empty to see how it refuses."""
    form = SampleForm()
    refused = form.is_submitted() and not form.validate()
    return render_template("ui/kit.html", form=form), 422 if refused else 200
