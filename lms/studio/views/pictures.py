"""A draft's pictures: sent, put into a text, taken out again."""

from flask import Response as FlaskResponse
from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.bodies import takes
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.transaction import release
from lms.studio import policy
from lms.studio.forms.pictures import PictureForm, PlaceForm
from lms.studio.models import Draft, DraftBlock, DraftPicture
from lms.studio.operations import picturing
from lms.studio.pictures import LARGEST, redrawn
from lms.studio.queries import pictures as queries
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.writing import block_or_404, outline_address, writer

Answer = str | Response | tuple[str, int] | tuple[FlaskResponse, int]
PLACE = "/studio/-/drafts/<int:draft>/pictures"
MOST_SENT = LARGEST + 4 * 1024 * 1024  # what is a little too large still gets an answer with its form


@studio.get(PLACE)
@permit(policy.can_write, draft=doors.draft_by_id)
def pictures(draft: Draft) -> Answer:
    """Show a draft's pictures and the form for another one."""
    return _page(draft, PictureForm(formdata=None, into=request.args.get("into", "")[:80]))


@studio.post(PLACE)
@permit(policy.can_write, draft=doors.draft_by_id)
@takes(MOST_SENT)
def add_picture(draft: Draft) -> Answer:
    """Take a picture in. The page's script is answered in a few words, everybody else with a page."""
    form = PictureForm()
    kept = _kept(draft, form) if form.validate() else None
    if _by_script():
        return _told(kept, form)
    if kept is None:
        return _page(draft, form), 422
    flash(_("The picture is here."))
    if form.into.data:
        return redirect(url_for("studio.put_picture", draft=draft.id, picture=kept.id, block=form.into.data))
    return redirect(url_for("studio.pictures", draft=draft.id))


@studio.route(f"{PLACE}/<int:picture>/put", methods=["GET", "POST"])
@permit(policy.can_write, draft=doors.draft_by_id)
def put_picture(draft: Draft, picture: int) -> Answer:
    """Choose where in a text a picture stands, and put it there in every language."""
    found = _picture(draft, picture)
    block = _text_part(draft, request.args.get("block", ""))
    choices = [(0, _("At the beginning")), *_behind(block)]
    form = PlaceForm(choices=choices)
    if form.validate_on_submit():
        try:
            places = queries.places_for(block, language(), int(form.place.data))
            picturing.put_in(found, block, places, by=writer(draft))
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The picture stands in the text."))
            return redirect(outline_address(draft, block.name))
    label = next(one.label for one in queries.pictures_to_put_in(draft, language()) if one.id == found.id)
    page = render_template(
        "studio/draft/put_picture.html", nav="studio", draft=draft, form=form, picture=found, label=label
    )
    return (page, 422) if form.is_submitted() else page


@studio.post(f"{PLACE}/<int:picture>/delete")
@permit(policy.can_write, draft=doors.draft_by_id)
def delete_picture(draft: Draft, picture: int) -> Answer:
    """Delete a picture no text shows."""
    picturing.remove(_picture(draft, picture), draft)
    flash(_("The picture is deleted."))
    return redirect(url_for("studio.pictures", draft=draft.id))


def _kept(draft: Draft, form: PictureForm) -> DraftPicture | None:
    """Draw anew what was sent, outside of a transaction, then keep it. None: refused, and the form says why."""
    file = form.picture.data  # a text, where somebody sent one in place of a file
    sent = file.read(LARGEST + 1) if isinstance(file, FileStorage) else b""
    release()
    try:
        return picturing.keep(draft, redrawn(sent), form.words, by=writer(draft))
    except DomainError as error:
        form.refuse(error)
        return None


def _told(kept: DraftPicture | None, form: PictureForm) -> tuple[FlaskResponse, int]:
    if kept is None:
        return jsonify({"errors": {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}}), 422
    address = url_for("curriculum.picture", digest=kept.digest)
    label = kept.words.get(language(), "")
    return jsonify({"name": kept.name, "address": address, "words": kept.words, "label": label}), 200


def _by_script() -> bool:
    return request.headers.get("X-Requested-With") == "picture"


def _picture(draft: Draft, picture: int) -> DraftPicture:
    found = queries.picture_in(draft, picture)
    if found is None or not any(found.words.values()):
        abort(404)
    return found


def _text_part(draft: Draft, name: str) -> DraftBlock:
    block = block_or_404(draft, name)
    if block.kind != picturing.PLACED_IN or block.deleted_at is not None:
        abort(404)
    return block


def _behind(block: DraftBlock) -> list[tuple[int, str]]:
    found = enumerate(queries.places_in(block, language()), 1)
    return [(number, _("After: %(words)s", words=words)) for number, words in found]


def _page(draft: Draft, form: PictureForm) -> str:
    return render_template(
        "studio/draft/pictures.html",
        nav="studio",
        draft=draft,
        form=form,
        pictures=queries.pictures_in(draft, language()),
        parts=queries.text_parts(draft, language()),
        into=form.into.data or "",
    )
