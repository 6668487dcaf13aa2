"""Lists of suggestions, a suggestion's page, and what is done with one: talked about, decided, answered."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit, signed_in
from lms.core.bodies import takes
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import policy
from lms.studio.forms.talk import AnswerForm, CommentForm, VoiceForm
from lms.studio.models import Draft, Partner, Suggestion, Voice
from lms.studio.operations import commenting, deciding, suggesting, voices
from lms.studio.queries.suggestion_page import suggestion_page
from lms.studio.queries.suggestions import Show, suggestion_visible_to, suggestions_in, you_said
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.reminding import remind
from lms.studio.views.writing import MOST_BYTES
from lms.studio.writers import Writer
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]


def suggestion_by_id(suggestion: int) -> Suggestion | None:
    """Load a suggestion for a page; what somebody may not see isn't there for them."""
    found = suggestion_visible_to(current_user, suggestion)
    return found if found is not None and policy.can_see_suggestion(current_user, found) else None


@studio.get("/studio/-/drafts/<int:draft>/suggestions")
@permit(policy.can_decide, draft=doors.draft_by_id)
def suggestions(draft: Draft) -> Answer:
    """Show the suggestions in a draft."""
    asked = request.args.get("show", "")
    show = Show(asked) if asked in list(Show) else Show.OPEN
    lines = suggestions_in(draft, me=doors.me_in(draft.collaboration_id), show=show)
    return render_template("studio/suggestion/list.html", nav="studio", draft=draft, lines=lines, show=show, shows=Show)


@studio.get("/studio/-/you-said")
@signed_in
def you_said_we_did() -> Answer:
    """Show somebody what became of what they suggested."""
    return render_template("studio/suggestion/you_said.html", nav="studio", said=you_said(current_user, language()))


@studio.get("/studio/-/suggestions/<int:suggestion>")
@permit(policy.can_see_suggestion, suggestion=suggestion_by_id)
def suggestion(suggestion: Suggestion) -> Answer:
    """Show a suggestion."""
    return _page(suggestion)


@studio.post("/studio/-/suggestions/<int:suggestion>/withdraw")
@permit(policy.can_discuss, suggestion=suggestion_by_id)
def withdraw_suggestion(suggestion: Suggestion) -> Answer:
    """Take one's own suggestion back."""
    suggesting.withdraw(suggestion, by=_me(suggestion))
    flash(_("You took your suggestion back. Nobody has to answer it any more."))
    return _back(suggestion)


@studio.post("/studio/-/suggestions/<int:suggestion>/accept")
@permit(policy.can_answer_suggestion, suggestion=suggestion_by_id)
@takes(MOST_BYTES)
def accept_suggestion(suggestion: Suggestion) -> Answer:
    """Take a suggestion into the draft."""
    return _answered(
        suggestion,
        lambda form, by: deciding.accept(suggestion, answer=form.answer.data, by=by, over=form.over.data),
        said=_("Taken in: the draft says it now."),
    )


@studio.post("/studio/-/suggestions/<int:suggestion>/decline")
@permit(policy.can_answer_suggestion, suggestion=suggestion_by_id)
@takes(MOST_BYTES)
def decline_suggestion(suggestion: Suggestion) -> Answer:
    """Decline a suggestion, with a reason."""
    return _answered(
        suggestion,
        lambda form, by: deciding.decline(suggestion, answer=form.answer.data, by=by),
        said=_("Not taken in. Your reason is shown to everybody who writes along."),
    )


@studio.post("/studio/-/suggestions/<int:suggestion>/answer")
@permit(policy.can_answer_suggestion, suggestion=suggestion_by_id)
@takes(MOST_BYTES)
def answer_suggestion(suggestion: Suggestion) -> Answer:
    """Answer a question."""
    return _answered(
        suggestion,
        lambda form, by: deciding.answer_question(suggestion, answer=form.answer.data, by=by),
        said=_("Answered."),
    )


@studio.post("/studio/-/suggestions/<int:suggestion>/vote")
@permit(policy.can_discuss, suggestion=suggestion_by_id)
def open_vote(suggestion: Suggestion) -> Answer:
    """Ask everybody whether a suggestion may be left out."""
    voices.open_vote(suggestion, by=_me(suggestion))
    flash(_("Everybody is told. They have five working days to say where they stand."))
    return _back(suggestion)


