"""Downloading one's data and deleting one's account: always one's own."""

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.accounts.confirmation import confirmed
from lms.accounts.models import Person
from lms.core import traces
from lms.core.access import public, signed_in
from lms.core.clock import today
from lms.core.errors import DomainError
from lms.core.settings import Settings
from lms.core.transaction import finish, only_read
from lms.privacy.archive import packed
from lms.privacy.forms import DeleteForm
from lms.privacy.operations import erase

privacy = Blueprint("privacy", __name__, template_folder="templates")


@privacy.get("/account/data")
@signed_in
@confirmed
def download() -> str:
    """Say what the download holds."""
    return render_template("privacy/download.html")


@privacy.post("/account/data")
@signed_in
@confirmed
def download_now() -> Response:
    """Hand over the person's data."""
    only_read()
    name = f"my-data-{today().isoformat()}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(packed(_me()), content_type="application/zip", headers=headers)


@privacy.route("/account/delete", methods=["GET", "POST"])
@signed_in
@confirmed
def delete() -> ResponseReturnValue:
    """Say what goes and what stays; delete the account when its person has confirmed."""
    form = DeleteForm()
    status = 200
    if form.validate_on_submit():
        try:
            erase(_me(), confirmed_by=form.email.data)
        except DomainError as error:
            form.refuse(error)
        else:
            finish()
            traces.wipe()
            response = redirect(url_for("privacy.deleted"))
            response.headers["Clear-Site-Data"] = '"cookies", "storage"'
            return response
    if form.summary:
        status = 422
    return render_template("privacy/delete.html", form=form, settings=_settings()), status


@privacy.get("/account/deleted")
@public
def deleted() -> str:
    """Say goodbye."""
    return render_template("privacy/deleted.html")


def _me() -> Person:
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person


def _settings() -> Settings:
    settings: Settings = current_app.extensions["lms.settings"]
    return settings
