"""One's own account."""

from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from lms.accounts.confirmation import confirmed
from lms.accounts.cookies import current_visit
from lms.accounts.entering import client_address, same_site
from lms.accounts.forms import EmailForm, NewPasswordForm, OwnPasswordForm, ProfileForm
from lms.accounts.models import Person
from lms.accounts.operations import email_changes, people, visits
from lms.accounts.operations.passwords import hashed, refuse_weak, set_password
from lms.accounts.operations.sign_in import check_own_password
from lms.accounts.queries import account_page
from lms.accounts.views.blueprint import accounts
from lms.accounts.words import ROLES
from lms.core.access import signed_in
from lms.core.errors import DomainError
from lms.core.i18n import force_locale, remember_language
from lms.core.transaction import finish, keeps_refusals


@accounts.get("/account")
@signed_in
def account() -> str:
    """Show everything about one's account."""
    person = _me()
    data = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    return _account(ProfileForm(formdata=None, data=data))


@accounts.post("/account")
@signed_in
def change_profile() -> Any:
    """Save name, language and time zone."""
    form = ProfileForm()
    person = _me()
    if not form.validate_on_submit():
        return _account(form), 422
    try:
        people.change_name(person, form.name.data, by=person)
        people.change_settings(person, language=form.language.data, time_zone=form.time_zone.data)
    except DomainError as error:
        form.refuse(error)
        return _account(form), 422
    remember_language(person.language)
    with force_locale(person.language):
        flash(_("Saved"))
    return redirect(url_for("accounts.account"))


@accounts.post("/account/visits/<int:visit_id>/end")
@signed_in
def end_visit(visit_id: int) -> Any:
    """Sign another of one's browsers out."""
    if not visits.end(visit_id, by=_me()):
        abort(404)
    flash(_("That browser is signed out."))
    return redirect(url_for("accounts.account"))


@accounts.get("/account/password")
@signed_in
@confirmed
def password() -> str:
    """Show the form for a new password."""
    return render_template("accounts/password.html", form=NewPasswordForm())


@accounts.post("/account/password")
@signed_in
@confirmed
def change_password() -> Any:
    """Set a new password; other browsers are signed out."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return render_template("accounts/password.html", form=form), 422
    person = _me()
    try:
        about = [person.name, person.email or "", str(current_app.config["LMS_NAME"])]
        refuse_weak(form.password.data, about=about)
    except DomainError as error:
        form.refuse(error)
        return render_template("accounts/password.html", form=form), 422
    finish()
    new = hashed(form.password.data)
    visit = current_visit()
    set_password(person, new, keep_visit=visit.id if visit is not None else None)
    flash(_("Your password is changed. Your other browsers are signed out, and a mail says so."))
    return redirect(url_for("accounts.account"))


@accounts.get("/account/email")
@signed_in
@confirmed
def email() -> str:
    """Show the form for a new address."""
    return render_template("accounts/email.html", form=EmailForm())


@accounts.post("/account/email")
@signed_in
@confirmed
def change_email() -> Any:
    """Ask both addresses for confirmation."""
    form = EmailForm()
    if not form.validate_on_submit():
        return render_template("accounts/email.html", form=form), 422
    try:
        address = email_changes.ask(_me(), form.email.data)
    except DomainError as error:
        form.refuse(error)
        return render_template("accounts/email.html", form=form), 422
    sentence = _(
        "Look in both mailboxes: %(old)s and %(new)s. When both have said yes, the address is changed.",
        old=_me().email,
        new=address,
    )
    flash(sentence)
    return redirect(url_for("accounts.account"))


@accounts.get("/account/confirm")
@signed_in
def confirm() -> str:
    """Ask for one's password once more."""
    return _confirm(OwnPasswordForm())


@accounts.post("/account/confirm")
@signed_in
@keeps_refusals
def give_password() -> Any:
    """Take one's password once more and go on."""
    form = OwnPasswordForm()
    if not form.validate_on_submit():
        return _confirm(form), 422
    try:
        check_own_password(_me(), form.password.data, client=client_address())
    except DomainError as error:
        form.refuse(error)
        return _confirm(form), error.status
    visit = current_visit()
    if visit is not None:
        visits.confirm(visit)
    return redirect(same_site(request.args.get("next")))


def _account(form: ProfileForm) -> str:
    visit = current_visit()
    page = account_page(_me(), this_visit=visit.id if visit is not None else None)
    return render_template("accounts/account.html", form=form, page=page, roles=ROLES)


def _confirm(form: OwnPasswordForm) -> str:
    has_password = _me().password_hash is not None
    return render_template("accounts/confirm.html", form=form if has_password else None, email=_me().email)


def _me() -> Person:
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person
