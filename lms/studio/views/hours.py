"""My hours: mine alone to see, to take away and to delete."""

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit, signed_in
from lms.core.clock import today
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio.forms.care import hours_form
from lms.studio.models import HoursEntry
from lms.studio.operations import hours as operations
from lms.studio.own_policy import owns_hours
from lms.studio.queries.hours import hours_as_csv, own_collaborations, own_hours, visible_to
from lms.studio.views.blueprint import studio

Answer = str | Response | tuple[str, int]


def own_entry(entry: int) -> HoursEntry | None:
    """Return one of the signed-in person's own entries."""
    return db.session.scalar(visible_to(current_user).where(HoursEntry.id == entry))


@studio.route("/studio/-/hours/", methods=["GET", "POST"])
@signed_in
def hours() -> Answer:
    """Show what I noted, and note more."""
    form = hours_form(own_collaborations(current_user, language()))
    if form.validate_on_submit():
        try:
            operations.log(form.time(), by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Saved. Nobody but you can see it."))
            return redirect(url_for("studio.hours"))
    page = render_template(
        "studio/hours/hours.html", nav="studio", form=form, lines=own_hours(current_user, language())
    )
    return (page, 422) if form.is_submitted() else page


@studio.get("/studio/-/hours/hours.csv")
@signed_in
def download_hours() -> Answer:
    """Hand over what I noted as a table."""
    name = f"my-hours-{today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return FlaskResponse(hours_as_csv(own_hours(current_user, language())), mimetype="text/csv", headers=headers)


@studio.post("/studio/-/hours/<int:entry>/delete")
@permit(owns_hours, entry=own_entry)
def delete_hours(entry: HoursEntry) -> Answer:
    """Delete something I noted."""
    operations.delete(entry)
    flash(_("The entry is deleted."))
    return redirect(url_for("studio.hours"))
