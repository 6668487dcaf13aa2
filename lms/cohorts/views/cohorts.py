"""A list of cohorts; making, changing, opening and archiving one; its people and facilitators."""

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.cohorts.forms import CohortForm, FacilitatorForm, LinkForm, cohort_form
from lms.cohorts.models import Cohort
from lms.cohorts.operations import cohorts as operations
from lms.cohorts.operations import facilitators, participants
from lms.cohorts.policy import can_follow, can_make, can_open, can_run, takes_part
from lms.cohorts.queries.cohorts import invitations, link_in_use, my_cohorts, organisations_for
from lms.cohorts.queries.progress import Wish, participant_visible_to, progress_table
from lms.cohorts.queries.terms import facilitators as facilitators_of
from lms.cohorts.queries.titles import shipped_modules
from lms.cohorts.views.blueprint import cohorts
from lms.cohorts.views.pages import asked_number
from lms.core.access import permit, signed_in
from lms.core.errors import DomainError
from lms.core.settings import Settings

Answer = str | Response | tuple[str, int]


@cohorts.get("/cohorts/")
@signed_in
def index() -> Answer:
    """Show my cohorts: those I run and those I take part in."""
    return render_template(
        "cohorts/index.html", nav="cohorts", mine=my_cohorts(current_user), may_make=can_make(current_user)
    )


@cohorts.route("/cohorts/-/new", methods=["GET", "POST"])
@permit(can_make)
def new() -> Answer:
    """Make a cohort."""
    organisations = organisations_for(current_user)
    form = cohort_form(shipped_modules(), organisations=organisations)
    if form.validate_on_submit():
        try:
            made = operations.make(form.organisation.data, form.plan(), by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The cohort is made. Now you can invite people."))
            return redirect(url_for("cohorts.cohort", cohort_id=made.id))
    return _cohort_page(form, None)


@cohorts.route("/cohorts/<int:cohort_id>/edit", methods=["GET", "POST"])
@permit(can_run, cohort=Cohort)
def edit(cohort: Cohort) -> Answer:
    """Change a cohort."""
    form = cohort_form(shipped_modules(), cohort=cohort)
    if form.validate_on_submit():
        try:
            operations.edit(cohort, form.plan(), by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Saved"))
            return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))
    return _cohort_page(form, cohort)


@cohorts.get("/cohorts/<int:cohort_id>/")
@permit(can_open, cohort=Cohort)
def cohort(cohort: Cohort) -> Answer:
    """Show a cohort to those who follow it; who takes part sees what is seen of them."""
    if not can_follow(current_user, cohort):
        return redirect(url_for("cohorts.mine", cohort_id=cohort.id))
    return cohort_page(cohort)


@cohorts.post("/cohorts/<int:cohort_id>/archive")
@permit(can_run, cohort=Cohort)
def archive(cohort: Cohort) -> Answer:
    """Archive a cohort."""
    operations.archive(cohort, by=current_user)
    flash(_("The cohort is archived. What it showed stays; nobody can join it any more."))
    return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))


@cohorts.post("/cohorts/<int:cohort_id>/facilitators")
@permit(can_run, cohort=Cohort)
def add_facilitator(cohort: Cohort) -> Answer:
    """Let somebody of the organisation facilitate the cohort."""
    form = FacilitatorForm()
    if form.validate_on_submit():
        try:
            facilitators.appoint(cohort, form.email.data, by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The facilitator can open the cohort now."))
            return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))
    return cohort_page(cohort, facilitator_form=form), 422


@cohorts.post("/cohorts/<int:cohort_id>/facilitators/<int:grant_id>/end")
@permit(can_run, cohort=Cohort)
def end_facilitator(cohort: Cohort, grant_id: int) -> Answer:
    """End somebody's part as a facilitator."""
    facilitators.dismiss(cohort, grant_id, by=current_user)
    flash(_("The facilitator can't open the cohort any more."))
    return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))


@cohorts.post("/cohorts/<int:cohort_id>/participants/<int:participant_id>/remove")
@permit(can_run, cohort=Cohort)
def remove(cohort: Cohort, participant_id: int) -> Answer:
    """Take somebody out of a cohort."""
    participant = participant_visible_to(current_user, participant_id)
    if participant is not None:
        if participant.cohort_id != cohort.id:
            abort(404)
        participants.remove(participant, by=current_user)
    flash(_("They are no longer in the cohort. Everything they learned stays theirs."))
    return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))


def cohort_page(
    cohort: Cohort, *, facilitator_form: FacilitatorForm | None = None, link_form: LinkForm | None = None
) -> str:
    """Return the page of a cohort, with a form that was refused if there is one."""
    runs = can_run(current_user, cohort)
    link = link_in_use(cohort, user=current_user) if runs else None
    return render_template(
        "cohorts/cohort.html",
        nav="cohorts",
        cohort=cohort,
        runs=runs,
        table=progress_table(cohort, Wish(page=asked_number("page")), user=current_user),
        facilitators=facilitators_of(cohort.id),
        invitations=invitations(cohort, user=current_user, page=asked_number("invitations")) if runs else None,
        link=link,
        link_address=_address(link.token) if link else "",
        facilitator_form=facilitator_form or FacilitatorForm(formdata=None),
        link_form=link_form or LinkForm(formdata=None),
        form=facilitator_form or link_form,
        participates=takes_part(current_user, cohort),
    )


def _address(token: str) -> str:
    settings: Settings = current_app.extensions["lms.settings"]
    return settings.base_url + url_for("cohorts.join", token=token)


def _cohort_page(form: CohortForm, cohort: Cohort | None) -> Answer:
    page = render_template("cohorts/edit.html", nav="cohorts", form=form, cohort=cohort)
    return (page, 422) if form.is_submitted() else page
