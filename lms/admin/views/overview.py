"""The way into administration, how the installation is, what administrators did, help lines."""

from flask import abort, current_app, flash, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from lms.admin.policy import can_administer
from lms.admin.queries.acts import acts as acts_page
from lms.admin.queries.installation import installation as installation_page
from lms.admin.views.blueprint import Answer, admin, asked_page, me, shown
from lms.admin.words import told
from lms.core.access import permit
from lms.core.i18n import language
from lms.core.settings import Settings
from lms.home.models import Finding
from lms.home.operations import note_help_line
from lms.home.queries import help_lines_to_check


@admin.get("/")
@permit(can_administer)
def index() -> Answer:
    """Show where to go, and what waits for an administrator."""
    due = sum(line.due for line in help_lines_to_check(language()))
    return shown("index", due_lines=due)


@admin.get("/acts")
@permit(can_administer)
def acts() -> Answer:
    """Show what administrators did, newest first."""
    return shown("acts", page=acts_page(page=asked_page()), told=told)


@admin.get("/installation")
@permit(can_administer)
def installation() -> Answer:
    """Show how mail and jobs are doing, and the settings without secrets."""
    settings: Settings = current_app.extensions["lms.settings"]
    return shown("installation", installation=installation_page(settings))


@admin.get("/help-lines")
@permit(can_administer)
def help_lines() -> Answer:
    """Show which help lines are to be checked."""
    return shown("help_lines", lines=help_lines_to_check(language()), country_names=get_locale().territories)


@admin.post("/help-lines/<line_id>")
@permit(can_administer)
def check_help_line(line_id: str) -> Answer:
    """Note what an administrator found when they called a help line."""
    try:
        finding = Finding(request.form.get("finding", ""))
    except ValueError:
        abort(400)
    note_help_line(line_id, finding, by=me())
    flash(_("Noted. Thank you for calling."))
    return redirect(url_for("admin.help_lines"))
