"""Accepting an invitation to an account."""

from typing import Any

from flask import Response, current_app, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from lms.accounts.entering import enter
from lms.accounts.forms import AcceptForm
from lms.accounts.models import Invitation, Person
from lms.accounts.operations import invitations
from lms.accounts.operations.invitations import InvitationState
from lms.accounts.operations.passwords import hashed, refuse_weak
from lms.accounts.operations.people import by_email
from lms.accounts.operations.sign_in import refuse_closed
from lms.accounts.queries import InvitationPage, invitation_page
from lms.accounts.views.blueprint import accounts
from lms.accounts.words import ROLES
from lms.core.access import public
from lms.core.errors import DomainError
from lms.core.i18n import force_locale
from lms.core.transaction import finish

STATUS = {
    InvitationState.OPEN: 200,
    InvitationState.EXPIRED: 410,
    InvitationState.CANCELLED: 410,
    InvitationState.ACCEPTED: 410,
}


@accounts.get("/invitations/<token>")
@public
def invitation(token: str) -> Response:
    """Show an invitation, or say kindly why it is over."""
    page = invitation_page(token, reader=_reader())
    form = AcceptForm(formdata=None, data={"language": page.language}) if page is not None else None
    return _page(page, form)


@accounts.post("/invitations/<token>")
@public
def accept_invitation(token: str) -> Any:
    """Say yes to an invitation."""
    page = invitation_page(token, reader=_reader())
    found = invitations.find(token)
    if page is None or found is None or page.state is not InvitationState.OPEN or not page.is_mine:
        return _page(page, None)
    if page.has_account:
        return _accept_with_account(found)
    form = AcceptForm()
    if not form.validate_on_submit():
        return _page(page, form, 422)
    try:
        return _accept(found, form)
    except DomainError as error:
        form.refuse(error)
        return _page(page, form, 422)


def _accept(found: Invitation, form: AcceptForm) -> Any:
    password_hash = None
    if form.password.data:
        about = [form.name.data, found.email or "", str(current_app.config["LMS_NAME"])]
        refuse_weak(form.password.data, about=about)
        finish()
        password_hash = hashed(form.password.data)
    person = invitations.accept(found, name=form.name.data, language=form.language.data, password_hash=password_hash)
    response = enter(person, to=None)
    with force_locale(person.language):
        flash(_("Welcome, %(name)s. Your account is ready.", name=person.name))
    return response


def _accept_with_account(found: Invitation) -> Any:
    person = by_email(found.email or "")
    if person is None:
        raise DomainError(_("This account is no longer there. Ask for a new invitation."), status=410)
    refuse_closed(person)
    invitations.accept_with_account(found, person)
    flash(_("Thank you. What you were invited to is now part of your account."))
    return redirect(url_for("accounts.account"))


def _page(page: InvitationPage | None, form: AcceptForm | None, status: int = 0) -> Response:
    html = render_template("accounts/invitation.html", page=page, form=form, roles=ROLES)
    if page is None:
        status = 404
    elif page.state is InvitationState.OPEN and not page.is_mine:
        status = 403
    response = make_response(html, status or STATUS[page.state])  # type: ignore[union-attr]
    response.headers["Cache-Control"] = "no-store"
    return response


def _reader() -> Person | None:
    person: Person | None = current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001
    return person
