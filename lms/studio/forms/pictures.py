"""Forms for a draft's pictures."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from lms.ui.form import AtMost, Form, Required, named

WORDS_LENGTH = 200
NEEDED = _l("Say what can be seen. Whoever can't see the picture reads or hears this instead.")


class PictureForm(Form):
    """A picture, and what can be seen in it, in each language."""

    picture = FileField(_l("The picture"))
    words_en = StringField(
        _l("What can be seen in it, in English"), [Required(NEEDED), AtMost(WORDS_LENGTH)], filters=[named]
    )
    words_da = StringField(
        _l("What can be seen in it, in Danish"), [Required(NEEDED), AtMost(WORDS_LENGTH)], filters=[named]
    )
    into = HiddenField(validators=[AtMost(80)])  # the part it is for

    @property
    def words(self) -> dict[str, str]:
        """What is said of it by language."""
        return {"en": self.words_en.data or "", "da": self.words_da.data or ""}


class PlaceForm(Form):
    """Behind how many paragraphs of a text a picture stands."""

    place = RadioField(_l("Where should it stand?"), [Required(_l("Choose a place."))])

    def __init__(self, *arguments: Any, choices: list[tuple[int, str]], **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.place.choices = [SelectChoice(str(number), words) for number, words in choices]
