"""The pages behind mailed links. Opening one does nothing; its button does."""

from typing import Any

from flask import Response, current_app, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _

from lms.accounts.entering import go_on
from lms.accounts.forms import NewPasswordForm, SignInForm
from lms.accounts.models import Link, LinkPurpose
from lms.accounts.operations import email_changes, links
from lms.accounts.operations.passwords import hashed, refuse_weak, set_password
from lms.accounts.operations.sign_in import refuse_closed
from lms.accounts.views.blueprint import accounts
from lms.core.access import public
from lms.core.errors import DomainError
from lms.core.transaction import finish, keeps_refusals


@accounts.get("/login/links/<token>")
@public
def link_page(token: str) -> Response:
    """Show what the link is for, with its button."""
    link = links.find(token)
    if link is None or not links.works(link):
        return _over()
    return _page(link, NewPasswordForm() if link.purpose is LinkPurpose.RESET else None)


@accounts.post("/login/links/<token>")
@public
@keeps_refusals
def use_link(token: str) -> Any:
    """Do what the link is for, once."""
    link = links.find(token)
    if link is None or not links.works(link):
        return _over()
    if link.purpose is LinkPurpose.RESET:
        return _reset(token, link)
    link = links.use(token)
    if link.purpose is LinkPurpose.SIGN_IN:
        refuse_closed(link.person)
        return go_on(link.person, to=None)
    return _confirm_email(link)


def _reset(token: str, link: Link) -> Any:
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return _page(link, form, 422)
    person = link.person
    try:
        about = [person.name, person.email or "", str(current_app.config["LMS_NAME"])]
        refuse_weak(form.password.data, about=about)
    except DomainError as error:
        form.refuse(error)
        return _page(link, form, 422)
    finish()
    new = hashed(form.password.data)
    spent = links.use(token)
    set_password(spent.person, new)
    flash(_("Your password is changed. Sign in with it."))
    return redirect(url_for("accounts.sign_in"))


def _confirm_email(link: Link) -> Response:
    if email_changes.confirm(link):
        sentence = _("Your mail address is changed. From now on you sign in with the new one.")
    else:
        sentence = _("Thank you. Now confirm it at the other address too: the mail there has a link like this one.")
    return _private(render_template("accounts/link_done.html", sentence=sentence))


def _page(link: Link, form: NewPasswordForm | None, status: int = 200) -> Response:
    page = render_template("accounts/link.html", purpose=link.purpose.value, form=form, name=link.person.name)
    return _private(page, status)


def _over() -> Response:
    return _private(render_template("accounts/link_over.html", new_link=SignInForm(formdata=None)), 410)


def _private(page: str, status: int = 200) -> Response:
    """Keep the address, which holds the token, from being passed on or stored."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
