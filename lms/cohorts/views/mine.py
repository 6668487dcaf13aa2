"""A participant's own page: what is seen of them, and how to change that or leave."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.cohorts.forms import EarlierForm
from lms.cohorts.models import Cohort
from lms.cohorts.operations import participants
from lms.cohorts.policy import takes_part, took_part
from lms.cohorts.queries.mine import own_part
from lms.cohorts.queries.terms import terms_of
from lms.cohorts.views.blueprint import cohorts
from lms.core.access import permit

Answer = str | Response


@cohorts.get("/cohorts/<int:cohort_id>/mine")
@permit(takes_part, cohort=Cohort)
def mine(cohort: Cohort) -> Answer:
    """Show somebody what the cohort shows of them."""
    part = own_part(cohort, user=current_user)
    if part is None:
        abort(404)
    return render_template(
        "cohorts/mine.html",
        nav="cohorts",
        cohort=cohort,
        part=part,
        terms=terms_of(cohort),
        earlier_form=EarlierForm(formdata=None, shows_earlier=part.shows_earlier),
    )


@cohorts.post("/cohorts/<int:cohort_id>/mine")
@permit(takes_part, cohort=Cohort)
def show_earlier(cohort: Cohort) -> Answer:
    """Let earlier completions be seen, or no longer."""
    form = EarlierForm()
    if form.validate_on_submit():
        participants.show_earlier(cohort, shows=form.shows_earlier.data, by=current_user)
        flash(_("Saved"))
    return redirect(url_for("cohorts.mine", cohort_id=cohort.id))


@cohorts.post("/cohorts/<int:cohort_id>/mine/agree")
@permit(takes_part, cohort=Cohort)
def agree(cohort: Cohort) -> Answer:
    """Say yes to the modules that were added later."""
    participants.agree(cohort, by=current_user)
    flash(_("Saved"))
    return redirect(url_for("cohorts.mine", cohort_id=cohort.id))


@cohorts.post("/cohorts/<int:cohort_id>/leave")
@permit(took_part, cohort=Cohort)
def leave(cohort: Cohort) -> Answer:
    """Leave a cohort."""
    participants.leave(cohort, by=current_user)
    flash(_("You have left the cohort. What you have learned is still yours."))
    return redirect(url_for("cohorts.index"))
