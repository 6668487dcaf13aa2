"""Signing in, with the second factor where there is one, and out."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.accounts.cookies import known_browser
from lms.accounts.demo import ACCOUNTS, PASSWORD
from lms.accounts.email_addresses import normalised
from lms.accounts.entering import client_address, enter, go_on, leave, same_site, waiting_for, waiting_person
from lms.accounts.forms import CodeForm, SignInForm
from lms.accounts.models import LinkPurpose
from lms.accounts.operations import links
from lms.accounts.operations.sign_in import check_code, check_password, refuse_closed
from lms.accounts.views.blueprint import accounts
from lms.core.access import public
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.settings import Mode
from lms.core.transaction import keeps_refusals

LINKS = {"link": LinkPurpose.SIGN_IN, "reset": LinkPurpose.RESET}


@accounts.get("/login")
@public
def sign_in() -> Any:
    """Show the one form: password, or a one-time link."""
    to = request.args.get("next", "")
    if current_user.is_authenticated:
        return redirect(same_site(to))
    return _page(SignInForm(formdata=None, data={"next": to}))


@accounts.post("/login")
@public
@keeps_refusals
def try_sign_in() -> Any:
    """Sign in with a password, or ask for a link."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        purpose = LINKS.get(request.form.get("do", ""))
        return _sign_in(form) if purpose is None else _ask(form, purpose)
    except DomainError as error:
        form.refuse(error)
        return _page(form), error.status if error.status != 409 else 422


@accounts.get("/login/sent")
@public
def link_sent() -> str:
    """Say where the link went. The same for every address."""
    return render_template("accounts/link_sent.html")


@accounts.get("/login/code")
@public
def code() -> Any:
    """Ask for the second factor's code."""
    if waiting_person() is None:
        return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/code.html", form=CodeForm())


@accounts.post("/login/code")
@public
@keeps_refusals
def give_code() -> Any:
    """Sign in with the second factor's code."""
    person = waiting_person()
    if person is None:
        flash(_("That took a little long. Please begin again."), "error")
        return redirect(url_for("accounts.sign_in"))
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("accounts/code.html", form=form), 422
    try:
        refuse_closed(person)
        check_code(person, form.code.data, client=client_address())
    except DomainError as error:
        form.refuse(error)
        return render_template("accounts/code.html", form=form), error.status
    return enter(person, to=waiting_for())


@accounts.post("/logout")
@public
def sign_out() -> Response:
    """End this browser's visit."""
    return leave()


def _sign_in(form: SignInForm) -> Response:
    if not form.password.data:
        raise DomainError(_("Write your password, or ask for a one-time link."), field="password", status=422)
    email = form.email.data
    person = check_password(
        email,
        form.password.data,
        client=client_address(),
        browser=known_browser(normalised(email) or ""),
    )
    return go_on(person, to=form.next.data)


def _ask(form: SignInForm, purpose: LinkPurpose) -> Response:
    links.ask_for(form.email.data, purpose, language=language(), client=client_address())
    return redirect(url_for("accounts.link_sent"))


def _page(form: SignInForm) -> str:
    is_demo = current_app.extensions["lms.settings"].mode is Mode.DEMO
    demo = ACCOUNTS if is_demo else ()
    return render_template("accounts/sign_in.html", form=form, demo_accounts=demo, demo_password=PASSWORD)
