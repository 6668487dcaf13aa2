"""Setting up, renewing and switching off the second factor."""

from textwrap import wrap
from typing import Any

import segno
from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from lms.accounts.confirmation import confirmed
from lms.accounts.forms import CodeForm
from lms.accounts.models import Person
from lms.accounts.operations import second_factor as factor
from lms.accounts.policy import needs_second_factor
from lms.accounts.views.blueprint import accounts
from lms.core.access import signed_in
from lms.core.errors import DomainError


@accounts.get("/account/second-factor")
@signed_in
@confirmed
def second_factor() -> str:
    """Show whether it is on, or the way there."""
    return _page(CodeForm())


@accounts.post("/account/second-factor/-/begin")
@signed_in
@confirmed
def begin_second_factor() -> Any:
    """Make a secret for the person's app."""
    factor.begin(_me())
    return redirect(url_for("accounts.second_factor"))


@accounts.post("/account/second-factor/-/confirm")
@signed_in
@confirmed
def confirm_second_factor() -> Any:
    """Switch it on with a first code; show the recovery codes this once."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        codes = factor.confirm(_me(), form.code.data)
    except DomainError as error:
        form.refuse(error)
        return _page(form), 422
    return render_template("accounts/recovery_codes.html", codes=codes)


@accounts.post("/account/second-factor/-/recovery-codes")
@signed_in
@confirmed
def renew_recovery_codes() -> str:
    """Replace the recovery codes; show the new ones this once."""
    if not factor.is_on(_me()):
        raise DomainError(_("Begin by setting up an app."))
    return render_template("accounts/recovery_codes.html", codes=factor.renew_recovery_codes(_me()))


@accounts.post("/account/second-factor/-/move")
@signed_in
@confirmed
def move_second_factor() -> Any:
    """Begin anew on another phone; the old one's codes end at once."""
    factor.turn_off(_me())
    factor.begin(_me())
    return redirect(url_for("accounts.second_factor"))


@accounts.post("/account/second-factor/-/off")
@signed_in
@confirmed
def turn_off_second_factor() -> Any:
    """Sign in without codes from now on."""
    if _is_needed():
        raise DomainError(_("Administrators sign in with a code. You can move it to another phone instead."))
    factor.turn_off(_me())
    flash(_("The second factor is off. You sign in without codes from now on."))
    return redirect(url_for("accounts.account"))


def _page(form: CodeForm) -> str:
    person = _me()
    is_on = factor.is_on(person)
    is_begun = person.totp_secret is not None and not is_on
    return render_template(
        "accounts/second_factor.html",
        form=form,
        is_on=is_on,
        is_needed=_is_needed(),
        is_begun=is_begun,
        codes_left=factor.recovery_codes_left(person) if is_on else 0,
        secret=" ".join(wrap(factor.secret(person), 4)) if is_begun else "",
        picture=_picture(person) if is_begun else "",
    )


def _picture(person: Person) -> str:
    """Return the QR code as a data: address, dark on white in every colour scheme."""
    address = factor.setup_address(person, installation=str(current_app.config["LMS_NAME"]))
    return str(segno.make(address, micro=False).svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))


def _is_needed() -> bool:
    return needs_second_factor(_me(), current_app.extensions["lms.settings"].mode)


def _me() -> Person:
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person
