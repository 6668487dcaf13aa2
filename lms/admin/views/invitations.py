"""Invitations to an account: sent, sent again, cancelled."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from lms.accounts.models import Invitation, Organisation, Role
from lms.accounts.operations import invitations as operations
from lms.admin.forms import InvitationForm
from lms.admin.policy import can_administer
from lms.admin.queries.invitations import invitations as invitations_page
from lms.admin.queries.organisations import open_organisations
from lms.admin.views.blueprint import Answer, admin, asked_page, me, shown
from lms.admin.words import STATES
from lms.core.access import permit
from lms.core.db import db
from lms.core.errors import DomainError


@admin.get("/invitations")
@permit(can_administer)
def invitations() -> Answer:
    """Show the invitations with how they stand."""
    return shown("invitations", page=invitations_page(page=asked_page()), states=STATES)


@admin.route("/invitations/-/new", methods=["GET", "POST"])
@permit(can_administer)
def invite() -> Answer:
    """Invite somebody to an account."""
    form = InvitationForm(open_organisations())
    if form.validate_on_submit():
        try:
            _invite(form)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The invitation is on its way."))
            return redirect(url_for("admin.invitations"))
    return shown("invite", form=form), 422 if form.summary else 200


@admin.post("/invitations/<int:invitation_id>/resend")
@permit(can_administer, invitation=Invitation)
def resend(invitation: Invitation) -> Answer:
    """Send an invitation again."""
    operations.resend(invitation, by=me())
    flash(_("The invitation is on its way again. The earlier link stops working."))
    return redirect(url_for("admin.invitations"))


@admin.post("/invitations/<int:invitation_id>/cancel")
@permit(can_administer, invitation=Invitation)
def cancel(invitation: Invitation) -> Answer:
    """Cancel an invitation."""
    operations.cancel(invitation, by=me())
    flash(_("The invitation is cancelled and its address deleted."))
    return redirect(url_for("admin.invitations"))


def _invite(form: InvitationForm) -> None:
    chosen = form.organisation.data
    operations.invite(
        email=form.email.data,
        organisation=db.session.get_one(Organisation, chosen) if chosen else None,
        role=Role(form.role.data) if form.role.data else None,
        language=form.language.data,
        by=me(),
    )
