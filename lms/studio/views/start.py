"""The studio's front page, proposing to write together, and the desk of a module."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit, signed_in
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import policy
from lms.studio.desk import parts
from lms.studio.forms.agreements import ProposeForm, propose_form
from lms.studio.models import Collaboration
from lms.studio.operations import proposing
from lms.studio.operations.leaving import organisations_of
from lms.studio.queries.home import desk, my_collaborations
from lms.studio.queries.proposals import free_modules, organisation_choices
from lms.studio.views import doors
from lms.studio.views.blueprint import studio

Answer = str | Response | tuple[str, int]


@studio.get("/studio/")
@signed_in
def index() -> Answer:
    """Show where somebody writes along, what waits for them, and their practice lesson."""
    user = current_user._get_current_object()  # noqa: SLF001
    return render_template(
        "studio/index.html",
        nav="studio",
        mine=my_collaborations(user, language()),
        may_propose=policy.may_propose(user),
    )


@studio.route("/studio/-/propose", methods=["GET", "POST"])
@permit(policy.may_propose)
def propose() -> Answer:
    """Propose to write a module together."""
    organisations = organisation_choices(organisations_of(current_user))
    form = propose_form(free_modules(language()), organisations or [(0, _("None"))])
    if form.validate_on_submit():
        try:
            made = proposing.propose(
                form.module.data,
                form.wording(),
                organisation_id=form.organisation.data or None,
                by=current_user,
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The proposal stands. Now invite people to it."))
            return redirect(url_for("studio.agreement", module=made.module.slug))
    return _propose_page(form, several=len(organisations) > 1)


@studio.get("/studio/<module>/")
@permit(policy.can_see, module=doors.collaboration_of)
def module(module: Collaboration) -> Answer:
    """Show the desk of a module."""
    user = current_user._get_current_object()  # noqa: SLF001
    return render_template(
        "studio/module.html",
        nav="studio",
        desk=desk(module, user=user, language=language()),
        parts=parts(module, user),
    )


def _propose_page(form: ProposeForm, *, several: bool) -> Answer:
    page = render_template("studio/agreement/propose.html", nav="studio", form=form, several=several)
    return (page, 422) if form.is_submitted() else page