@studio.post("/studio/-/suggestions/<int:suggestion>/voice")
@permit(policy.can_discuss, suggestion=suggestion_by_id)
@takes(MOST_BYTES)
def give_voice(suggestion: Suggestion) -> Answer:
    """Say where one stands, or where somebody paused stands whose deputy one is."""
    form = VoiceForm()
    me = _me(suggestion)
    partner = _seat(form, me)
    if form.validate_on_submit():
        try:
            voices.give_voice(suggestion, Voice(form.voice.data), reason=form.reason.data, partner=partner, by=me)
        except DomainError as error:
            return _refused(suggestion, form, error)
        flash(_("Thank you. Until it is closed you can change your mind."))
        return _back(suggestion)
    return _page(suggestion, voice_form=form, seat=partner.id), 422


@studio.post("/studio/-/suggestions/<int:suggestion>/comments")
@permit(policy.can_discuss, suggestion=suggestion_by_id)
@takes(MOST_BYTES)
def discuss_suggestion(suggestion: Suggestion) -> Answer:
    """Say something about a suggestion."""
    form = CommentForm()
    if form.validate_on_submit():
        try:
            commenting.discuss(suggestion, form.body.data, by=_me(suggestion))
        except DomainError as error:
            return _refused(suggestion, form, error)
        flash(_("Sent."))
        remind(form.body.data)
        return redirect(url_for("studio.suggestion", suggestion=suggestion.id, _anchor="discussion"))
    return _page(suggestion, comment_form=form), 422


def _answered(suggestion: Suggestion, decide: Callable[[AnswerForm, Writer], None], *, said: str) -> Answer:
    """Carry a decision out, or show the page again with why not and what was typed."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(suggestion, answer_form=form), 422
    try:
        decide(form, _writer(suggestion))
    except DomainError as error:
        return _refused(suggestion, form, error)
    flash(said)
    return _back(suggestion)


def _page(
    suggestion: Suggestion,
    *,
    answer_form: AnswerForm | None = None,
    voice_form: VoiceForm | None = None,
    comment_form: CommentForm | None = None,
    seat: int = 0,
) -> str:
    me = doors.me_in(_draft(suggestion).collaboration_id)
    return render_template(
        "studio/suggestion/suggestion.html",
        nav="studio",
        page=suggestion_page(suggestion, me=me, user=current_user),
        answer_form=answer_form or AnswerForm(formdata=None),
        voice_form=voice_form or VoiceForm(formdata=None),
        comment_form=comment_form or CommentForm(formdata=None),
        refused_seat=seat,
        form=answer_form or voice_form or comment_form,
    )


def _refused(suggestion: Suggestion, form: Form, error: DomainError) -> Answer:
    """Show the page with what was refused, and what was typed."""
    form.refuse(error)
    shown = {AnswerForm: "answer_form", VoiceForm: "voice_form", CommentForm: "comment_form"}[type(form)]
    page = _page(suggestion, **{shown: form})
    return page, error.status


def _back(suggestion: Suggestion) -> Response:
    return redirect(url_for("studio.suggestion", suggestion=suggestion.id))


def _draft(suggestion: Suggestion) -> Draft:
    return db.session.get_one(Draft, suggestion.draft_id)


def _me(suggestion: Suggestion) -> Partner:
    me = doors.me_in(_draft(suggestion).collaboration_id)
    if me is None:
        abort(403)
    return me


def _writer(suggestion: Suggestion) -> Writer:
    me = doors.me_in(_draft(suggestion).collaboration_id)
    return Writer(current_user.id, me.id if me else None)


def _seat(form: VoiceForm, me: Partner) -> Partner:
    """Return for whom somebody speaks: themselves, or a paused partner whose deputy they are."""
    asked = form.partner.data or str(me.id)
    seats = {str(partner.id): partner for partner in policy.acting_for(current_user, me.collaboration)}
    if asked not in seats:
        abort(403)
    return seats[asked]
