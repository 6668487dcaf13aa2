"""A lesson's page, its reader's place in it, and "I have read this"."""

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.accounts.models import Person
from lms.core.access import public, signed_in
from lms.core.i18n import language
from lms.curriculum import queries as curriculum
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.queries.withdrawn import taken_out
from lms.learning.forms import BlockForm, PlaceForm
from lms.learning.operations import progress
from lms.learning.sheets.page import LessonPage
from lms.learning.sheets.page import lesson_page as page_of
from lms.learning.sheets.problems import Problem
from lms.learning.sheets.scenario import moved
from lms.learning.views import marks
from lms.learning.views.blueprint import learning
from lms.learning.views.frames import whole_page
from lms.learning.views.pieces import lang_attribute


@learning.get("/modules/<module>/<lesson>/")
@public
def lesson_page(module: str, lesson: str) -> Response:
    """Show a lesson. Everybody may read it; what a person did in it is shown to them alone, and no story is kept."""
    shown = curriculum.published_lesson(module, lesson, language())
    if shown is None:
        return _taken_out(module, lesson)
    page = page_of(shown, current_user.id if current_user.is_authenticated else None)
    answer = make_response(whole_page(page))
    if page.stories:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _taken_out(module: str, lesson: str) -> Response:
    """Say in words that those who wrote a lesson took it out; what was never shown is not there."""
    gone = taken_out(module, lesson, language())
    if gone is None:
        abort(404)
    answer = make_response(render_template("learning/lesson/taken_out.html", gone=gone), 410)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@learning.post("/modules/<module>/<lesson>/-/place")
@signed_in
def keep_place(module: str, lesson: str) -> Response:
    """Keep the place somebody reads at; sent by the page itself."""
    form = PlaceForm()
    shown = as_shown(module, lesson, form)
    if not form.validate() or shown.block(form.block.data) is None:
        abort(400)
    person = whoever()
    progress.keep_place(progress.standing(person, shown, form.block.data), shown, form.block.data)
    return make_response("", 204)


@learning.post("/modules/<module>/<lesson>/-/read")
@signed_in
def read(module: str, lesson: str) -> Response:
    """Note that everything has been read; that completes the lesson unless something still waits for an answer."""
    shown = as_shown(module, lesson, BlockForm())
    if progress.read_lesson(shown, by=whoever()):
        flash(_("Saved. A few parts still wait for you; they are listed at the end of the lesson."))
    else:
        flash(_("You have completed the lesson “%(title)s”.", title=shown.title))
    return redirect(url_for("learning.lesson_page", module=module, lesson=lesson, _anchor="lesson-end"))


def as_shown(module: str, lesson: str, form: BlockForm) -> PublishedLesson:
    """Return the lesson as the page showed it that an answer comes from, or answer 404."""
    revision = form.revision.data
    wanted = form.language.data or language()
    shown = curriculum.revision_content(revision, wanted) if revision and 0 < revision < 2**31 else None
    if shown is None or (shown.module_slug, shown.slug) != (module, lesson):
        abort(404)
    return shown


def part_after(shown: PublishedLesson, block: str) -> str:
    """Return the anchor of what follows a block, for whoever goes on without answering it."""
    names = [each.id for each in shown.blocks]
    return [*names, "lesson-end"][names.index(block) + 1]


def whoever() -> Person:
    """Return the person who is signed in."""
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person


def fragment(page: LessonPage, block: str, words: str, question: str = "") -> str:
    """Return what changes on a page when a block (or one question of it) was answered, with the words that say so."""
    sheet = page.sheets[block]
    one = next(each for each in sheet if each.question.id == question) if question else None
    html = render_template(
        "learning/lesson/fragment.html",
        block=page.lesson.block(block),
        sheet=sheet,
        question=one,
        words=words,
        fresh=True,
        token=marks.TOKEN,
        key=marks.KEY,
        run=marks.run_of(block),
        moved=moved,
        page=page,
        lesson=page.lesson,
        signed_in=page.signed_in,
        lang=lang_attribute(page.lesson),
    )
    return marks.personal(html, page)


def with_problem(lesson: PublishedLesson, problem: Problem | None) -> LessonPage:
    """Return the signed-in person's page of a lesson after an answer."""
    return page_of(lesson, current_user.id, problem=problem)
