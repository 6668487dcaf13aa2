"""My inbox: what waits for me. Opening a notice is a button, since it writes down that it was read."""

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import signed_in
from lms.core.i18n import language
from lms.studio.forms.talk import MailsForm
from lms.studio.inbox_words import asks, sentence
from lms.studio.operations import reading
from lms.studio.queries.inbox import Place, inbox, mail_days, notice_visible_to, place_of, story_days
from lms.studio.views.blueprint import studio

Answer = str | Response | tuple[str, int]


@studio.get("/studio/-/inbox", endpoint="inbox")
@signed_in
def inbox_page() -> Answer:
    """Show what waits for me."""
    return _page()


@studio.post("/studio/-/inbox/mails")
@signed_in
def choose_mails() -> Answer:
    """Say how often a mail may come."""
    form = MailsForm()
    if not form.validate_on_submit():
        return _page(form), 422
    reading.write_every(current_user, form.days.data)
    flash(_("Saved"))
    return redirect(url_for("studio.inbox"))


@studio.post("/studio/-/inbox/<int:notice>")
@signed_in
def open_notice(notice: int) -> Answer:
    """Open what a notice is about, and call it read."""
    found = notice_visible_to(current_user, notice)
    if found is None:
        abort(404)
    reading.read(found)
    return redirect(_address(place_of(found)))


@studio.post("/studio/-/inbox/read")
@signed_in
def read_inbox() -> Answer:
    """Call everything read."""
    reading.read_all(current_user)
    flash(_("All read. What is undecided still stands where it was."))
    return redirect(url_for("studio.inbox"))


def _page(form: MailsForm | None = None) -> str:
    days = mail_days(current_user)
    lines = inbox(current_user, language())
    unread = [line for line in lines if not line.is_read]
    return render_template(
        "studio/inbox/inbox.html",
        nav="studio",
        asked=[line for line in unread if asks(line.kind)],
        news=[line for line in unread if not asks(line.kind)],
        rest=[line for line in lines if line.is_read],
        story_days=story_days(current_user),
        sentence=sentence,
        mails_form=form or MailsForm(formdata=None, days=days),
        wants_mails=days is not None,
        form=form,
    )


def _address(place: Place) -> str:
    """Return where a notice leads; where that page isn't there any more, to the module's desk."""
    if place.kind in _SUGGESTIONS and place.thing_id is not None:
        return url_for("studio.suggestion", suggestion=place.thing_id)
    if place.suggestion_id is not None:
        return url_for("studio.suggestion", suggestion=place.suggestion_id, _anchor="discussion")
    if place.kind in _THREADS and place.thing_id is not None:
        return url_for("studio.thread", thread=place.thing_id)
    for endpoint, names in _WAYS.get(place.kind, ()):
        if f"studio.{endpoint}" in current_app.view_functions and all(_values(place)[name] for name in names):
            return url_for(f"studio.{endpoint}", **{name: _values(place)[name] for name in names})
    return url_for("studio.module", module=place.module_slug)


def _values(place: Place) -> dict[str, Any]:
    values = {"module": place.module_slug, "lesson": place.lesson_slug}
    return values | {"draft": place.draft_id, "hold": place.thing_id, "publication": place.thing_id}


_SUGGESTIONS = {"suggestion", "suggestion_answered", "suggestion_came_out", "vote_opened", "deadline_near"}
_THREADS = {"mention", "comment", "comment_hidden"}
_LESSON = ("lesson", ("module", "lesson"))
_AGREEMENT = ("agreement", ("module",))
_HOLD = (("hold", ("draft", "hold")), _LESSON)
_WAYS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "agreement_change": (_AGREEMENT,),
    "agreement_started": (_AGREEMENT,),
    "partner_joined": (_AGREEMENT,),
    "owner_changed": (_AGREEMENT,),
    "partner_left": (_AGREEMENT,),
    "owner_offered": (_AGREEMENT,),
    "agreement_ended": (("index", ()),),
    "ready_for_sign_off": (("sign_off", ("draft",)), _LESSON),
    "signed": (("sign_off", ("draft",)), _LESSON),
    "hold": _HOLD,
    "hold_ended": _HOLD,
    "mediation": _HOLD,
    "published": (_LESSON,),
    "proposal": (_LESSON,),
    "evaluation": (("evaluation", ("publication",)), ("evaluations", ())),
    "review_day": (_AGREEMENT,),
    "review_near": (_AGREEMENT,),
}
