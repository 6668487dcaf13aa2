"""Conversations: a draft's list, one with its answers, and what is done with them."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.bodies import takes
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES, language
from lms.studio import policy
from lms.studio.forms.talk import CommentForm, ReportForm, ThreadForm
from lms.studio.joint_decisions import partners_of
from lms.studio.models import Comment, Draft, Partner, Thread
from lms.studio.operations import commenting, reporting
from lms.studio.queries.comments import (
    Show,
    comment_visible_to,
    thread_page,
    thread_visible_to,
    threads_in,
    words_to_choose,
)
from lms.studio.queries.suggestions import block_in
from lms.studio.talk_words import block_words
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.reminding import remind
from lms.studio.views.writing import MOST_BYTES

Answer = str | Response | tuple[str, int]


def thread_by_id(thread: int) -> Thread | None:
    """Load a conversation for a page."""
    return thread_visible_to(current_user, thread)


def comment_by_id(comment: int) -> Comment | None:
    """Load a comment for an act."""
    return comment_visible_to(current_user, comment)


@studio.get("/studio/-/drafts/<int:draft>/comments")
@permit(policy.can_decide, draft=doors.draft_by_id)
def comments(draft: Draft) -> Answer:
    """Show the conversations in a draft."""
    asked = request.args.get("show", "")
    show = Show(asked) if asked in list(Show) else Show.OPEN
    lines = threads_in(draft, me=_me(draft), show=show)
    return render_template("studio/comment/list.html", nav="studio", draft=draft, lines=lines, show=show, shows=Show)


@studio.route("/studio/-/drafts/<int:draft>/comments/new", methods=["GET", "POST"])
@permit(policy.can_decide, draft=doors.draft_by_id)
@takes(MOST_BYTES)
def comment_new(draft: Draft) -> Answer:
    """Begin a conversation on a draft, a block or a passage."""
    name, code = request.args.get("block", ""), request.args.get("language", language())
    block = block_in(draft, name) if name else None
    if (name and block is None) or code not in LANGUAGES:
        abort(404)
    form = ThreadForm()
    if form.validate_on_submit():
        try:
            thread = commenting.open_thread(
                draft, form.body.data, language=code, by=_me(draft), block=block, passage=form.passage.data or ""
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Sent. The others see it here."))
            remind(form.body.data, form.passage.data)
            return redirect(url_for("studio.thread", thread=thread.id))
    text = next((text for text in block.texts if text.language == code), None) if block else None
    page = render_template(
        "studio/comment/new.html",
        nav="studio",
        form=form,
        draft=draft,
        block=block,
        block_words=block_words(block.kind, text.body) if block and text else "",
        names=_names(draft.id),
        code=code,
        paragraphs=words_to_choose(block, code) if block and block.kind != "story" else (),
    )
    return (page, 422) if form.is_submitted() else page


@studio.get("/studio/-/threads/<int:thread>")
@permit(policy.can_talk, thread=thread_by_id)
def thread(thread: Thread) -> Answer:
    """Show a conversation. One about a suggestion stands on the suggestion's page."""
    if thread.suggestion_id is not None:
        return redirect(url_for("studio.suggestion", suggestion=thread.suggestion_id, _anchor="discussion"))
    return _page(thread)


@studio.post("/studio/-/threads/<int:thread>")
@permit(policy.can_talk, thread=thread_by_id)
@takes(MOST_BYTES)
def reply(thread: Thread) -> Answer:
    """Say something in a conversation."""
    form = CommentForm()
    if form.validate_on_submit():
        try:
            commenting.reply(thread, form.body.data, by=_me_at(thread))
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Sent."))
            remind(form.body.data)
            return _back(thread)
    return _page(thread, form), 422


@studio.post("/studio/-/threads/<int:thread>/resolve")
@permit(policy.can_talk, thread=thread_by_id)
def resolve_thread(thread: Thread) -> Answer:
    """Call a conversation settled."""
    commenting.resolve(thread, by=_me_at(thread))
    flash(_("Settled. Anybody can take it up again."))
    return _back(thread)


@studio.post("/studio/-/threads/<int:thread>/reopen")
@permit(policy.can_talk, thread=thread_by_id)
def reopen_thread(thread: Thread) -> Answer:
    """Take a conversation up again."""
    commenting.reopen(thread, by=_me_at(thread))
    flash(_("Open again."))
    return _back(thread)


@studio.post("/studio/-/comments/<int:comment>/withdraw")
@permit(policy.can_read, comment=comment_by_id)
def withdraw_comment(comment: Comment) -> Answer:
    """Take one's own words back."""
    commenting.withdraw(comment, by=_me_at(comment.thread))
    flash(_("Your words are gone. A line says that there was something."))
    return _back(comment.thread)


@studio.route("/studio/-/comments/<int:comment>/report", methods=["GET", "POST"])
@permit(policy.can_read, comment=comment_by_id)
@takes(MOST_BYTES)
def report_comment(comment: Comment) -> Answer:
    """Ask an administrator to look at a comment."""
    form = ReportForm()
    if form.validate_on_submit():
        try:
            reporting.report(comment, reason=form.reason.data, by=_me_at(comment.thread))
        except DomainError as error:
            form.refuse(error)
        else:
            flash(
                _("Thank you. An administrator looks at it. They see these words, but not who wrote or reported them.")
            )
            return _back(comment.thread)
    hidden = comment.withdrawn_at is not None or comment.hidden_at is not None
    body = "" if hidden else comment.body
    page = render_template("studio/comment/report.html", nav="studio", form=form, comment=comment, body=body)
    return (page, 422) if form.is_submitted() else page


def _page(thread: Thread, form: CommentForm | None = None) -> str:
    return render_template(
        "studio/comment/thread.html",
        nav="studio",
        page=thread_page(thread, me=_me_at(thread)),
        comment_form=form or CommentForm(formdata=None),
        form=form,
        names=_names(thread.draft_id),
    )


def _back(thread: Thread) -> Response:
    if thread.suggestion_id is not None:
        return redirect(url_for("studio.suggestion", suggestion=thread.suggestion_id, _anchor="discussion"))
    return redirect(url_for("studio.thread", thread=thread.id))


def _me(draft: Draft) -> Partner:
    me = doors.me_in(draft.collaboration_id)
    if me is None:
        abort(403)
    return me


def _me_at(thread: Thread) -> Partner:
    return _me(db.session.get_one(Draft, thread.draft_id))


def _names(draft_id: int) -> list[str]:
    """Return the names somebody may write after an @."""
    return [partner.shown_name for partner in partners_of(draft_id) if partner.shown_name]
