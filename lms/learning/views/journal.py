"""The journal: read, search, write, change, choose between two texts, delete, take along. Always one's own."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from lms.accounts.models import Person
from lms.core.access import signed_in
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.tokens import mint
from lms.core.transaction import finish
from lms.learning.models import JournalEntry
from lms.learning.operations import journal as writing
from lms.learning.queries import journal as reading
from lms.learning.views.blueprint import learning
from lms.learning.views.journal_forms import ChoiceForm, WritingForm, sent
from lms.learning.views.reflections import is_fragment, refuse_other_account, saved_fragment

Answer = AnyResponse | str | tuple[str, int]
WORDS = 100  # characters of a search


@learning.get("/journal/")
@signed_in
def journal() -> str:
    """Show what I have written, newest first, or what a search finds in it."""
    words = request.args.get("q", "")[:WORDS].strip()
    found = reading.search(current_user.id, words, language=language()) if words else None
    return _listed(WritingForm(formdata=None), words=words, found=found)


@learning.post("/journal/")
@signed_in
def write_note() -> Answer:
    """Keep a note written freely."""
    form = WritingForm()
    refuse_other_account(form)
    try:
        if form.validate():
            written = writing.writing(**sent(form))
            saved = writing.write_note(written, language=language(), by=_person())
            if saved.outcome is writing.Outcome.SET_ASIDE:
                return redirect(url_for("learning.journal_entry", entry_id=saved.entry.id))
            return redirect(url_for("learning.journal", saved="note"))
    except DomainError as error:
        form.refuse(error)
    return _listed(form), 422


@learning.get("/journal/<int:entry_id>/")
@signed_in
def journal_entry(entry_id: int) -> str:
    """Show one entry, to be changed, with what was set aside beside it."""
    return _entry_page(entry_id, WritingForm(formdata=None))


@learning.post("/journal/<int:entry_id>/")
@signed_in
def save_entry(entry_id: int) -> Answer:
    """Keep a changed text."""
    form = WritingForm()
    refuse_other_account(form)
    entry = writing.own(entry_id, by=_person())
    if entry is None:
        raise DomainError(_("This entry is no longer in your journal, so nothing was changed."), status=404)
    if not form.validate():
        if is_fragment():
            return render_template("learning/journal/not_saved.html", form=form), 422
        return _entry_page(entry_id, form), 422
    saved = writing.rewrite(entry, writing.writing(**sent(form)))
    finish()
    if is_fragment():
        return saved_fragment(saved.outcome, reading.entry(current_user.id, entry_id), block=None, form=form)
    return redirect(url_for("learning.journal_entry", entry_id=entry_id, saved="entry"))


@learning.post("/journal/<int:entry_id>/choice")
@signed_in
def choose_text(entry_id: int) -> Answer:
    """Keep one of two texts, or both joined."""
    form = ChoiceForm()
    entry = _own(entry_id)
    if not form.validate():
        abort(400)
    writing.choose(entry, writing.Keep(form.keep.data), copy_id=form.copy.data or 0, version=form.version.data or 0)
    flash(_("Your choice is saved."))
    return redirect(_place(entry))


@learning.get("/journal/<int:entry_id>/delete")
@signed_in
def confirm_delete_entry(entry_id: int) -> str:
    """Ask before an entry goes for good."""
    entry = reading.entry(current_user.id, entry_id)
    if entry is None:
        abort(404)
    return render_template("learning/journal/delete.html", entry=entry)


@learning.post("/journal/<int:entry_id>/delete")
@signed_in
def delete_entry(entry_id: int) -> AnyResponse:
    """Delete an entry for good."""
    writing.delete(_own(entry_id))
    flash(_("The entry is deleted."))
    return redirect(url_for("learning.journal"))


@learning.get("/journal/download")
@signed_in
def download_journal() -> Response:
    """Hand over the whole journal as Markdown."""
    lines = reading.everything(current_user.id, language=language())
    text = render_template("learning/journal/journal.txt", lines=lines)
    response = Response(text, mimetype="text/markdown")
    name = "dagbog" if language() == "da" else "journal"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.md"'
    return response


def _listed(form: WritingForm, *, words: str = "", found: tuple[reading.JournalLine, ...] | None = None) -> str:
    number = request.args.get("page", 1, int)
    page = None if found is not None else reading.journal_page(current_user.id, number, language=language())
    return render_template(
        "learning/journal/list.html",
        form=form,
        page=page,
        found=found,
        words=words,
        writer=form.writer.data or mint(),
        journal_address=lambda number: url_for("learning.journal", page=number),
    )


def _entry_page(entry_id: int, form: WritingForm) -> str:
    entry = reading.entry(current_user.id, entry_id)
    if entry is None:
        abort(404)
    return render_template("learning/journal/entry.html", form=form, entry=entry)


def _own(entry_id: int) -> JournalEntry:
    entry = writing.own(entry_id, by=_person())
    if entry is None:
        abort(404)
    return entry


def _place(entry: JournalEntry) -> str:
    """Return where the choice was made: the lesson if its page asked, else the entry."""
    if request.form.get("back") == "lesson" and entry.lesson is not None:
        lesson = entry.lesson
        return url_for("learning.lesson_page", module=lesson.module.slug, lesson=lesson.slug, _anchor=entry.block)
    return url_for("learning.journal_entry", entry_id=entry.id)


def _person() -> Person:
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person
