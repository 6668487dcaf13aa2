"""Pages for inviting: paste, confirm, send; resend and cancel; make and end the join link."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.cohorts.addresses import read_addresses
from lms.cohorts.forms import InviteForm, LinkForm
from lms.cohorts.models import Cohort, CohortInvitation
from lms.cohorts.operations import invitations, links
from lms.cohorts.policy import can_run
from lms.cohorts.queries.cohorts import invitation_visible_to
from lms.cohorts.views.blueprint import cohorts
from lms.cohorts.views.cohorts import cohort_page
from lms.core.access import permit
from lms.core.clock import end_of_day
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES, language

Answer = str | Response | tuple[str, int]


@cohorts.route("/cohorts/<int:cohort_id>/invite", methods=["GET", "POST"])
@permit(can_run, cohort=Cohort)
def invite(cohort: Cohort) -> Answer:
    """Paste addresses; see what will be sent; send it."""
    form = InviteForm(language=language())
    if not form.validate_on_submit():
        page = render_template("cohorts/invite.html", nav="cohorts", cohort=cohort, form=form)
        return (page, 422) if form.is_submitted() else page
    addresses = read_addresses(form.addresses.data).addresses
    if form.confirmed.data != "yes":
        return _confirm(cohort, form, addresses)
    invitations.invite(cohort, addresses, language=form.language.data, by=current_user)
    flash(ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", len(addresses)))
    return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))


@cohorts.post("/cohorts/<int:cohort_id>/invitations/<int:invitation_id>/resend")
@permit(can_run, cohort=Cohort)
def resend(cohort: Cohort, invitation_id: int) -> Answer:
    """Send an invitation again."""
    invitations.resend(_invitation(cohort, invitation_id), by=current_user)
    flash(_("The invitation is on its way. The newest mail is the one that works."))
    return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))


@cohorts.post("/cohorts/<int:cohort_id>/invitations/<int:invitation_id>/cancel")
@permit(can_run, cohort=Cohort)
def cancel(cohort: Cohort, invitation_id: int) -> Answer:
    """Call an invitation back."""
    invitations.cancel(_invitation(cohort, invitation_id), by=current_user)
    flash(_("The invitation is called back, and its address is deleted."))
    return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))


@cohorts.post("/cohorts/<int:cohort_id>/link")
@permit(can_run, cohort=Cohort)
def offer_link(cohort: Cohort) -> Answer:
    """Make a join link."""
    form = LinkForm()
    if form.validate_on_submit():
        expires_at = end_of_day(form.expires_on.data, cohort.time_zone)
        try:
            links.offer(cohort, seats=form.seats.data, expires_at=expires_at, by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The link is ready to be passed on."))
            return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))
    return cohort_page(cohort, link_form=form), 422


@cohorts.post("/cohorts/<int:cohort_id>/link/end")
@permit(can_run, cohort=Cohort)
def end_link(cohort: Cohort) -> Answer:
    """End the join link."""
    links.end(cohort, by=current_user)
    flash(_("Nobody can join by the link any more."))
    return redirect(url_for("cohorts.cohort", cohort_id=cohort.id))


def _confirm(cohort: Cohort, form: InviteForm, addresses: list[str]) -> str:
    return render_template(
        "cohorts/invite_confirm.html",
        nav="cohorts",
        cohort=cohort,
        addresses=addresses,
        mail_language=form.language.data,
        language_name=LANGUAGES[form.language.data],
        inviter=current_user.name,
    )


def _invitation(cohort: Cohort, invitation_id: int) -> CohortInvitation:
    invitation = invitation_visible_to(current_user, invitation_id)
    if invitation is None or invitation.cohort_id != cohort.id:
        abort(404)
    return invitation
