"""Forms for suggestions, voices, comments and reports: they check shape and hand over values."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from lms.studio.block_forms.entries import Entry, Group, Sort
from lms.studio.block_forms.layout import note_group
from lms.studio.block_forms.paths import value_at
from lms.studio.models import Voice
from lms.studio.talk_words import voice_words
from lms.ui.form import AtMost, Form, Required, trimmed

REASON_LENGTH = 2000
COMMENT_LENGTH = 4000
PASSAGE_LENGTH = 1000
NOTE_LENGTH = 500
REPORT_LENGTH = 1000
HIDDEN_LENGTH = 500
EVERY = {1: _l("At most once a day"), 7: _l("At most once a week"), 0: _l("Never")}
WARNS = {"data-warns-cpr": "cpr-warning"}  # the notice stands once on the page
RICH = {Sort.RICH: "blocks", Sort.LINE: "inline"}


class SuggestionForm(Form):
    """Why somebody would like a change, or what they ask. The wording comes with `wording_form`."""

    reason = TextAreaField(
        _l("Why?"),
        [Required(_l("Say in a few words why. It helps the others to understand.")), AtMost(REASON_LENGTH)],
        filters=[trimmed],
        render_kw=WARNS,
    )


class AnswerForm(Form):
    """An answer to a suggestion: what was done, and why."""

    answer = TextAreaField(
        _l("Because …"),
        [
            Required(_l("Say why. Everybody who suggests something gets an answer with a reason.")),
            AtMost(REASON_LENGTH),
        ],
        filters=[trimmed],
        render_kw=WARNS,
    )
    over = IntegerField(validators=[Optional()])


class VoiceForm(Form):
    """Where somebody stands on not taking a suggestion in."""

    partner = HiddenField()
    voice = RadioField(_l("May it be left out?"), [Required(_l("Choose where you stand."))])
    reason = TextAreaField(
        _l("Because …"),
        [Required(_l("Say in a few words why.")), AtMost(REASON_LENGTH)],
        filters=[trimmed],
        render_kw=WARNS,
    )

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.voice.choices = [SelectChoice(voice.value, voice_words(voice)) for voice in Voice]


class CommentForm(Form):
    """Something to say."""

    body = TextAreaField(
        _l("What would you like to say?"),
        [Required(_l("Write something first.")), AtMost(COMMENT_LENGTH)],
        filters=[trimmed],
        render_kw=WARNS,
    )


class ThreadForm(CommentForm):
    """The beginning of a conversation, perhaps about some of the words."""

    passage = StringField(_l("Which words is it about?"), [AtMost(PASSAGE_LENGTH)], filters=[trimmed])


class ReportForm(Form):
    """Why an administrator should look at a comment."""

    reason = TextAreaField(
        _l("What is wrong with it?"),
        [Required(_l("Say in a few words what is wrong.")), AtMost(REPORT_LENGTH)],
        filters=[trimmed],
        render_kw=WARNS,
    )


class HideForm(Form):
    """Why a comment is hidden."""

    reason = StringField(
        _l("Why is it hidden?"),
        [Required(_l("Say why. The sentence stands in the place of the comment.")), AtMost(HIDDEN_LENGTH)],
        filters=[trimmed],
        render_kw=WARNS,
    )


class MailsForm(Form):
    """How often the inbox may write."""

    days = RadioField(_l("How often may we write to you?"), coerce=int)

    def __init__(self, *arguments: Any, **values: Any) -> None:
        super().__init__(*arguments, **values)
        self.days.choices = [SelectChoice(days, words) for days, words in EVERY.items()]


def wording_form(groups: Iterable[Group], body: Any, note: str | None = None) -> SuggestionForm:
    """Return the form for another wording: a field for each text of the block's form, filled with what it says.

    `note` is the content note; with None the form doesn't ask for one.
    """
    fields: dict[str, Any] = {"entries": body_entries(groups)}
    values = {"note": note}
    if note is not None:
        fields["note"] = TextAreaField(note_group().entries[0].label, [AtMost(NOTE_LENGTH)], filters=[trimmed])
    for entry in fields["entries"]:
        values[entry.name] = _shown(value_at(body, entry.path))
        fields[entry.name] = _field(entry)
    form: SuggestionForm = type("WordingForm", (SuggestionForm,), fields)(data=values)
    return form


def body_entries(groups: Iterable[Group]) -> list[Entry]:
    """Return what a block's form asks in words, without what is the same in every language."""
    return [entry for group in groups for entry in group.all_entries() if entry.place == "body"]


def _field(entry: Entry) -> Any:
    kind = StringField if entry.sort is Sort.PLAIN else TextAreaField
    return kind(entry.label, [AtMost(entry.room)])


def _shown(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else value or ""
