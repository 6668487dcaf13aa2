"""The page behind a seat invitation. Opening it only shows; nothing happens before a button is pressed."""

from flask import Response as FlaskResponse
from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.accounts.entering import enter
from lms.accounts.models import Person
from lms.accounts.operations.passwords import hashed, refuse_weak
from lms.accounts.operations.people import by_email
from lms.core.access import public
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.transaction import finish
from lms.studio import policy
from lms.studio.forms.partners import NewcomerForm
from lms.studio.models import Collaboration, Partner, SeatInvitation
from lms.studio.operations import joining
from lms.studio.operations.inviting import find
from lms.studio.operations.joining import Newcomer, Terms
from lms.studio.queries.proposals import proposal
from lms.studio.views.blueprint import studio
from lms.studio.views.joining_steps import Door, Last, walk

Answer = str | Response | tuple[str, int]
PRIVATE = {"studio.invitation", "studio.answer_invitation", "studio.decline_invitation"}


@studio.after_request
def keep_invitation_private(response: FlaskResponse) -> FlaskResponse:
    """Let no other site, cache or search engine learn the address of an invitation."""
    if request.endpoint in PRIVATE:
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@studio.get("/studio/-/invitations/<token>")
@public
def invitation(token: str) -> Answer:
    """Show what somebody is invited to; change nothing."""
    found, collaboration = _opened(token)
    if _is_partner(collaboration):
        return redirect(url_for("studio.module", module=collaboration.module.slug))
    _refuse(found, collaboration)
    return render_template(
        "studio/agreement/invitation.html",
        token=token,
        proposal=proposal(collaboration, language()),
        signs_in=_waits_for_sign_in(found),
    )


@studio.post("/studio/-/invitations/<token>")
@public
def answer_invitation(token: str) -> Answer:
    """Go a step on towards joining; the last one joins."""
    found, collaboration = _opened(token)
    if _is_partner(collaboration):
        return redirect(url_for("studio.module", module=collaboration.module.slug))
    _refuse(found, collaboration)
    here = url_for("studio.invitation", token=token)
    if _waits_for_sign_in(found):
        return redirect(here)
    door = Door(
        collaboration=collaboration,
        start=here,
        action=here,
        earlier=_earlier(collaboration),
        is_newcomer=not current_user.is_authenticated,
        is_owner=current_user.is_authenticated and policy.owns(current_user, collaboration),
    )

    def take(terms: Terms, version: int, last: Last) -> Response:
        if isinstance(last, NewcomerForm):
            return _join_as_new(token, found, terms, version, last)
        return _welcome(joining.accept(token, terms, version=version, by=current_user))

    return walk(door, take)


@studio.post("/studio/-/invitations/<token>/decline")
@public
def decline_invitation(token: str) -> Answer:
    """Say no, without a reason."""
    joining.decline(token)
    sentence = _("You have said no, and your address is deleted here. Nobody asks you why.")
    return render_template("ui/message.html", heading=_("Thank you for answering"), sentence=sentence)


def _join_as_new(token: str, found: SeatInvitation, terms: Terms, version: int, form: NewcomerForm) -> Response:
    password_hash = None
    if form.password.data:
        about = [form.account_name.data or "", found.address or "", str(current_app.config["LMS_NAME"])]
        refuse_weak(form.password.data, about=about)
        finish()  # hashing is slow on purpose: not while the database waits
        password_hash = hashed(form.password.data)
    newcomer = Newcomer(name=form.account_name.data or "", language=form.language.data, password_hash=password_hash)
    partner = joining.accept_as_new(token, terms, newcomer, version=version)
    slug = partner.collaboration.module.slug
    response = enter(db.session.get_one(Person, partner.person_id), to=url_for("studio.module", module=slug))
    flash(_welcome_words(partner))
    return response


def _welcome(partner: Partner) -> Response:
    flash(_welcome_words(partner))
    return redirect(url_for("studio.module", module=partner.collaboration.module.slug))


def _welcome_words(partner: Partner) -> str:
    if partner.collaboration.is_in_force:
        return str(_("Welcome. The agreement is in force: you can write."))
    return str(_("Welcome. You are in. The work begins when everybody who is invited has answered."))


def _opened(token: str) -> tuple[SeatInvitation, Collaboration]:
    found = find(token)
    if found is None:
        raise DomainError(
            _(
                "This link doesn't open anything. If you have got more than one mail, use the newest one. "
                "An invitation that nobody answers is deleted after 30 days."
            ),
            status=404,
        )
    return found, db.session.get_one(Collaboration, found.collaboration_id)


def _refuse(found: SeatInvitation, collaboration: Collaboration) -> None:
    joining.refuse_closed(found, collaboration)
    if current_user.is_authenticated and current_user.email != found.address:
        raise DomainError(joining.foreign(), status=403)


def _is_partner(collaboration: Collaboration) -> bool:
    return current_user.is_authenticated and policy.is_partner(current_user, collaboration)


def _earlier(collaboration: Collaboration) -> Partner | None:
    if not current_user.is_authenticated:
        return None
    return next((each for each in collaboration.partners if each.person_id == current_user.id), None)


def _waits_for_sign_in(found: SeatInvitation) -> bool:
    """Whoever has an account under the invited address joins with it."""
    return not current_user.is_authenticated and by_email(found.address or "") is not None
