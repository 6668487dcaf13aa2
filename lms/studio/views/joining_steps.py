"""The steps of joining: who I am here, my terms, what others will see, yes. Nothing is kept before the yes.

What was chosen goes along in the page as hidden fields, and never in an address.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio.forms.partners import NewcomerForm, TermsForm, WhoForm, YesForm, carried, terms_of, who_form
from lms.studio.models import Collaboration, NameKind, Partner, Perspective
from lms.studio.operations.joining import Terms, refuse_full, shown_name
from lms.studio.queries.collaborations import organisation_name, seat_lines
from lms.studio.seen_by import seen_by
from lms.ui.form import Form

Answer = str | Response | tuple[str, int]
Last = YesForm | NewcomerForm
Take = Callable[[Terms, int, Last], Response]
TERMS_FIELDS = {"employed", "influence", "contribution", "hours", "pay", "companion"}


@dataclass(frozen=True)
class Door:
    """Where somebody comes in."""

    collaboration: Collaboration
    start: str  # the page that says what it is about
    action: str  # where the steps are sent
    earlier: Partner | None  # somebody who has left and comes back keeps their perspective
    is_newcomer: bool
    is_owner: bool


def walk(door: Door, take: Take) -> Answer:
    """Answer the step that was sent."""
    step, back = request.form.get("step", "start"), "back" in request.form
    if step in {"start", "who"} and back:
        return redirect(door.start)
    if step != "start" and request.form.get("version") != str(door.collaboration.holding.number):
        flash(
            _("What you are asked to agree to has changed since you opened this page. Please read it again."), "error"
        )
        return redirect(door.start)
    if step == "start" or (step == "terms" and back):
        return _who_page(door, _who(door, fresh=step == "start"))
    return _checked(door, take, step, back=back)


def _checked(door: Door, take: Take, step: str, *, back: bool) -> Answer:
    """Check what was chosen so far, and go to the step after it."""
    who = _who(door, fresh=False)
    if not _is_right(door, who):
        return _who_page(door, who), 422
    if step == "who" or back:
        fresh = not TERMS_FIELDS & set(request.form)
        return _terms_page(door, who, TermsForm(formdata=None) if fresh else TermsForm())
    terms = TermsForm()
    if not terms.validate():
        return _terms_page(door, who, terms), 422
    last: Last = NewcomerForm() if door.is_newcomer else YesForm()
    if step != "yes":
        fresh_last: Last = NewcomerForm(formdata=None, data={"language": language()}) if door.is_newcomer else last
        return _preview(door, who, terms, fresh_last)
    if not last.validate():
        return _preview(door, who, terms, last), 422
    return _taken(door, take, who, terms, last)


def _taken(door: Door, take: Take, who: WhoForm, terms: TermsForm, last: Last) -> Answer:
    try:
        return take(_terms(who, terms), who.version.data or 0, last)
    except DomainError as error:
        if error.field in who:
            who.refuse(error)
            return _who_page(door, who), 422
        if error.field in last:
            last.refuse(error)
            return _preview(door, who, terms, last), 422
        raise


def _who(door: Door, *, fresh: bool) -> WhoForm:
    perspectives = [line.perspective for line in seat_lines(door.collaboration)]
    if door.earlier is not None:
        perspectives = [door.earlier.perspective]
    return who_form(perspectives, version=door.collaboration.holding.number, reads=[language()], fresh=fresh)


def _is_right(door: Door, who: WhoForm) -> bool:
    if not who.validate():
        return False
    try:
        refuse_full(door.collaboration, Perspective(who.perspective.data))
        shown_name(door.collaboration, _kind(who), who.name.data or "", me=door.earlier)
    except DomainError as error:
        who.refuse(error)
        return False
    return True


def _kind(who: WhoForm) -> NameKind:
    return NameKind(who.name_kind.data)


def _terms(who: WhoForm, terms: TermsForm) -> Terms:
    return terms_of(who, terms, Perspective(who.perspective.data))


def _who_page(door: Door, form: WhoForm) -> str:
    sent = carried(TermsForm(formdata=None))
    return _page("studio/agreement/join_who.html", door, form, sent, seats=seat_lines(door.collaboration))


def _terms_page(door: Door, who: WhoForm, form: TermsForm) -> str:
    organisation = organisation_name(door.collaboration)
    return _page("studio/agreement/join_terms.html", door, form, carried(who), organisation=organisation)


def _preview(door: Door, who: WhoForm, terms: TermsForm, form: Last) -> str:
    chosen = _terms(who, terms)
    name = shown_name(door.collaboration, chosen.name_kind, chosen.name, me=door.earlier)
    seen = seen_by(chosen, name, others=door.collaboration.active_partners, is_owner=door.is_owner)
    return _page("studio/agreement/join_preview.html", door, form, carried(who, terms), seen=seen)


def _page(template: str, door: Door, form: Form, sent: list[tuple[str, str]], **values: object) -> str:
    return render_template(template, nav="studio", door=door, form=form, carried=sent, **values)
