"""My credits on a lesson: what I did, as I say myself."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit, signed_in
from lms.core.db import db
from lms.core.i18n import language
from lms.curriculum.models import Contribution, Lesson
from lms.studio import policy
from lms.studio.forms.signing import credit_form
from lms.studio.models import Draft
from lms.studio.operations import crediting
from lms.studio.queries.own_credits import own_credits
from lms.studio.queries.signing import place_of
from lms.studio.signing_words import contribution_words
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.signing import me_in

Answer = str | Response | tuple[str, int]


@studio.get("/studio/-/credits")
@signed_in
def my_credits() -> Answer:
    """Show where I am named, also where I have left."""
    lines = own_credits(current_user, language())
    return render_template("studio/publish/own_credits.html", nav="studio", lines=lines, words=contribution_words)


@studio.post("/studio/-/credits/<int:lesson>/take-back")
@signed_in
def take_credit_back(lesson: int) -> Answer:
    """Take my name off a lesson."""
    crediting.take_back(lesson, by=current_user)
    flash(_("Readers don't see your name there any more."))
    return redirect(url_for("studio.my_credits"))


@studio.route("/studio/-/drafts/<int:draft>/credits", methods=["GET", "POST"])
@permit(policy.can_decide, draft=doors.draft_by_id)
def lesson_credits(draft: Draft) -> Answer:
    """Confirm what I did for the lesson, or take it back."""
    me = me_in(draft)
    lesson = db.session.get_one(Lesson, draft.lesson_id)
    form = credit_form(None if request.method == "POST" else crediting.mine(lesson, me))
    if form.validate_on_submit():
        crediting.confirm(lesson, [Contribution(name) for name in form.contributions.data or []], by=me)
        flash(_("Saved"))
        return redirect(url_for("studio.lesson_credits", draft=draft.id))
    name = crediting.credited_name(me)
    place = place_of(draft, language())
    page = render_template("studio/publish/credits.html", nav="studio", draft=draft, place=place, form=form, name=name)
    return (page, 422) if form.is_submitted() else page
