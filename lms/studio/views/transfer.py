"""A draft's files: taken away as a ZIP file, brought as one, and proposals taken into the draft block by block."""

from flask import Response as FlaskResponse
from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import FileField

from lms.core.access import permit
from lms.core.bodies import takes
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.transaction import release
from lms.curriculum.reading.curriculum import SourceLesson
from lms.studio import archives, documents, policy
from lms.studio.forms.signing import RevisionForm
from lms.studio.models import Draft
from lms.studio.operations import transfer
from lms.studio.queries import drafts as queries
from lms.studio.queries.editions import edition_files
from lms.studio.queries.pictures import pictures_kept
from lms.studio.queries.transfer import proposal_of, proposals_for
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.writing import outline_address, writer
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]
PLACE = "/studio/-/drafts/<int:draft>/files"


class FilesForm(Form):
    """A lesson's files as one ZIP file."""

    archive = FileField(_l("The lesson's files (ZIP)"))


@studio.get(PLACE)
@permit(policy.can_write, draft=doors.draft_by_id)
def files(draft: Draft) -> Answer:
    """Show how a draft leaves as files, and what came by files."""
    return _page(draft, FilesForm())


@studio.post(f"{PLACE}/export")
@permit(policy.can_write, draft=doors.draft_by_id)
def export_draft(draft: Draft) -> Answer:
    """Hand out a draft's files. Of a story they hold only the id, so nothing of it leaves the house."""
    queries.load_blocks(draft)
    structure, _texts = documents.freeze(draft)
    lesson = documents.as_lesson(draft, queries.pictures_of(structure))
    return _handed_out(lesson, lesson.slug)


@studio.post("/studio/-/drafts/<int:draft>/editions/export")
@permit(policy.can_decide, draft=doors.draft_by_id)
def export_edition(draft: Draft) -> Answer:
    """Hand out the files of what was published under a number."""
    form = RevisionForm()
    lesson = edition_files(draft, form.revision.data) if form.validate() else None
    if lesson is None:
        abort(404)
    return _handed_out(lesson, f"{lesson.slug}-{form.revision.data}")


@studio.post(f"{PLACE}/import")
@permit(policy.can_write, draft=doors.draft_by_id)
@takes(archives.MOST_BYTES + 64 * 1024)
def import_draft(draft: Draft) -> Answer:
    """Take a lesson's files in: as a proposal, or straight into a practice lesson."""
    form = FilesForm()
    sent = request.files.get("archive")
    content = sent.read(archives.MOST_BYTES + 1) if sent else b""
    try:
        lesson = _unpacked(content)
    except DomainError as error:
        form.refuse(DomainError(error.sentence, field="archive"))
        return _page(draft, form), 422
    if draft.lesson_id is None:
        transfer.keep_pictures(lesson)
        transfer.take_over(draft, lesson.structure, lesson.texts, by=writer(draft))
        flash(_("The lesson is in your practice lesson now."))
        return redirect(url_for("studio.practice"))
    transfer.propose(draft, lesson)
    flash(_("The files are here. Take over what you want, part by part."))
    return redirect(url_for("studio.files", draft=draft.id))


@studio.post(f"{PLACE}/proposals/<int:proposal>")
@permit(policy.can_write, draft=doors.draft_by_id)
def take_over(draft: Draft, proposal: int) -> Answer:
    """Take a proposed part, or all of them, into the draft."""
    found = proposal_of(draft, proposal)
    if found is None:
        abort(404)
    only = request.form.get("block") or None
    transfer.take_over(draft, found.structure, found.texts, only=only, by=writer(draft))
    flash(_("Taken over. What stood before is in the earlier versions."))
    return redirect(url_for("studio.files", draft=draft.id))


def _unpacked(content: bytes) -> SourceLesson:
    """Read a ZIP file. What takes its time is done outside of a transaction. Raises DomainError with what is wrong."""
    slug, files = archives.files_in(content)
    kept, sources = pictures_kept(archives.pictures_in(files).values()), queries.all_sources()
    release()
    return archives.lesson_of(slug, archives.drawn_anew(files, kept), sources)


def _handed_out(lesson: SourceLesson, name: str) -> FlaskResponse:
    answer = FlaskResponse(archives.packed(lesson), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer


def _page(draft: Draft, form: FilesForm) -> str:
    queries.load_blocks(draft)
    return render_template(
        "studio/draft/files.html",
        nav="studio",
        draft=draft,
        form=form,
        proposals=proposals_for(draft, language()),
        back=outline_address(draft),
    )
