"""What the forms and buttons of the practice do: what they say goes into the round, and into nothing else."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from flask import abort
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.core.errors import DomainError
from lms.studio import practice_acts
from lms.studio.forms.signing import MediatorForm, OutcomeForm, PositionForm, PublishForm, ReadyForm, credit_form
from lms.studio.forms.talk import AnswerForm, CommentForm, ReportForm, VoiceForm
from lms.studio.models import SuggestionKind, Voice
from lms.studio.operations import practising
from lms.studio.practice import Asked, Practice, Step, Who
from lms.studio.views.practice_pages import PART, comment_wanted, form_of_deputy, form_of_hold, kind_wanted, wording
from lms.studio.views.reminding import remind
from lms.studio.views.suggesting import sent_words, shows_errors
from lms.ui.form import Form

AnyForm = TypeVar("AnyForm", bound=Form)
Act = Callable[[Practice, Step], str]  # does it, and returns what is said then


class NotTaken(Exception):  # noqa: N818 (nothing went wrong: something is missing in a form)
    """A form that was not taken; its page is shown again."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form


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
        practice_acts.suggest(state, kind, body, reason=form.reason.data or "")
    except DomainError as error:
        form.refuse(error)
        raise NotTaken(form) from error
    remind(form.reason.data, str(body or ""))
    return str(_("Sent. The others see it, and it gets an answer with a reason."))


def _hold(state: Practice, _at: Step) -> str:
    form = _taken(form_of_hold(state))
    practice_acts.place_hold(state, reason=form.reason.data or "", part=form.block.data == PART)
    return str(_("Your hold stands. Nothing is published over it."))


def _publish(state: Practice, _at: Step) -> str:
    form = _taken(PublishForm())
    try:
        practice_acts.publish(state, {"da": form.da.data or "", "en": form.en.data or ""})
    except DomainError as error:
        form.refuse(error)
        raise NotTaken(form) from error
    return str(_("Nothing was published: this is practice."))


def _accept(state: Practice, step: Step) -> str:
    practice_acts.accept(state, _asked(state, step), answer=_taken(AnswerForm()).answer.data or "")
    return str(_("Taken in: the draft says it now."))


def _decline(state: Practice, step: Step) -> str:
    practice_acts.decline(state, _asked(state, step), answer=_taken(AnswerForm()).answer.data or "")
    return str(_("Not taken in. Your reason is shown to everybody who writes along."))


def _give_voice(state: Practice, _at: Step) -> str:
    form = _taken(VoiceForm())
    practice_acts.give_voice(state, Voice(form.voice.data), reason=form.reason.data or "")
    return str(_("Thank you. Until it is closed you can change your mind."))


def _reply(state: Practice, _at: Step) -> str:
    form = _taken(CommentForm())
    practice_acts.say(state, Who.ME, form.body.data or "")
    remind(form.body.data)
    return str(_("Sent."))


def _make_ready(state: Practice, _at: Step) -> str:
    practice_acts.make_ready(state, small=ReadyForm().small_fix.data)
    return str(_("The lesson is ready for sign-off. The others are told that something waits for them."))


def _let_others(state: Practice, step: Step) -> str:
    practising.let_others(state, step)
    return str(_("The program has answered."))


def _report(state: Practice, _at: Step) -> str:
    number = practice_acts.reportable(state, comment_wanted())
    if number is not None:
        remind(_taken(ReportForm()).reason.data)
        practice_acts.report(state, number)
    return str(_("Thank you. An administrator looks at it. They see these words, but not who wrote or reported them."))


def _propose_mediator(state: Practice, _at: Step) -> str:
    practice_acts.propose_mediator(state, _taken(MediatorForm()).mediator.data or "")
    return str(_("Saved"))


def _write_position(state: Practice, _at: Step) -> str:
    form = _taken(PositionForm())
    practice_acts.write_position(state, {"da": form.da.data or "", "en": form.en.data or ""})
    return str(_("Saved"))


def _propose_outcome(state: Practice, _at: Step) -> str:
    _taken(OutcomeForm())
    practice_acts.propose_side_by_side(state)
    return str(_("Saved"))


def _credit(state: Practice, _at: Step) -> str:
    state.own.credits = list(_taken(credit_form()).contributions.data or [])
    return str(_("Saved"))


def _deputise(state: Practice, _at: Step) -> str:
    state.own.deputy = bool(_taken(form_of_deputy(state)).deputy.data)
    return str(_("Saved"))


def _asked(state: Practice, step: Step) -> Asked:
    """Return the suggestion I answer in a step: never my own."""
    return {Step.ANSWER: state.theirs, Step.DECIDE: state.jointly}.get(step) or abort(404)


def _open_vote(state: Practice) -> None:
    state.vote.opened = True


def _unsay(state: Practice) -> None:
    practice_acts.unsay(state, comment_wanted())


def _rename(state: Practice) -> None:
    state.own.nameless = not state.own.nameless


def _pause(state: Practice, *, paused: bool) -> None:
    state.own.paused = paused


def _button(do: Callable[[Practice], None], said: LazyString) -> Act:
    """Return what a button does that needs no words."""

    def act(state: Practice, _at: Step) -> str:
        do(state)
        return str(said)

    return act


FORMS: dict[Step, Act] = {
    Step.SUGGEST: _suggest,
    Step.REPORT: _report,
    Step.HOLD: _hold,
    Step.MEDIATE: _hold,
    Step.PUBLISH: _publish,
    Step.CREDIT: _credit,
    Step.PAUSE: _deputise,
}
BUTTONS: dict[str, Act] = {
    "accept_suggestion": _accept,
    "decline_suggestion": _decline,
    "give_voice": _give_voice,
    "reply": _reply,
    "make_ready": _make_ready,
    "propose_mediator": _propose_mediator,
    "write_position": _write_position,
    "propose_outcome": _propose_outcome,
    "others": _let_others,
    "withdraw_suggestion": _button(
        practice_acts.take_back, _l("You took your suggestion back. Nobody has to answer it any more.")
    ),
    "open_vote": _button(_open_vote, _l("Everybody is told. They have five working days to say where they stand.")),
    "withdraw_comment": _button(_unsay, _l("Your words are gone. A line says that there was something.")),
    "resolve_thread": _button(
        partial(practice_acts.settle, settled=True), _l("Settled. Anybody can take it up again.")
    ),
    "reopen_thread": _button(partial(practice_acts.settle, settled=False), _l("Open again.")),
    "sign": _button(
        partial(practice_acts.sign, signed=True),
        _l("You have signed it off. You can take that back until it is published."),
    ),
    "take_back": _button(
        partial(practice_acts.sign, signed=False), _l("Your sign-off is taken back. You need to give no reason.")
    ),
    "content_edit": _button(
        practice_acts.call_content_edit,
        _l("Now it is treated as a change of content: everybody looks at it again."),
    ),
    "withdraw_hold": _button(practice_acts.withdraw_hold, _l("The hold is taken back.")),
    "rename": _button(_rename, _l("Saved")),
    "pause": _button(
        partial(_pause, paused=True), _l("You are away now. Deadlines wait for you. Come back whenever you like.")
    ),
    "resume": _button(partial(_pause, paused=False), _l("Good to have you back. Everything is where you left it.")),
}
