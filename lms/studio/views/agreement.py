"""The agreement of a module: read, print, change, answer, invite to, hand over, end."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from lms.accounts.email_addresses import normalised
from lms.core.access import permit
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import policy
from lms.studio.forms.agreements import EndForm, InviteForm, OwnerForm, answer_form, change_form
from lms.studio.models import Collaboration
from lms.studio.operations import agreeing, inviting, leaving, proposing
from lms.studio.queries.collaborations import AgreementPage, agreement_page, invitation_of
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.signing import seat_words
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]


@studio.get("/studio/<module>/-/agreement")
@permit(policy.can_see, module=doors.collaboration_of)
def agreement(module: Collaboration) -> Answer:
    """Show the agreement."""
    return render_template("studio/agreement/page.html", nav="studio", page=_page(module))


@studio.get("/studio/<module>/-/agreement/print")
@permit(policy.can_see, module=doors.collaboration_of)
def print_agreement(module: Collaboration) -> Answer:
    """Show the agreement as it goes on paper: nobody's pay, so that it can lie on a table."""
    return render_template("studio/agreement/print.html", nav="studio", page=_page(module))


@studio.route("/studio/<module>/-/agreement/change", methods=["GET", "POST"])
@permit(policy.can_propose_change, module=doors.collaboration_of)
def change_agreement(module: Collaboration) -> Answer:
    """Propose a change."""
    form = change_form(agreeing.wording_of(module.holding))
    if form.validate_on_submit():
        try:
            put = agreeing.propose_change(module, form.wording(), by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_put_words(module, put.number))
            return _to_agreement(module)
    return _form_page("studio/agreement/change.html", module, form)


@studio.route("/studio/<module>/-/agreement/answer", methods=["GET", "POST"])
@permit(policy.is_partner, module=doors.collaboration_of)
def answer_change(module: Collaboration) -> Answer:
    """Show a change beside what holds; take a partner's yes or no."""
    page = _page(module)
    seats = policy.acting_for(current_user, module)
    form = answer_form(page.pending.number if page.pending else 0, seat_words(seats))
    if form.validate_on_submit():
        asked = form.partner.data if form.partner else str(seats[0].id)
        partner = next(seat for seat in seats if str(seat.id) == asked)
        try:
            agreeing.answer(
                module,
                form.number.data,
                yes=form.answer.data == "yes",
                reason=form.reason.data or "",
                partner=partner,
                by=current_user,
            )
        except DomainError as error:
            if error.field is None:
                raise
            form.refuse(error)
        else:
            return _answered(module, yes=form.answer.data == "yes")
    if page.pending is None and not form.is_submitted():
        return _to_agreement(module)
    return _form_page("studio/agreement/answer.html", module, form)


@studio.post("/studio/<module>/-/agreement/take-back")
@permit(policy.can_see, module=doors.collaboration_of)
def take_back_change(module: Collaboration) -> Answer:
    """Take one's own proposal for a change back."""
    agreeing.take_back(module, request.form.get("number", 0, type=int), by=current_user)
    flash(_("Your proposal is taken back. What was agreed before holds."))
    return _to_agreement(module)


@studio.route("/studio/<module>/-/agreement/invite", methods=["GET", "POST"])
@permit(policy.owns, module=doors.collaboration_of)
def invite(module: Collaboration) -> Answer:
    """Invite an address to a seat."""
    form = InviteForm(language=language())
    if form.validate_on_submit():
        try:
            address = normalised(form.address.data) or ""
            inviting.invite(module, address, language=form.language.data, by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The invitation is on its way."))
            return _to_agreement(module)
    return _form_page("studio/agreement/invite.html", module, form)


@studio.post("/studio/<module>/-/agreement/invitations/<int:invitation_id>/withdraw")
@permit(policy.owns, module=doors.collaboration_of)
def withdraw_invitation(module: Collaboration, invitation_id: int) -> Answer:
    """Call an unanswered invitation back."""
    invitation = invitation_of(module, invitation_id)
    if invitation is None:
        abort(404)
    inviting.withdraw(invitation, module, by=current_user)
    flash(_("The invitation is called back, and its address is deleted."))
    return _to_agreement(module)


@studio.route("/studio/<module>/-/agreement/owner", methods=["GET", "POST"])
@permit(policy.owns, module=doors.collaboration_of)
def offer_ownership(module: Collaboration) -> Answer:
    """Offer the ownership to a partner, or take the offer back."""
    form = OwnerForm()
    page = _page(module)
    form.partner.choices = [SelectChoice(0, _("Nobody")), *(SelectChoice(one.id, one.name) for one in page.others)]
    if form.validate_on_submit():
        try:
            leaving.offer_ownership(module, form.partner.data or None, by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Saved. You are the owner until somebody takes over."))
            return _to_agreement(module)
    return _form_page("studio/agreement/owner.html", module, form)


@studio.post("/studio/<module>/-/agreement/owner/answer")
@permit(policy.may_be_offered, module=doors.collaboration_of)
def answer_ownership(module: Collaboration) -> Answer:
    """Take the ownership over, or don't."""
    yes = request.form.get("answer") == "yes"
    leaving.answer_offer(module, yes=yes, by=current_user)
    flash(_("You are the owner now.") if yes else _("You have said no. Nothing has changed for you."))
    return _to_agreement(module)


@studio.route("/studio/<module>/-/agreement/end", methods=["GET", "POST"])
@permit(policy.can_see, module=doors.collaboration_of)
def end_agreement(module: Collaboration) -> Answer:
    """Give a proposal up, or ask the partners to end the work together."""
    if not module.is_in_force:
        return _give_up(module)
    form = EndForm()
    if form.validate_on_submit():
        try:
            agreeing.propose_end(module, form.reason.data, by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            if module.ended_at is not None:
                return _ended()
            flash(_("The others are asked. The agreement ends when every partner has said yes."))
            return _to_agreement(module)
    return _form_page("studio/agreement/end.html", module, form)


def _give_up(module: Collaboration) -> Answer:
    if not policy.owns(current_user, module):
        abort(403)
    form = Form()
    if not form.validate_on_submit():
        return _form_page("studio/agreement/give_up.html", module, form)
    proposing.give_up(module, by=current_user)
    flash(_("The proposal is given up. Open invitations are called back, and their addresses deleted."))
    return redirect(url_for("studio.index"))


def _answered(module: Collaboration, *, yes: bool) -> Response:
    if module.ended_at is not None:
        return _ended()
    if not yes:
        flash(_("You have said no. The change is off the table, and what was agreed before holds."))
    elif module.pending is None:
        flash(_("Everybody has said yes: the change holds from now on."))
    else:
        flash(_("Thank you. The change holds when everybody has said yes; until then the old agreement does."))
    return _to_agreement(module)


def _put_words(module: Collaboration, number: int) -> str:
    if module.holding.number == number:
        return str(_("The change holds from now on."))
    return str(_("The others are asked. Until everybody has said yes, the old agreement holds."))


def _ended() -> Response:
    flash(_("The work together has ended. What you published stays as it is."))
    return redirect(url_for("studio.index"))


def _to_agreement(module: Collaboration) -> Response:
    return redirect(url_for("studio.agreement", module=module.module.slug))


def _page(module: Collaboration) -> AgreementPage:
    return agreement_page(module, user=current_user, language=language())


def _form_page(template: str, module: Collaboration, form: Form) -> Answer:
    page = render_template(template, nav="studio", page=_page(module), form=form)
    return (page, 422) if form.is_submitted() else page
