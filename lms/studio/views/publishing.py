"""Publishing what was signed, and going back to an earlier edition or taking the lesson out."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.transaction import release
from lms.curriculum.models import LessonRevision
from lms.studio import policy
from lms.studio.forms.signing import PublishForm, RevisionForm
from lms.studio.models import Candidate, Draft, PublicationKind
from lms.studio.operations import candidates, publishing
from lms.studio.queries.editions import editions
from lms.studio.queries.signing import open_holds, place_of, sign_page
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.signing import hands_in, me_in

Answer = str | Response | tuple[str, int]


@studio.route("/studio/-/drafts/<int:draft>/publish", methods=["GET", "POST"])
@permit(policy.can_decide, draft=doors.draft_by_id)
def publish(draft: Draft) -> Answer:
    """Publish what stands ready, with a note of what has changed in both languages."""
    standing = candidates.standing(draft)
    if standing is None:
        return redirect(url_for("studio.sign_off", draft=draft.id))
    form = PublishForm(candidate=standing.id)
    if not form.is_submitted():
        return _page(draft, standing, form)
    if not form.validate():
        return _page(draft, standing, form), 422
    return _publish(draft, standing, form)


@studio.get("/studio/-/drafts/<int:draft>/editions")
@permit(policy.can_decide, draft=doors.draft_by_id)
def lesson_editions(draft: Draft) -> Answer:
    """Show what has been published, to go back to it or take the lesson out."""
    place = place_of(draft, language())
    lines = editions(draft, language())
    return render_template("studio/publish/editions.html", nav="studio", draft=draft, place=place, lines=lines)


@studio.post("/studio/-/drafts/<int:draft>/back")
@permit(policy.can_decide, draft=doors.draft_by_id)
def go_back(draft: Draft) -> Answer:
    """Propose to go back to an earlier edition."""
    form = RevisionForm()
    revision = db.session.get(LessonRevision, form.revision.data) if form.validate() else None
    if revision is None or revision.lesson_id != draft.lesson_id:
        abort(404)
    candidates.propose_back(draft, revision, by=me_in(draft))
    flash(_("Going back is ready for sign-off, under the same rules as any other edition."))
    return redirect(url_for("studio.sign_off", draft=draft.id))


@studio.post("/studio/-/drafts/<int:draft>/take-out")
@permit(policy.can_decide, draft=doors.draft_by_id)
def take_out(draft: Draft) -> Answer:
    """Propose to take the lesson out."""
    candidates.propose_withdrawal(draft, by=me_in(draft))
    flash(_("Taking the lesson out is ready for sign-off. Readers see it until that is signed off and published."))
    return redirect(url_for("studio.sign_off", draft=draft.id))


def _publish(draft: Draft, standing: Candidate, form: PublishForm) -> Answer:
    seen, kind = form.candidate.data, standing.kind
    notes = {"da": form.da.data or "", "en": form.en.data or ""}
    try:
        _refuse_other(seen, standing)
        prepared = publishing.prepare(standing)
        release()
        publishing.publish(prepared, notes, by=me_in(draft))
    except DomainError as error:
        db.session.rollback()
        form.refuse(error)
        standing = candidates.standing(draft) or standing
        return _page(draft, standing, form), error.status
    flash(_published_words(kind))
    return redirect(url_for("studio.sign_off", draft=draft.id))


def _refuse_other(seen: int | None, standing: Candidate) -> None:
    if seen != standing.id:
        raise DomainError(_("Something newer is ready for sign-off now. Nothing was published; look at it first."))


def _published_words(kind: PublicationKind) -> str:
    if kind is PublicationKind.WITHDRAWAL:
        return str(_("The lesson is taken out. Learners keep what they have done."))
    return str(_("It is published. Learners keep what they have done, and can see what has changed."))


def _page(draft: Draft, standing: Candidate, form: PublishForm) -> str:
    form.candidate.data = standing.id
    page, holds = sign_page(standing, hands_in(draft), me_in(draft)), open_holds(draft, standing)
    asks = bool(page.ready) and all(hold.ends_here for hold in holds)
    return render_template(
        "studio/publish/publish.html",
        nav="studio",
        draft=draft,
        place=place_of(draft, language()),
        page=page,
        holds=holds,
        form=form if asks or form.form_errors else None,
    )
