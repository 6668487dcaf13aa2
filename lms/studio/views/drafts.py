"""A lesson's draft: begun, shown as an outline, for a new lesson, for practice."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import StringField

from lms.core.access import permit, signed_in
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import policy
from lms.studio.models import Collaboration, Draft
from lms.studio.operations import drafting
from lms.studio.queries import drafts as queries
from lms.studio.queries.lessons import lesson_in, practice_of
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.writing import me_as, me_in, outline_address
from lms.ui.form import NAME_LENGTH, AtMost, Form, Required, named

Answer = str | Response | tuple[str, int]


class LessonForm(Form):
    """The title of a new lesson."""

    title = StringField(
        _l("Title of the lesson"), [Required(_l("Give the lesson a title.")), AtMost(NAME_LENGTH)], filters=[named]
    )


@studio.get("/studio/<module>/<lesson>/")
@permit(policy.is_partner, module=doors.collaboration_of)
def lesson(module: Collaboration, lesson: str) -> Answer:
    """Show a lesson's draft, or how to begin one."""
    found = lesson_in(module, lesson)
    if found is None:
        abort(404)
    draft = drafting.open_draft(found.row)
    if draft is not None:
        return outline_page(draft)
    title = found.title(language())
    return render_template(
        "studio/draft/start.html", nav="studio", module=module.module, lesson=found, lesson_title=title
    )


@studio.post("/studio/<module>/<lesson>/start")
@permit(policy.is_partner, module=doors.collaboration_of)
def start_draft(module: Collaboration, lesson: str) -> Answer:
    """Begin a draft, from what is published or from nothing."""
    found = lesson_in(module, lesson)
    if found is None:
        abort(404)
    begin = drafting.start_empty if request.form.get("from") == "empty" else drafting.start
    begin(found.row, module, by=me_as(module))
    flash(_("The draft is begun. Everyone in the collaboration can write in it; readers see nothing of it yet."))
    return redirect(url_for("studio.lesson", module=module.module.slug, lesson=found.row.slug))


@studio.route("/studio/<module>/-/new-lesson", methods=["GET", "POST"])
@permit(policy.is_partner, module=doors.collaboration_of)
def new_lesson(module: Collaboration) -> Answer:
    """Add a lesson to the module."""
    form = LessonForm()
    if form.validate_on_submit():
        try:
            draft = drafting.new_lesson(module, form.title.data, by=me_as(module))
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The lesson is there. Add its first part."))
            return redirect(outline_address(draft))
    page = render_template("studio/draft/new_lesson.html", nav="studio", form=form, module=module.module)
    return (page, 422) if form.is_submitted() else page


@studio.get("/studio/-/practice/")
@signed_in
def practice() -> Answer:
    """Show one's own practice lesson, or offer to begin it."""
    draft = practice_of(current_user)
    return outline_page(draft) if draft else render_template("studio/draft/practice.html", nav="studio")


@studio.post("/studio/-/practice/")
@signed_in
def begin_practice() -> Answer:
    """Begin one's own practice lesson."""
    drafting.practice(current_user._get_current_object())  # noqa: SLF001
    return redirect(url_for("studio.practice"))


@studio.get("/studio/-/drafts/<int:draft>/")
@permit(policy.can_write, draft=doors.draft_by_id)
def draft(draft: Draft) -> Answer:
    """Show a draft's outline."""
    return outline_page(draft)


def outline_page(draft: Draft) -> str:
    """Return a draft's outline."""
    outline = queries.outline(draft, me=me_in(draft), language=language())
    return render_template("studio/draft/outline.html", nav="studio", draft=draft, outline=outline)
