"""Organisations: added, renamed, closed; and the list of roles."""

from flask import flash, redirect, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from lms.accounts.models import Organisation
from lms.accounts.operations import organisations as operations
from lms.accounts.words import KINDS
from lms.admin.forms import NameForm, OrganisationForm
from lms.admin.policy import can_administer
from lms.admin.queries.organisations import members
from lms.admin.queries.organisations import organisations as organisations_page
from lms.admin.queries.roles import roles as roles_page
from lms.admin.views.blueprint import Answer, admin, asked_page, me, shown
from lms.core.access import permit
from lms.core.errors import DomainError


@admin.get("/organisations")
@permit(can_administer)
def organisations() -> Answer:
    """Show the organisations."""
    page = organisations_page(page=asked_page())
    return shown("organisations", page=page, kinds=KINDS, country_names=get_locale().territories)


@admin.route("/organisations/-/new", methods=["GET", "POST"])
@permit(can_administer)
def new_organisation() -> Answer:
    """Add an organisation."""
    form = OrganisationForm()
    if form.validate_on_submit():
        try:
            made = operations.open_organisation(
                name=form.name.data, kind=form.kind.data, country=form.country.data, by=me()
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The organisation is added."))
            return redirect(url_for("admin.organisation", organisation_id=made.id))
    return shown("new_organisation", form=form), 422 if form.summary else 200


@admin.get("/organisations/<int:organisation_id>")
@permit(can_administer, organisation=Organisation)
def organisation(organisation: Organisation) -> Answer:
    """Show an organisation and its people."""
    return _page(organisation)


@admin.post("/organisations/<int:organisation_id>/name")
@permit(can_administer, organisation=Organisation)
def rename_organisation(organisation: Organisation) -> Answer:
    """Rename an organisation."""
    form = NameForm()
    if form.validate_on_submit():
        try:
            operations.rename(organisation, form.name.data, by=me())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The name is changed."))
            return redirect(url_for("admin.organisation", organisation_id=organisation.id))
    return _page(organisation, refused=form)


@admin.post("/organisations/<int:organisation_id>/close")
@permit(can_administer, organisation=Organisation)
def close_organisation(organisation: Organisation) -> Answer:
    """Close an organisation."""
    operations.close(organisation, by=me())
    flash(_("The organisation is closed. Everybody keeps their learning."))
    return redirect(url_for("admin.organisation", organisation_id=organisation.id))


@admin.get("/roles")
@permit(can_administer)
def roles() -> Answer:
    """Show who has which role today."""
    return shown("roles", page=roles_page(me(), page=asked_page()))


def _page(organisation: Organisation, refused: NameForm | None = None) -> Answer:
    page = shown(
        "organisation",
        organisation=organisation,
        page=members(me(), organisation, page=asked_page()),
        kind=KINDS[organisation.kind],
        country=get_locale().territories.get(organisation.country, organisation.country),
        form=refused,
        name_form=refused or NameForm(formdata=None, obj=organisation),
    )
    return page, 422 if refused else 200
