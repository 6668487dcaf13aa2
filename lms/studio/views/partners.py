"""What is a partner's own: who they are here, a seat for the owner, pausing, a deputy, leaving."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import policy
from lms.studio.forms.partners import MeForm, deputy_form, me_form, terms_of
from lms.studio.models import Collaboration, Partner
from lms.studio.operations import joining, leaving, partners, pausing
from lms.studio.operations.joining import Terms
from lms.studio.queries.collaborations import AgreementPage, agreement_page, organisation_name, title_of
from lms.studio.queries.proposals import proposal
from lms.studio.seen_by import seen_by
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.joining_steps import Door, Last, walk
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]


@studio.route("/studio/<module>/-/agreement/seat", methods=["GET", "POST"])
@permit(policy.owns, module=doors.collaboration_of)
def take_seat(module: Collaboration) -> Answer:
    """Let the owner join as a partner, by the same steps as everybody."""
    desk = url_for("studio.module", module=module.module.slug)
    if policy.is_partner(current_user, module):
        return redirect(desk)
    here = url_for("studio.take_seat", module=module.module.slug)
    if request.method == "GET":
        return render_template("studio/agreement/seat.html", nav="studio", proposal=proposal(module, language()))
    earlier = next((each for each in module.partners if each.person_id == current_user.id), None)

    def take(terms: Terms, version: int, _last: Last) -> Response:
        joining.take_seat(module, terms, version=version, by=current_user)
        flash(_("You write along now."))
        return redirect(desk)

    return walk(Door(module, here, here, earlier, is_newcomer=False, is_owner=True), take)


@studio.route("/studio/<module>/-/agreement/me", methods=["GET", "POST"])
@permit(policy.is_partner, module=doors.collaboration_of)
def me(module: Collaboration) -> Answer:
    """Show what others see of me here; change it."""
    partner = _me(module)
    form = me_form(partner)
    if form.validate_on_submit():
        try:
            partners.change(partner, terms_of(form, form, partner.perspective), by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Saved"))
            return redirect(url_for("studio.me", module=module.module.slug))
    return _me_page(module, partner, form)


@studio.post("/studio/<module>/-/agreement/pause")
@permit(policy.is_partner, module=doors.collaboration_of)
def pause(module: Collaboration) -> Answer:
    """Not today."""
    pausing.pause(_me(module))
    flash(_("You are away now. Deadlines wait for you. Come back whenever you like."))
    return _to_desk(module)


@studio.post("/studio/<module>/-/agreement/resume")
@permit(policy.is_partner, module=doors.collaboration_of)
def resume(module: Collaboration) -> Answer:
    """Come back."""
    pausing.resume(_me(module))
    flash(_("Good to have you back. Everything is where you left it."))
    return _to_desk(module)


@studio.route("/studio/<module>/-/agreement/deputy", methods=["GET", "POST"])
@permit(policy.is_partner, module=doors.collaboration_of)
def deputy(module: Collaboration) -> Answer:
    """Name who may act for me while I am away."""
    partner = _me(module)
    others = pausing.possible_deputies(partner)
    form = deputy_form(partner, others)
    if form.validate_on_submit():
        try:
            pausing.name_deputy(partner, form.deputy.data or None)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Saved"))
            return _to_desk(module)
    page = render_template("studio/agreement/deputy.html", nav="studio", page=_page(module), form=form, others=others)
    return (page, 422) if form.is_submitted() else page


@studio.route("/studio/<module>/-/agreement/leave", methods=["GET", "POST"])
@permit(policy.is_partner, module=doors.collaboration_of)
def leave(module: Collaboration) -> Answer:
    """Say what leaving means; leave."""
    form = Form()
    if not form.validate_on_submit():
        return render_template("studio/agreement/leave.html", nav="studio", page=_page(module), form=form)
    leaving.leave(_me(module), by=current_user)
    flash(_("You have left. Thank you for what you gave. You can be invited again at any time."))
    return redirect(url_for("studio.index"))


def _me(module: Collaboration) -> Partner:
    partner = doors.me_in(module.id)
    assert partner is not None  # the rule has just said so
    return partner


def _me_page(module: Collaboration, partner: Partner, form: MeForm) -> Answer:
    others = [each for each in module.active_partners if each.id != partner.id]
    terms = partners.terms_now(partner)
    page = render_template(
        "studio/agreement/me.html",
        nav="studio",
        slug=module.module.slug,
        title=title_of(module.module, language()),
        organisation=organisation_name(module),
        form=form,
        perspective=partner.perspective,
        seen=seen_by(terms, partner.shown_name, others=others, is_owner=policy.owns(current_user, module)),
    )
    return (page, 422) if form.is_submitted() else page


def _page(module: Collaboration) -> AgreementPage:
    return agreement_page(module, user=current_user, language=language())


def _to_desk(module: Collaboration) -> Response:
    return redirect(url_for("studio.module", module=module.module.slug))
