"""Practising all that partners do: an overview, its steps, its acts. Only the person themselves has any of it."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import signed_in
from lms.core.bodies import takes
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import practice
from lms.studio.models import PracticeRound
from lms.studio.operations import practising
from lms.studio.practice import Practice, Step
from lms.studio.practice_words import guide
from lms.studio.views.blueprint import studio
from lms.studio.views.practice_buttons import BUTTONS, FORMS, NotTaken
from lms.studio.views.practice_pages import step_page
from lms.studio.views.writing import MOST_BYTES
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]


@studio.get("/studio/-/practice/together/")
@signed_in
def practise_together() -> Answer:
    """Show the steps of the practice, and which of them are done."""
    practised = practising.round_of(current_user)
    done = practice.read(practised.state).done if practised else frozenset()
    guides = {step: guide(step) for step in Step}
    following = next((step for step in Step if step not in done), None)
    begun = practised is not None
    return render_template(
        "studio/practice/together.html", nav="studio", begun=begun, done=done, guides=guides, following=following
    )


@studio.post("/studio/-/practice/together/")
@signed_in
def begin_together() -> Answer:
    """Begin to practise, or go on."""
    practising.begin(language(), by=current_user._get_current_object())  # noqa: SLF001
    return redirect(url_for("studio.practise_step", step=Step.SUGGEST.value))


@studio.post("/studio/-/practice/together/start-over")
@signed_in
def start_practice_over() -> Answer:
    """Begin again from nothing."""
    practising.start_over(language(), by=current_user._get_current_object())  # noqa: SLF001
    flash(_("You start from scratch. What you tried before is gone."))
    return redirect(url_for("studio.practise_together"))


@studio.get("/studio/-/practice/together/<step>")
@signed_in
def practise_step(step: str) -> Answer:
    """Show a step."""
    wanted = _step(step)
    practised = practising.round_of(current_user)
    if practised is None:
        return redirect(url_for("studio.practise_together"))
    return step_page(practised, practice.read(practised.state), wanted)


@studio.post("/studio/-/practice/together/<step>")
@signed_in
@takes(MOST_BYTES)
def send_step(step: str) -> Answer:
    """Take what a step's own form says: a suggestion, a report, a hold, a publication, credits, a deputy."""
    wanted = _step(step)
    return _do(wanted, FORMS[wanted]) if wanted in FORMS else abort(404)


@studio.post("/studio/-/practice/together/<step>/<act>")
@signed_in
def practise(step: str, act: str) -> Answer:
    """Do what a button of a step says."""
    wanted = _step(step)
    return _do(wanted, BUTTONS[act]) if act in BUTTONS else abort(404)


def _do(step: Step, act: Callable[[Practice, Step], str]) -> Answer:
    """Do it and show the step again; what is refused stands at its form, or on top of the page."""
    practised = practising.round_of(current_user, to_change=True)
    if practised is None:
        return redirect(url_for("studio.practise_together"))
    state = practice.read(practised.state)
    try:
        flash(act(state, step))
    except NotTaken as refused:
        return step_page(practised, practice.read(practised.state), step, refused.form), 422
    except DomainError as error:
        return _refused(practised, step, error)
    practising.keep(practised, state)
    return redirect(url_for("studio.practise_step", step=step.value))


def _refused(practised: PracticeRound, step: Step, error: DomainError) -> Answer:
    db.session.refresh(practised)
    form = Form(formdata=None)
    form.refuse(error)
    return step_page(practised, practice.read(practised.state), step, form), error.status


def _step(value: str) -> Step:
    return Step(value) if value in set(Step) else abort(404)
