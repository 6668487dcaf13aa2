"""My certificates, and the public page on which somebody may verify one."""

from flask import Response, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from lms.accounts.models import Person
from lms.core.access import public, signed_in
from lms.core.errors import DomainError
from lms.core.transaction import release
from lms.learning import pdf
from lms.learning.certificate_sheet import hours_in_words, sheet
from lms.learning.models import Certificate
from lms.learning.operations import certificates as issuing
from lms.learning.operations.certificates import Shown
from lms.learning.queries import certificates as reading
from lms.learning.queries.certificates import CertificateView, Verification
from lms.learning.views.blueprint import learning
from lms.learning.words import status_name

TOKEN = 32  # characters an address may have


@learning.get("/certificates/")
@signed_in
def certificates() -> str:
    """Show what I have completed, and what I let others see of it."""
    mine = reading.certificates(current_user.id)
    return render_template(
        "learning/certificates/list.html",
        current=[each for each in mine if each.state is not reading.State.REPLACED],
        replaced=[each for each in mine if each.state is reading.State.REPLACED],
        hours_in_words=hours_in_words,
        status_name=status_name,
        address=_address,
    )


@learning.get("/certificates/<token>")
@public
def verify(token: str) -> AnyResponse:
    """Tell a stranger whether a certificate is valid, and no more than its holder has switched on."""
    found = reading.verification(token) if len(token) <= TOKEN else None
    if found is None:
        response = make_response(_verification_page("learning/certificates/unknown.html", None), 404)
    else:
        response = make_response(_verification_page("learning/certificates/verify.html", found))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@learning.get("/certificates/-/<int:certificate_id>/preview")
@signed_in
def preview_certificate(certificate_id: int) -> str:
    """Show the holder exactly what strangers see."""
    mine = _mine(certificate_id)
    page = "learning/certificates/preview.html"
    return _verification_page(page, mine.seen_by_strangers)


@learning.get("/certificates/-/<int:certificate_id>/certificate.pdf")
@signed_in
def download_certificate(certificate_id: int) -> Response:
    """Hand over the certificate as PDF."""
    mine = _mine(certificate_id)
    if mine.state is not reading.State.VALID:
        abort(410)
    release()
    words = sheet(mine, house=current_app.config["LMS_NAME"], address=_address(mine))
    try:
        made = pdf.certificate_pdf(words)
    except pdf.UnprintableError as error:
        sentence = _(
            "Your name has a letter that our PDF can't print. Write it in Latin letters in your account, then reissue."
        )
        raise DomainError(sentence) from error
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{mine.module}-{mine.issue}.pdf"'
    return response


@learning.post("/certificates/-/<int:certificate_id>/switches/<shown>")
@signed_in
def switch_certificate(certificate_id: int, shown: str) -> AnyResponse:
    """Let strangers see one more thing, or no longer."""
    mine = _own(certificate_id)
    if shown not in set(Shown) or request.form.get("on") not in {"yes", "no"}:
        abort(404)
    issuing.switch(mine, Shown(shown), on=request.form["on"] == "yes")
    flash(_("Saved."))
    return _back(mine)


@learning.post("/certificates/-/<int:certificate_id>/reissue")
@signed_in
def reissue_certificate(certificate_id: int) -> AnyResponse:
    """Issue it anew with my present name."""
    made = issuing.reissue(_own(certificate_id), by=_person())
    flash(_("The certificate is issued anew. The earlier one now says that it was replaced."))
    return _back(made)


@learning.get("/certificates/-/<int:certificate_id>/withdraw")
@signed_in
def confirm_withdraw_certificate(certificate_id: int) -> str:
    """Ask before a certificate stops counting."""
    return render_template("learning/certificates/withdraw.html", certificate=_mine(certificate_id))


@learning.post("/certificates/-/<int:certificate_id>/withdraw")
@signed_in
def withdraw_certificate(certificate_id: int) -> AnyResponse:
    """Declare my certificate no longer valid."""
    mine = _own(certificate_id)
    issuing.withdraw(mine, by=_person())
    flash(_("The certificate is withdrawn. What you have learned and completed stays."))
    return _back(mine)


def _verification_page(template: str, found: Verification | None) -> str:
    month = str(format_date(found.completed_on, "MMMM y", rebase=False)) if found else ""
    hours = hours_in_words(found.minutes) if found else ""
    return render_template(template, found=found, month=month, hours=hours)


def _address(certificate: CertificateView) -> str:
    """Return the public address, from the installation's own (never from the request)."""
    base: str = current_app.extensions["lms.settings"].base_url
    return base.rstrip("/") + url_for("learning.verify", token=certificate.token)


def _mine(certificate_id: int) -> CertificateView:
    mine = reading.certificate(current_user.id, certificate_id)
    if mine is None:
        abort(404)
    return mine


def _own(certificate_id: int) -> Certificate:
    mine = issuing.own(certificate_id, by=_person())
    if mine is None:
        abort(404)
    return mine


def _back(certificate: Certificate) -> AnyResponse:
    return redirect(url_for("learning.certificates", _anchor=f"certificate-{certificate.id}"))


def _person() -> Person:
    person: Person = current_user._get_current_object()  # noqa: SLF001
    return person
