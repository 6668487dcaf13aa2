"""People: found, made, named, closed and opened, helped in, signed out; where they belong and what roles they have."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.accounts.models import Grant, Membership, Organisation, Person
from lms.accounts.operations import grants, organisations
from lms.accounts.operations import people as operations
from lms.admin import operations as own
from lms.admin.forms import MembershipForm, NameForm, PersonForm, RoleForm
from lms.admin.policy import can_administer
from lms.admin.queries.organisations import open_organisations
from lms.admin.queries.people import people as people_page
from lms.admin.queries.people import person_page
from lms.admin.views.blueprint import Answer, account, admin, asked_page, me, shown
from lms.core.access import permit
from lms.core.db import db
from lms.core.errors import DomainError

SEARCH_LENGTH = 200


@admin.get("/people")
@permit(can_administer)
def people() -> Answer:
    """Show the people, or those who match a search."""
    search = request.args.get("q", "").strip()[:SEARCH_LENGTH]
    return shown("people", page=people_page(me(), search=search, page=asked_page()), search=search)


@admin.route("/people/-/new", methods=["GET", "POST"])
@permit(can_administer)
def new_person() -> Answer:
    """Make an account; its person gets a mail that says how to get in."""
    form = PersonForm()
    if form.validate_on_submit():
        try:
            made = operations.create_person(
                name=form.name.data, email=form.email.data, language=form.language.data, by=me()
            )
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The account is made. We mail %(name)s how to get in.", name=made.name))
            return redirect(url_for("admin.person", person=made.id))
    return shown("new_person", form=form), 422 if form.summary else 200


@admin.get("/people/<int:person>")
@permit(can_administer, person=account)
def person(person: Person) -> Answer:
    """Show one person."""
    return _page(person)


@admin.post("/people/<int:person>/name")
@permit(can_administer, person=account)
def rename_person(person: Person) -> Answer:
    """Change a person's name."""
    form = NameForm()
    if form.validate_on_submit():
        try:
            operations.change_name(person, form.name.data, by=me())
        except DomainError as error:
            form.refuse(error)
        else:
            return _back(person, _("The name is changed."))
    return _page(person, name_form=form)


@admin.post("/people/<int:person>/deactivate")
@permit(can_administer, person=account)
def deactivate(person: Person) -> Answer:
    """Close an account for now."""
    operations.deactivate(person, by=me())
    return _back(person, _("The account is closed. Nothing was deleted, and you can open it again."))


@admin.post("/people/<int:person>/reactivate")
@permit(can_administer, person=account)
def reactivate(person: Person) -> Answer:
    """Open an account again."""
    operations.reactivate(person, by=me())
    return _back(person, _("The account is open again."))


@admin.post("/people/<int:person>/link")
@permit(can_administer, person=account)
def send_link(person: Person) -> Answer:
    """Mail a person a link to sign in with."""
    own.send_link(person, by=me())
    return _back(person, _("We mail %(name)s a link. It works for 15 minutes, once.", name=person.name))


@admin.post("/people/<int:person>/sign-out")
@permit(can_administer, person=account)
def sign_out(person: Person) -> Answer:
    """Sign a person out everywhere."""
    own.end_sign_ins(person, by=me())
    return _back(person, _("%(name)s is signed out everywhere.", name=person.name))


@admin.post("/people/<int:person>/memberships")
@permit(can_administer, person=account)
def add_membership(person: Person) -> Answer:
    """Say that a person belongs to an organisation."""
    form = MembershipForm(open_organisations())
    if form.validate_on_submit():
        try:
            organisations.add_member(person, db.session.get_one(Organisation, form.organisation.data), by=me())
        except DomainError as error:
            form.refuse(error)
        else:
            return _back(person, _("Saved"))
    return _page(person, membership_form=form)


@admin.post("/people/<int:person>/memberships/<int:membership_id>/end")
@permit(can_administer, person=account, membership=Membership)
def end_membership(person: Person, membership: Membership) -> Answer:
    """End a membership today."""
    if membership.person_id != person.id:
        abort(404)
    organisations.end_membership(membership, by=me())
    return _back(person, _("The membership ends today."))


@admin.post("/people/<int:person>/roles")
@permit(can_administer, person=account)
def give_role(person: Person) -> Answer:
    """Give a person a role in its scope."""
    form = RoleForm(open_organisations())
    if form.validate_on_submit():
        chosen = form.organisation.data
        try:
            scope = db.session.get_one(Organisation, chosen) if chosen else None
            grants.grant(person, form.role.data, organisation=scope, by=me())
        except DomainError as error:
            form.refuse(error)
        else:
            return _back(person, _("The role is given."))
    return _page(person, role_form=form)


@admin.post("/people/<int:person>/roles/<int:grant_id>/end")
@permit(can_administer, person=account, grant=Grant)
def end_role(person: Person, grant: Grant) -> Answer:
    """End a role."""
    if grant.person_id != person.id:
        abort(404)
    grants.end_grant(grant, by=me())
    return _back(person, _("The role is ended."))


def _back(person: Person, sentence: str) -> Response:
    flash(sentence)
    return redirect(url_for("admin.person", person=person.id))


def _page(
    person: Person,
    *,
    name_form: NameForm | None = None,
    membership_form: MembershipForm | None = None,
    role_form: RoleForm | None = None,
) -> Answer:
    """Show a person's page with its forms; the one that was refused keeps what was typed, and its messages on top."""
    refused = name_form or membership_form or role_form
    choices = open_organisations()
    page = shown(
        "person",
        person=person,
        page=person_page(person),
        form=refused,
        name_form=name_form or NameForm(formdata=None, obj=person),
        membership_form=membership_form or MembershipForm(choices, formdata=None),
        role_form=role_form or RoleForm(choices, formdata=None),
    )
    return page, 422 if refused else 200
