"""Practising all that partners do: an overview, its steps, its acts. Only the person themselves has any of it."""

from collections.abc import Callable
from typing import TypeVar

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import signed_in
from lms.core.bodies import takes
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import practice
from lms.studio.forms.signing import PublishForm, ReadyForm
from lms.studio.forms.talk import AnswerForm, CommentForm, VoiceForm
from lms.studio.models import PracticeRound, SuggestionKind, Voice
from lms.studio.operations import practising
from lms.studio.practice import Asked, Practice, Step, Who
from lms.studio.practice_words import guide
from lms.studio.views.blueprint import studio
from lms.studio.views.practice_pages import ACTS, PART, form_of_hold, kind_wanted, step_page, wording
from lms.studio.views.reminding import remind
from lms.studio.views.suggesting import sent_words, shows_errors
from lms.studio.views.writing import MOST_BYTES
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]
Said = Callable[[], str]
AnyForm = TypeVar("AnyForm", bound=Form)


class NotTaken(Exception):  # noqa: N818 (nothing went wrong: something is missing in a form)
    """A form that was not taken; its page is shown again."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form


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
    """Take what a step's own form says: a suggestion, a hold, a publication."""
    acts = {Step.SUGGEST: _suggest, Step.HOLD: _hold, Step.PUBLISH: _publish}
    wanted = _step(step)
    return _do(wanted, acts[wanted]) if wanted in acts else abort(404)


@studio.post("/studio/-/practice/together/<step>/<act>")
@signed_in
def practise(step: str, act: str) -> Answer:
    """Do what a button of a step says."""
    wanted = _step(step)
    if act not in ACTS:
        abort(404)
    return _do(wanted, _ACTS.get(act, lambda state, step: _simple(state, step, act)))


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


def _taken(form: AnyForm) -> AnyForm:
    if not form.validate_on_submit():
        raise NotTaken(form)
    return form


def _suggest(state: Practice, _at: Step) -> str:
    kind = kind_wanted() or abort(404)
    form, groups = wording(state, kind)
    answers = sent_words(form, groups, state.now)
    if not form.validate() or shows_errors(form, answers):
        raise NotTaken(form)
    body = None if kind is SuggestionKind.QUESTION else dict(answers.body)
    try:
        practice.suggest(state, kind, body, reason=form.reason.data or "")
    except DomainError as error:
        form.refuse(error)
        raise NotTaken(form) from error
    remind(form.reason.data, str(body or ""))
    return str(_("Sent. The others see it, and it gets an answer with a reason."))


def _hold(state: Practice, _at: Step) -> str:
    form = _taken(form_of_hold(state))
    practice.place_hold(state, reason=form.reason.data or "", part=form.block.data == PART)
    return str(_("Your hold stands. Nothing is published over it."))


def _publish(state: Practice, _at: Step) -> str:
    form = _taken(PublishForm())
    try:
        practice.publish(state, {"da": form.da.data or "", "en": form.en.data or ""})
    except DomainError as error:
        form.refuse(error)
        raise NotTaken(form) from error
    return str(_("Nothing was published: this is practice."))


def _accept(state: Practice, step: Step) -> str:
    practice.accept(state, _asked(state, step), answer=_taken(AnswerForm()).answer.data or "")
    return str(_("Taken in: the draft says it now."))


def _decline(state: Practice, step: Step) -> str:
    practice.decline(state, _asked(state, step), answer=_taken(AnswerForm()).answer.data or "")
    return str(_("Not taken in. Your reason is shown to everybody who writes along."))


def _give_voice(state: Practice, _at: Step) -> str:
    form = _taken(VoiceForm())
    practice.give_voice(state, Voice(form.voice.data), reason=form.reason.data or "")
    return str(_("Thank you. Until it is closed you can change your mind."))


def _reply(state: Practice, _at: Step) -> str:
    form = _taken(CommentForm())
    practice.say(state, Who.ME, form.body.data or "")
    remind(form.body.data)
    return str(_("Sent."))


def _make_ready(state: Practice, _at: Step) -> str:
    practice.make_ready(state, small=ReadyForm().small_fix.data)
    return str(_("The lesson is ready for sign-off. The others are told that something waits for them."))


def _let_others(state: Practice, step: Step) -> str:
    practising.let_others(state, step)
    return str(_("The program has answered for the others."))


def _asked(state: Practice, step: Step) -> Asked:
    """Return the suggestion I answer in a step: never my own."""
    return {Step.ANSWER: state.theirs, Step.DECIDE: state.jointly}.get(step) or abort(404)


def _simple(state: Practice, _step: Step, act: str) -> str:
    """Do what needs no words."""
    do, said = _SIMPLE.get(act) or abort(404)
    do(state)
    return said()


def _open_vote(state: Practice) -> None:
    state.vote.opened = True


def _unsay(state: Practice) -> None:
    practice.unsay(state, request.args.get("comment", -1, type=int))


_ACTS: dict[str, Callable[[Practice, Step], str]] = {
    "accept_suggestion": _accept,
    "decline_suggestion": _decline,
    "give_voice": _give_voice,
    "reply": _reply,
    "make_ready": _make_ready,
    "others": _let_others,
}
_SIMPLE: dict[str, tuple[Callable[[Practice], None], Said]] = {
    "withdraw_suggestion": (
        practice.take_back,
        lambda: _("You took your suggestion back. Nobody has to answer it any more."),
    ),
    "open_vote": (_open_vote, lambda: _("Everybody is told. They have five working days to say where they stand.")),
    "withdraw_comment": (_unsay, lambda: _("Your words are gone. A line says that there was something.")),
    "resolve_thread": (
        lambda state: practice.settle(state, settled=True),
        lambda: _("Settled. Anybody can take it up again."),
    ),
    "reopen_thread": (lambda state: practice.settle(state, settled=False), lambda: _("Open again.")),
    "sign": (
        lambda state: practice.sign(state, signed=True),
        lambda: _("You have signed it off. You can take that back until it is published."),
    ),
    "take_back": (
        lambda state: practice.sign(state, signed=False),
        lambda: _("Your sign-off is taken back. You need to give no reason."),
    ),
    "content_edit": (
        practice.call_content_edit,
        lambda: _("Now it is treated as a change of content: everybody looks at it again."),
    ),
    "withdraw_hold": (practice.withdraw_hold, lambda: _("The hold is taken back.")),
}
