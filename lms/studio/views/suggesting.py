"""Making a suggestion: which kind, then one form. The same fields as when one writes, sent to the others instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.bodies import takes
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES
from lms.studio import policy
from lms.studio.block_forms.entries import Entry, Group, Subject
from lms.studio.block_forms.layout import layout
from lms.studio.block_forms.reading import Answers, Fields, read
from lms.studio.bodies import fitted
from lms.studio.forms.talk import RICH, SuggestionForm, body_entries, wording_form
from lms.studio.models import HEAD, Draft, DraftBlock, DraftText, Suggestion, SuggestionKind
from lms.studio.operations import suggesting
from lms.studio.operations.suggesting import INSERTED, Change
from lms.studio.queries.suggestions import block_in
from lms.studio.talk_words import block_words
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.reminding import remind
from lms.studio.views.writing import MOST_BYTES

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Section:
    """Some texts of a block that belong together, under a heading."""

    title: str
    entries: Sequence[Entry]


@studio.get("/studio/-/drafts/<int:draft>/suggest/<block>/<language>")
@permit(policy.can_decide, draft=doors.draft_by_id)
def choose_suggestion(draft: Draft, block: str, language: str) -> Answer:
    """Choose what kind of suggestion it is."""
    found, text = _text(draft, block, language)
    return render_template(
        "studio/suggestion/choose.html",
        nav="studio",
        draft=draft,
        block=found,
        block_words=block_words(found.kind, text.body),
        code=language,
        kinds=[kind for kind in SuggestionKind if found.name != "head" or kind not in _NOT_OF_HEADS],
    )


@studio.route("/studio/-/drafts/<int:draft>/suggest/<block>/<language>/<kind>", methods=["GET", "POST"])
@permit(policy.can_decide, draft=doors.draft_by_id)
@takes(MOST_BYTES)
def suggest(draft: Draft, block: str, language: str, kind: str) -> Answer:
    """Suggest something about a block."""
    found, text = _text(draft, block, language)
    wanted = _kind(kind, found)
    body, groups = _form_of(wanted, found, text)
    form = wording_form(groups, body, _note_of(wanted, found, text))
    if form.is_submitted():
        answers = sent_words(form, groups, body)
        if form.validate() and not shows_errors(form, answers):
            try:
                made = _make(found, text, wanted, form, answers)
            except DomainError as error:
                form.refuse(DomainError(error.sentence, field=error.field and f"body.{error.field}"))
            else:
                flash(_("Sent. The others see it, and it gets an answer with a reason."))
                remind(form.reason.data, str(answers.body), made.note)
                return redirect(url_for("studio.suggestion", suggestion=made.id))
    page = render_template(
        "studio/suggestion/suggest.html",
        nav="studio",
        form=form,
        draft=draft,
        block=found,
        block_words=block_words(found.kind, text.body),
        code=language,
        kind=wanted,
        sections=sections_of(groups),
        parts=[link for group in groups for link in group.links],
        rich=RICH,
        version=request.form.get("version", text.version, type=int),
    )
    return (page, 422) if form.is_submitted() else page


_NOT_OF_HEADS = {SuggestionKind.DELETION, SuggestionKind.INSERTION}


def _text(draft: Draft, name: str, language: str) -> tuple[DraftBlock, DraftText]:
    block = block_in(draft, name) if language in LANGUAGES else None
    text = next((text for text in block.texts if text.language == language), None) if block else None
    if block is None or text is None:
        abort(404)
    return block, text


def _kind(value: str, block: DraftBlock) -> SuggestionKind:
    if value not in list(SuggestionKind) or (block.name == "head" and value in _NOT_OF_HEADS):
        abort(404)
    return SuggestionKind(value)


def _form_of(kind: SuggestionKind, block: DraftBlock, text: DraftText) -> tuple[dict[str, object], list[Group]]:
    """Return the words a form begins with and what it asks."""
    if kind is SuggestionKind.INSERTION:
        return {}, layout(Subject(kind=INSERTED, structure={}, body={}))
    if kind is not SuggestionKind.REPLACEMENT:
        return {}, []
    body = fitted(block.kind, block.structure, text.body)
    subject = Subject(kind=block.kind, structure=block.structure, body=body, part=request.args.get("part", "")[:80])
    return body, layout(subject)


def _note_of(kind: SuggestionKind, block: DraftBlock, text: DraftText) -> str | None:
    """Return the content note a form begins with; None where it isn't asked for."""
    if kind is SuggestionKind.INSERTION:
        return ""
    is_whole = kind is SuggestionKind.REPLACEMENT and block.name != HEAD and not request.args.get("part")
    return text.note if is_whole else None


def sent_words(form: SuggestionForm, groups: list[Group], body: dict[str, object]) -> Answers:
    """Read the words that were sent, from the editor or from plain paragraphs, and show them again in the form."""
    entries = body_entries(groups)
    answers = read([Group(entries=entries)], Fields(dict(request.form.lists())), Answers({}, body, ""))
    again = wording_form(groups, answers.body)
    for entry in entries:
        form[entry.name].data = again[entry.name].object_data
    return answers


def shows_errors(form: SuggestionForm, answers: Answers) -> bool:
    """Put what is wrong with the words at their fields, and tell whether anything is."""
    for name, sentence in answers.errors.items():
        form[name].errors = [*form[name].errors, sentence]
    return bool(answers.errors)


def _make(
    block: DraftBlock, text: DraftText, kind: SuggestionKind, form: SuggestionForm, answers: Answers
) -> Suggestion:
    me = doors.me_in(block.draft.collaboration_id)
    if me is None:
        abort(403)
    has_words = kind in {SuggestionKind.REPLACEMENT, SuggestionKind.INSERTION}
    version = request.form.get("version", type=int) if kind is SuggestionKind.REPLACEMENT else None
    note = form["note"].data if "note" in form else None
    change = Change(kind, answers.body if has_words else None, note, base_version=version)
    return suggesting.suggest(block, text.language, change, reason=form.reason.data or "", by=me)


def sections_of(groups: Sequence[Group]) -> list[Section]:
    """Return the texts a form asks for, under their headings."""
    sections = []
    for group in groups:
        entries = [entry for entry in group.entries if entry.place == "body"]
        if entries:
            sections.append(Section(group.title, entries))
        sections += sections_of(group.groups)
    return sections
