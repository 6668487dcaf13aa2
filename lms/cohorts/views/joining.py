"""The page behind an invitation, a join link or a confirmation mail. Opening it only shows; its button joins."""

from flask import Response as FlaskResponse
from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.accounts.entering import enter
from lms.accounts.operations.passwords import hashed, refuse_weak
from lms.cohorts.addresses import normal
from lms.cohorts.forms import AskForm, JoinForm, NewcomerForm
from lms.cohorts.models import Cohort, WayState
from lms.cohorts.operations import joining, links, newcomers, participants
from lms.cohorts.queries.ways import Way, way
from lms.cohorts.refusals import foreign, sentence
from lms.cohorts.views.blueprint import cohorts
from lms.core.access import public
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.transaction import finish

Answer = str | Response | tuple[str, int]
AnyForm = JoinForm | NewcomerForm | AskForm


@cohorts.after_request
def keep_address_private(response: FlaskResponse) -> FlaskResponse:
    """Let no other site, cache or search engine learn the address of a way in."""
    if request.endpoint in {"cohorts.join", "cohorts.accept"}:
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@cohorts.get("/join/<token>")
@public
def join(token: str) -> Answer:
    """Show who invites and who will see what; change nothing."""
    found = way(token)
    if found is None:
        return _unknown()
    if _takes_part_already(found):
        return render_template("cohorts/join_already.html", terms=found.terms)
    if found.state is not WayState.OPEN:
        return _closed(sentence(found.state, found.whom), 410)
    if _is_foreign(found):
        return _closed(foreign(found.whom), 403)
    return _page(token, found, _form(found))


@cohorts.post("/join/<token>")
@public
def accept(token: str) -> Answer:
    """Join, or ask for the mail that confirms an address."""
    found = way(token)
    if found is None:
        return _unknown()
    form = _form(found)
    if _waits_for_sign_in(found) and not current_user.is_authenticated:
        return redirect(url_for("cohorts.join", token=token))
    if form.shown.data and form.shown.data != found.terms.seal and found.state is WayState.OPEN:
        flash(_("The cohort has changed since you opened this page. Please read it again."), "error")
        return _page(token, found, form), 409
    if not form.validate_on_submit():
        return _page(token, found, form), 422
    try:
        return _act(token, found, form)
    except DomainError as error:
        if error.field is None:
            raise
        form.refuse(error)
        return _page(token, found, form), 422


def _act(token: str, found: Way, form: AnyForm) -> Answer:
    if isinstance(form, JoinForm):
        return _joined(joining.join(token, shows_earlier=form.shows_earlier.data, by=current_user))
    if isinstance(form, AskForm):
        return _asked(token, form)
    return _newcomer(token, found, form)


def _asked(token: str, form: AskForm) -> str:
    links.ask(token, name=form.name.data, email=normal(form.email.data) or "", language=form.language.data)
    return render_template("cohorts/join_asked.html", email=form.email.data)


def _newcomer(token: str, found: Way, form: NewcomerForm) -> Response:
    password_hash = None
    if form.password.data:
        about = [form.name.data, found.email or "", str(current_app.config["LMS_NAME"])]
        refuse_weak(form.password.data, about=about)
        finish()  # hashing is slow on purpose: not while the database waits
        password_hash = hashed(form.password.data)
    person, cohort = newcomers.join_as_new(
        token, name=form.name.data, language=form.language.data, password_hash=password_hash
    )
    response = enter(person, to=url_for("cohorts.mine", cohort_id=cohort.id))
    flash(_welcome())
    return response


def _welcome() -> str:
    return str(_("You are in. Here is what the others see of you."))


def _joined(cohort: Cohort) -> Response:
    flash(_welcome())
    return make_response(redirect(url_for("cohorts.mine", cohort_id=cohort.id)))


def _form(found: Way) -> AnyForm:
    seal = found.terms.seal
    if current_user.is_authenticated:
        return JoinForm() if request.method == "POST" else JoinForm(shown=seal)
    if found.by_link:
        return AskForm(shown=seal, language=language())
    return NewcomerForm(shown=seal, language=language(), name=found.name)


def _page(token: str, found: Way, form: AnyForm) -> str:
    return render_template(
        "cohorts/join.html",
        token=token,
        way=found,
        terms=found.terms,
        form=form,
        seal=found.terms.seal,
        signs_in=_waits_for_sign_in(found) and not current_user.is_authenticated,
        kind=type(form).__name__,
    )


def _waits_for_sign_in(found: Way) -> bool:
    """Whoever has an account under the invited address joins with it."""
    return found.has_account


def _takes_part_already(found: Way) -> bool:
    return current_user.is_authenticated and participants.current(found.terms.cohort_id, current_user) is not None


def _is_foreign(found: Way) -> bool:
    return current_user.is_authenticated and found.email is not None and found.email != current_user.email


def _unknown() -> Answer:
    return _closed(
        _(
            "This link doesn't open anything. If you have got more than one mail, use the newest one; "
            "otherwise ask whoever invited you for a new invitation."
        ),
        404,
    )


def _closed(why: str, status: int) -> tuple[str, int]:
    return render_template("ui/message.html", heading=_("You can't join by this link"), sentence=why), status
