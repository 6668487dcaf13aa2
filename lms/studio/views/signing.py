"""Ready for sign-off, signing, and taking a sign-off back."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.transaction import release
from lms.studio import policy
from lms.studio.forms.signing import ReadyForm, SignForm
from lms.studio.models import Candidate, CandidateText, Collaboration, Draft, Partner
from lms.studio.operations import candidates, signing
from lms.studio.queries.holds import parts_of
from lms.studio.queries.signing import open_holds, place_of, sign_page
from lms.studio.views import doors
from lms.studio.views.blueprint import studio

Answer = str | Response | tuple[str, int]


def me_in(draft: Draft) -> Partner:
    """Return the signed-in partner."""
    me = doors.me_in(draft.collaboration_id)
    return me if me is not None else abort(403)


def hands_in(draft: Draft) -> list[Partner]:
    """Return the partners the signed-in person acts for, first themselves."""
    collaboration = db.session.get_one(Collaboration, draft.collaboration_id)
    return policy.acting_for(current_user, collaboration)


def seat_words(seats: list[Partner]) -> list[tuple[int, str]]:
    """Return what a form calls those somebody may act for: themselves, and who is away."""
    return [
        (
            seat.id,
            _("For myself")
            if seat.person_id == current_user.id
            else _("For %(name)s, who is away", name=seat.shown_name),
        )
        for seat in seats
    ]


def acting_as(draft: Draft, partner_id: int | None) -> Partner:
    """Return the partner an act is for: oneself, or a paused partner whose deputy one is."""
    wanted = partner_id or me_in(draft).id
    return next((partner for partner in hands_in(draft) if partner.id == wanted), None) or abort(403)


@studio.get("/studio/-/drafts/<int:draft>/sign-off")
@permit(policy.can_decide, draft=doors.draft_by_id)
def sign_off(draft: Draft) -> Answer:
    """Show what stands ready: what changed since I last signed, and who has signed."""
    return _page(draft, ReadyForm(formdata=None))


@studio.post("/studio/-/drafts/<int:draft>/ready")
@permit(policy.can_decide, draft=doors.draft_by_id)
def make_ready(draft: Draft) -> Answer:
    """Freeze the draft for sign-off."""
    form = ReadyForm()
    frozen = candidates.look_over(draft)
    release()
    try:
        candidates.make_ready(draft, frozen, small_fix=form.small_fix.data, by=me_in(draft))
    except DomainError as error:
        return _refused(draft, error, form)
    flash(_("The lesson is ready for sign-off. The others are told that something waits for them."))
    return redirect(url_for("studio.sign_off", draft=draft.id))


@studio.post("/studio/-/drafts/<int:draft>/sign")
@permit(policy.can_decide, draft=doors.draft_by_id)
def sign(draft: Draft) -> Answer:
    """Sign the text that was shown."""
    form = SignForm()
    text, partner = _text(draft, form), acting_as(draft, form.partner.data)
    try:
        signing.sign(text, form.digest.data or "", partner=partner, by=me_in(draft))
    except DomainError as error:
        return _refused(draft, error)
    flash(_("You have signed it off. You can take that back until it is published."))
    return redirect(url_for("studio.sign_off", draft=draft.id))


@studio.post("/studio/-/drafts/<int:draft>/take-back")
@permit(policy.can_decide, draft=doors.draft_by_id)
def take_back(draft: Draft) -> Answer:
    """Take a sign-off back."""
    form = SignForm()
    text, partner = _text(draft, form), acting_as(draft, form.partner.data)
    try:
        signing.take_back(text, partner=partner, by=me_in(draft))
    except DomainError as error:
        return _refused(draft, error)
    flash(_("Your sign-off is taken back. You need to give no reason."))
    return redirect(url_for("studio.sign_off", draft=draft.id))


@studio.post("/studio/-/drafts/<int:draft>/content-edit")
@permit(policy.can_decide, draft=doors.draft_by_id)
def content_edit(draft: Draft) -> Answer:
    """Say that a small fix changes the content."""
    standing = candidates.standing(draft)
    if standing is None:
        abort(404)
    try:
        candidates.call_content_edit(standing, by=me_in(draft))
    except DomainError as error:
        return _refused(draft, error)
    flash(_("Now it is treated as a change of content: everybody looks at it again."))
    return redirect(url_for("studio.sign_off", draft=draft.id))


def _refused(draft: Draft, error: DomainError, form: ReadyForm | None = None) -> Answer:
    """Show the page as it is now, and why nothing was done."""
    db.session.rollback()
    form = form or ReadyForm(formdata=None)
    form.refuse(error)
    return _page(draft, form), error.status


def _text(draft: Draft, form: SignForm) -> CandidateText:
    if not form.validate():
        abort(400)
    text = db.session.get(CandidateText, form.text.data)
    if text is None or db.session.get_one(Candidate, text.candidate_id).draft_id != draft.id:
        abort(404)
    return text


def _page(draft: Draft, form: ReadyForm) -> str:
    standing = candidates.standing(draft)
    me = me_in(draft)
    frozen = candidates.look_over(draft)
    return render_template(
        "studio/signing/page.html",
        nav="studio",
        draft=draft,
        place=place_of(draft, language()),
        page=sign_page(standing, hands_in(draft), me) if standing else None,
        problems=frozen.problems,
        parts={part.block.name: part.heading for part in parts_of(draft, language())} if frozen.problems else {},
        can_be_signed=frozen.can_be_signed,
        holds=open_holds(draft, standing),
        may_hold=policy.can_hold(current_user, draft),
        form=form,
    )
