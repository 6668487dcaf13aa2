"""Answering a reflection from its lesson, or leaving it out. Scripts get a fragment, everybody else a redirect."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.accounts.models import Person
from lms.core.access import signed_in
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES, language
from lms.core.transaction import finish
from lms.curriculum import queries as curriculum
from lms.curriculum.blocks import PublishedLesson, ReflectionBlock
from lms.learning.operations import journal, learners
from lms.learning.operations import progress as steps
from lms.learning.queries import journal as reading
from lms.learning.views.blueprint import learning
from lms.learning.views.journal_forms import LARGEST, WritingForm, sent
from lms.learning.views.lessons import part_after
from lms.ui.drafts import draft_account

Answer = Response | str | tuple[str, int]


@learning.post("/modules/<module>/<lesson>/-/reflections/<block>")
@signed_in
def save_reflection(module: str, lesson: str, block: str) -> Answer:
    """Keep the answer to a prompt."""
    form = WritingForm()
    refuse_other_account(form)
    shown = _shown(module, lesson, form.revision.data or 0, form.language.data or "")
    asked = _reflection(shown, block)
    if not form.validate():
        return _refused(form, shown, asked)
    try:
        saved = journal.save_reflection(_prompt(shown, asked), journal.writing(**sent(form)), by=_person())
    except DomainError as error:
        form.refuse(error)
        return _refused(form, shown, asked)
    if saved.text.strip():
        _mark_done(shown, asked)
    finish()
    if is_fragment():
        entry = reading.entry(current_user.id, saved.entry.id)
        return saved_fragment(saved.outcome, entry, block=asked, form=form)
    return _back(module, lesson, block)


@learning.post("/modules/<module>/<lesson>/-/reflections/<block>/leave-out")
@signed_in
def leave_out_reflection(module: str, lesson: str, block: str) -> Answer:
    """Go on without answering. It leaves what an answer leaves, so that nobody can tell."""
    shown = _shown(module, lesson, request.form.get("revision", 0, int), request.form.get("language", ""))
    _mark_done(shown, _reflection(shown, block))
    flash(_("That's fine. The lesson goes on without it."))
    return _back(module, lesson, part_after(shown, block))


def is_fragment() -> bool:
    """Tell whether htmx asks, and wants a piece of the page only."""
    return request.headers.get("HX-Request") == "true"


def refuse_other_account(form: WritingForm) -> None:
    """Never put into one journal what was written on another account's page."""
    if form.account.data and form.account.data != draft_account():
        sentence = _("You are signed in with another account than the one this was written with. Nothing was saved.")
        raise DomainError(sentence, status=403)


def saved_fragment(outcome: journal.Outcome, entry: object, *, block: object, form: WritingForm) -> str:
    """Return what changes on a page whose text was just saved or set aside."""
    template = "learning/journal/saved.html"
    return render_template(template, outcome=outcome, entry=entry, block=block, version=form.version.data or 0)


def _person() -> Person:
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person


def _shown(module: str, lesson: str, revision: int, wanted: str) -> PublishedLesson:
    """Return the lesson as the page showed it: of the revision and language it names, else as it is now."""
    wanted = wanted if wanted in LANGUAGES else language()
    shown = curriculum.revision_content(revision, wanted) if 0 < revision <= LARGEST else None
    if shown is None or (shown.module_slug, shown.slug) != (module, lesson):
        shown = curriculum.published_lesson(module, lesson, wanted)
    if shown is None:
        abort(404)
    return shown


def _reflection(shown: PublishedLesson, block: str) -> ReflectionBlock:
    asked = shown.block(block)
    if not isinstance(asked, ReflectionBlock):
        abort(404)
    return asked


def _prompt(shown: PublishedLesson, asked: ReflectionBlock) -> journal.Prompt:
    return journal.Prompt(
        lesson_id=shown.lesson_id,
        block=asked.id,
        revision_id=shown.revision_id,
        language=shown.language,
        text=asked.prompt_text,
    )


def _mark_done(shown: PublishedLesson, asked: ReflectionBlock) -> None:
    steps.block_done(learners.of(_person()), shown, asked.id)


def _refused(form: WritingForm, shown: PublishedLesson, asked: ReflectionBlock) -> Answer:
    template = "learning/journal/not_saved.html" if is_fragment() else "learning/journal/reflection.html"
    return render_template(template, form=form, lesson=shown, block=asked), 422


def _back(module: str, lesson: str, anchor: str) -> Response:
    return redirect(url_for("learning.lesson_page", module=module, lesson=lesson, _anchor=anchor))
