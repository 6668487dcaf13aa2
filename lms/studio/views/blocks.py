"""A draft's parts: added, moved, taken out and brought back."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from lms.core.access import permit
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.tokens import mint
from lms.studio import policy
from lms.studio.block_forms.words import kind_choices
from lms.studio.models import HEAD, Draft
from lms.studio.operations import blocks
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.writing import block_or_404, outline_address, writer
from lms.ui.form import AtMost, Form, named

Answer = str | Response | tuple[str, int]


class BlockForm(Form):
    """What kind of part, and its heading."""

    kind = RadioField(_l("What kind of part?"), default="text")
    heading = StringField(_l("Heading"), [AtMost(200)], filters=[named])
    key = HiddenField(validators=[AtMost(80)])
    after = HiddenField(validators=[AtMost(80)])


@studio.route("/studio/-/drafts/<int:draft>/add", methods=["GET", "POST"])
@permit(policy.can_write, draft=doors.draft_by_id)
def add_block(draft: Draft) -> Answer:
    """Add a part. Sent twice, it is added once."""
    form = BlockForm(key=mint(), after=request.args.get("after", "")[:80])
    form.kind.choices = [SelectChoice(kind, words) for kind, words in kind_choices()]
    if form.validate_on_submit():
        try:
            made = blocks.add(
                draft,
                form.kind.data,
                by=writer(draft),
                after=form.after.data or None,
                heading=form.heading.data or "",
                key=form.key.data,
            )
        except DomainError as error:
            form.refuse(error)
        else:
            return redirect(url_for("studio.edit_block", draft=draft.id, block=made.name, language=language()))
    page = render_template("studio/draft/add.html", nav="studio", form=form, draft=draft)
    return (page, 422) if form.is_submitted() else page


@studio.post("/studio/-/drafts/<int:draft>/blocks/<block>/move")
@permit(policy.can_write, draft=doors.draft_by_id)
def move_block(draft: Draft, block: str) -> Answer:
    """Put a part at another place, counted from 1 as the lesson stands now."""
    found = block_or_404(draft, block)
    place = request.form.get("position", "")
    others = [one.name for one in blocks.placed(draft) if one is not found]
    number = min(max(int(place), 1), len(others) + 1) if place.isdecimal() and len(place) < 6 else 0
    if number:
        blocks.move(found, after=[HEAD, *others][number - 1], by=writer(draft))
        flash(_("Moved to place %(place)s.", place=number))
    return redirect(outline_address(draft, block))


@studio.post("/studio/-/drafts/<int:draft>/blocks/<block>/delete")
@permit(policy.can_write, draft=doors.draft_by_id)
def delete_block(draft: Draft, block: str) -> Answer:
    """Take a part out; its words stay."""
    blocks.delete(block_or_404(draft, block), by=writer(draft))
    flash(_("Taken out. Its words are kept: you find it at the end of this page."))
    return redirect(outline_address(draft))


@studio.post("/studio/-/drafts/<int:draft>/blocks/<block>/restore")
@permit(policy.can_write, draft=doors.draft_by_id)
def restore_block(draft: Draft, block: str) -> Answer:
    """Bring a part back."""
    blocks.restore(block_or_404(draft, block), by=writer(draft))
    flash(_("It is back in the lesson."))
    return redirect(outline_address(draft, block))
