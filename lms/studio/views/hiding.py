"""Reported comments, for administrators: the words alone, to hide with a reason or to leave."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.studio import policy
from lms.studio.forms.talk import HideForm
from lms.studio.models import Comment
from lms.studio.operations import reporting
from lms.studio.queries.comments import reported_comment, reported_comments
from lms.studio.views.blueprint import studio

Answer = str | Response | tuple[str, int]


@studio.get("/studio/-/reports")
@permit(policy.handles_reports)
def reports() -> Answer:
    """Show the comments that were reported."""
    return _page()


@studio.post("/studio/-/reports/<int:comment>/hide")
@permit(policy.handles_reports, comment=reported_comment)
def hide_comment(comment: Comment) -> Answer:
    """Hide a comment, with a reason shown in its place."""
    form = HideForm()
    if form.validate_on_submit():
        reporting.hide(comment, reason=form.reason.data, by=current_user)
        flash(_("Hidden. The reason stands in its place."))
        return redirect(url_for("studio.reports"))
    return _page(form, comment.id), 422


@studio.post("/studio/-/reports/<int:comment>/leave")
@permit(policy.handles_reports, comment=reported_comment)
def leave_comment(comment: Comment) -> Answer:
    """Leave a comment as it is."""
    reporting.leave(comment, by=current_user)
    flash(_("Left as it is."))
    return redirect(url_for("studio.reports"))


def _page(form: HideForm | None = None, comment_id: int = 0) -> str:
    return render_template(
        "studio/comment/reports.html",
        nav="admin",
        reported=reported_comments(),
        hide_form=form or HideForm(formdata=None),
        refused=comment_id,
        form=form,
    )
