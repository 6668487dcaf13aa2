"""A hold, its page with the three ways out, and the mediation."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio import policy
from lms.studio.forms.signing import MediatorForm, OutcomeForm, PositionForm, SeenForm, hold_form
from lms.studio.models import Draft, Hold, HoldEnd, Partner, Perspective
from lms.studio.operations import holding, mediating
from lms.studio.queries.holds import HoldPage, hold_page, parts_of
from lms.studio.queries.signing import place_of
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.signing import acting_as, hands_in, me_in, seat_words
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]


@studio.route("/studio/-/drafts/<int:draft>/hold", methods=["GET", "POST"])
@permit(policy.can_hold, draft=doors.draft_by_id)
def place_hold(draft: Draft) -> Answer:
    """Hold a lesson, with a reason."""
    parts = parts_of(draft, language())
    seats = [hand for hand in hands_in(draft) if hand.perspective is Perspective.LIVED_EXPERIENCE]
    form = hold_form([(str(part.id), part.heading) for part in parts], seat_words(seats))
    if form.validate_on_submit():
        block = next((part.block for part in parts if str(part.id) == form.block.data), None)
        partner = acting_as(draft, int(form.partner.data) if form.partner else None)
        hold = holding.place(draft, form.reason.data or "", block=block, partner=partner, by=me_in(draft))
        flash(_("Your hold stands. Nothing is published over it."))
        return redirect(url_for("studio.hold", draft=draft.id, hold=hold.id))
    status = 422 if form.is_submitted() else 200
    place = place_of(draft, language())
    return render_template("studio/hold/place.html", nav="studio", draft=draft, place=place, form=form), status


@studio.get("/studio/-/drafts/<int:draft>/holds/<int:hold>")
@permit(policy.can_decide, draft=doors.draft_by_id)
def hold(draft: Draft, hold: int) -> Answer:
    """Show a hold: the reason, and the ways out."""
    return _page(draft, _hold(draft, hold))


@studio.post("/studio/-/drafts/<int:draft>/holds/<int:hold>/withdraw")
@permit(policy.can_decide, draft=doors.draft_by_id)
def withdraw_hold(draft: Draft, hold: int) -> Answer:
    """Take a hold back."""
    found = _hold(draft, hold)
    theirs = next((hand for hand in hands_in(draft) if hand.id == found.partner_id), me_in(draft))
    holding.withdraw(found, partner=theirs, by=me_in(draft))
    flash(_("The hold is taken back."))
    return _back(found)


@studio.post("/studio/-/drafts/<int:draft>/holds/<int:hold>/mediator")
@permit(policy.can_decide, draft=doors.draft_by_id)
def propose_mediator(draft: Draft, hold: int) -> Answer:
    """Propose somebody who helps."""
    found, form = _hold(draft, hold), MediatorForm()
    if not form.validate():
        return _page(draft, found, form), 422
    who = _speaker(draft, found)
    return _done(draft, found, form, lambda: mediating.propose(found, form.mediator.data or "", **who))


@studio.post("/studio/-/drafts/<int:draft>/holds/<int:hold>/mediator/agree")
@permit(policy.can_decide, draft=doors.draft_by_id)
def agree_mediator(draft: Draft, hold: int) -> Answer:
    """Agree to who was proposed."""
    found, form = _hold(draft, hold), SeenForm()
    who = _speaker(draft, found)
    return _done(draft, found, form, lambda: mediating.agree(found, **who, seen=form.seen.data or ""))


@studio.post("/studio/-/drafts/<int:draft>/holds/<int:hold>/position")
@permit(policy.can_decide, draft=doors.draft_by_id)
def write_position(draft: Draft, hold: int) -> Answer:
    """Write one's side down."""
    found, form = _hold(draft, hold), PositionForm()
    if not form.validate():
        return _page(draft, found, form), 422
    who, said = _speaker(draft, found), {"da": form.da.data or "", "en": form.en.data or ""}
    return _done(draft, found, form, lambda: mediating.say(found, said, **who))


@studio.post("/studio/-/drafts/<int:draft>/holds/<int:hold>/outcome")
@permit(policy.can_decide, draft=doors.draft_by_id)
def propose_outcome(draft: Draft, hold: int) -> Answer:
    """Propose how to go on."""
    found, form = _hold(draft, hold), OutcomeForm()
    if not form.validate():
        return _page(draft, found, form), 422
    who, outcome, words = _speaker(draft, found), HoldEnd(form.outcome.data), form.words.data or ""
    return _done(draft, found, form, lambda: mediating.propose_outcome(found, outcome, **who, words=words))


@studio.post("/studio/-/drafts/<int:draft>/holds/<int:hold>/outcome/agree")
@permit(policy.can_decide, draft=doors.draft_by_id)
def agree_outcome(draft: Draft, hold: int) -> Answer:
    """Agree to how to go on."""
    found, form = _hold(draft, hold), SeenForm()
    if form.seen.data not in {outcome.value for outcome in mediating.OUTCOMES}:
        abort(400)
    who, seen, words = _speaker(draft, found), HoldEnd(form.seen.data), form.words.data or ""
    return _done(draft, found, form, lambda: mediating.agree_outcome(found, **who, seen=seen, words=words))


def forms_of(page: HoldPage, refused: Form | None) -> dict[str, Form]:
    """Return the forms of a mediation; the one that was not taken as it was sent."""
    forms: dict[str, Form] = {
        "mediator": MediatorForm(formdata=None),
        "position": PositionForm(formdata=None, **page.my_position),
        "outcome": OutcomeForm(formdata=None),
    }
    return {
        name: refused if refused is not None and type(form) is type(refused) else form for name, form in forms.items()
    }


def _speaker(draft: Draft, found: Hold) -> dict[str, Partner]:
    """Return for whom somebody speaks in a mediation: themselves or, if they have no say in it, who named them."""
    me = me_in(draft)
    return {"partner": mediating.speaker(found, hands_in(draft)) or me, "by": me}


def _done(draft: Draft, found: Hold, form: Form, act: Callable[[], object]) -> Answer:
    """Do it, and show the hold again; a refusal stands at its form."""
    try:
        act()
    except DomainError as error:
        db.session.rollback()
        form.refuse(error)
        return _page(draft, found, form), error.status
    flash(_("Saved"))
    return _back(found)


def _back(found: Hold) -> Response:
    return redirect(url_for("studio.hold", draft=found.draft_id, hold=found.id))


def _hold(draft: Draft, hold: int) -> Hold:
    found = db.session.get(Hold, hold)
    if found is None or found.draft_id != draft.id:
        abort(404)
    return found


def _page(draft: Draft, found: Hold, refused: Form | None = None) -> str:
    page = hold_page(found, me_in(draft), hands_in(draft), language())
    return render_template(
        "studio/hold/page.html",
        nav="studio",
        draft=draft,
        place=place_of(draft, language()),
        page=page,
        forms=forms_of(page, refused),
        form=refused,
    )
