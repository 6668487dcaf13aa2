"""A module's team task: what to try at work, printable; asking to be asked later, answering then, stopping."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import public, signed_in
from lms.core.i18n import language
from lms.core.transaction import finish
from lms.curriculum import queries as curriculum
from lms.curriculum.queries import ModulePage
from lms.learning.forms import BlockForm, LaterForm, TaskForm
from lms.learning.later import Asking, asking
from lms.learning.sheets.measure import answers_in
from lms.learning.views.blueprint import learning
from lms.learning.views.lessons import whoever
from lms.learning.views.measures import asked, keep
from lms.learning.words import happened_choices
from lms.measures import queries
from lms.measures.models import Happened, Later, MeasureMoment
from lms.measures.operations import wishes

Answer = Response | str | tuple[str, int]


@learning.get("/modules/<module>/-/team-task")
@public
def team_task(module: str) -> str:
    """Show a module's team task as a sheet to print, and let people ask to be asked about it later."""
    page = _with_task(module)
    mine = queries.wish(whoever(), page.id) if current_user.is_authenticated else {}
    return render_template("learning/team_task/sheet.html", page=page, mine=mine, Later=Later)


@learning.post("/modules/<module>/-/team-task")
@signed_in
def choose_later(module: str) -> Response:
    """Keep what somebody wants to be asked later about a module."""
    page = _with_task(module)
    form = LaterForm()
    if not form.validate():
        abort(400)
    wanted = [later for later in Later if getattr(form, later.value).data]
    wishes.choose(page.id, wanted, by=whoever())
    flash(_("Saved") if wanted else _("We won't ask you about this module."))
    return redirect(url_for("learning.team_task", module=module, _anchor="later"))


@learning.get("/learn/later/<module>/")
@signed_in
def later(module: str) -> Answer:
    """Ask what somebody wanted to be asked. Nothing happens by opening it."""
    page = _with_task(module)
    return _page(page, _wished(page), TaskForm())


@learning.post("/learn/later/<module>/")
@signed_in
def answer_later(module: str) -> Answer:
    """Keep what became of the team task."""
    page = _with_task(module)
    mine = _wished(page)
    form = TaskForm()
    form.answer.choices = happened_choices()
    if not form.validate():
        return _page(page, mine, form), 422
    wishes.answer(page.id, Happened(form.answer.data), form.note.data or "", by=whoever())
    flash(_("Saved"))
    return redirect(url_for("learning.later", module=module))


@learning.post("/learn/later/<module>/measure")
@signed_in
def answer_later_measure(module: str) -> Response:
    """Keep answers to the questions asked again; a wish for them alone is then fulfilled and goes."""
    page = _with_task(module)
    moment = request.form.get("moment", "")
    wish = next((each for each in _wished(page).values() if each.later == moment and each.due), None)
    found = _asking(page, wish.later) if wish else None
    if found is None or not BlockForm().validate():
        abort(404)
    values = answers_in(found.block, found.moment, request.form.to_dict(flat=False))
    if not values:
        flash(_("You left all of it open, so there was nothing to save."))
        return redirect(url_for("learning.later", module=module))
    keep(asked(found.lesson, found.block, found.moment), values)
    flash(_("Saved"))
    if found.moment is MeasureMoment.SIX_WEEKS:
        return redirect(url_for("learning.later", module=module))
    finish()
    wishes.stop(page.id, Later.THREE_MONTHS, by=whoever())
    return redirect(url_for("learning.my_learning"))


@learning.post("/learn/later/<module>/stop")
@signed_in
def stop_later(module: str) -> Response:
    """Forget a wish, and what was answered to it."""
    page = _with_task(module)
    which = request.form.get("later", "")
    if which not in set(Later):
        abort(404)
    wishes.stop(page.id, Later(which), by=whoever())
    flash(_("We won't ask you about this again."))
    return redirect(url_for("learning.my_learning"))


def _page(page: ModulePage, mine: dict[Later, queries.Wish], form: TaskForm) -> str:
    form.answer.choices = happened_choices()
    six = mine.get(Later.SIX_WEEKS)
    if request.method == "GET" and six is not None:
        form.answer.data, form.note.data = six.answer, six.note
    return render_template(
        "learning/team_task/later.html",
        page=page,
        mine=mine,
        form=form,
        askings=[found for each in mine.values() if each.due and (found := _asking(page, each.later))],
        Later=Later,
    )


def _asking(page: ModulePage, which: Later) -> Asking | None:
    return asking(page.id, which, language(), whoever().id)


def _wished(page: ModulePage) -> dict[Later, queries.Wish]:
    mine = queries.wish(whoever(), page.id)
    if not mine:
        abort(404)
    return mine


def _with_task(module: str) -> ModulePage:
    page = curriculum.module_page(module, language())
    if page is None or page.team_task is None:
        abort(404)
    return page
