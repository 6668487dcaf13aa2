"""How the work together felt: my answers after a publication, and what all of us said, where that hides everybody."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit, signed_in
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.studio.forms.care import SCALE, EvaluationForm
from lms.studio.models import Partner, Publication
from lms.studio.operations import evaluating
from lms.studio.own_policy import was_part_of
from lms.studio.queries.evaluations import (
    partner_in,
    publications_visible_to,
    shared_answers,
    to_evaluate,
    year_figures,
)
from lms.studio.queries.stories import titles_of
from lms.studio.views.blueprint import studio

Answer = str | Response | tuple[str, int]


def own_publication(publication: int) -> Publication | None:
    """Return a publication that the signed-in person was part of."""
    return db.session.scalar(publications_visible_to(current_user).where(Publication.id == publication))


@studio.get("/studio/-/evaluations/")
@signed_in
def evaluations() -> Answer:
    """Show what I may say something about, and the figures of closed years."""
    mine = to_evaluate(current_user)
    return render_template(
        "studio/evaluation/list.html",
        nav="studio",
        mine=mine,
        titles=titles_of({one.lesson_id for one in mine}, language()),
        figures=year_figures(),
        words=dict(SCALE),
        questions=EvaluationForm(formdata=None),
    )


@studio.route("/studio/-/evaluations/<int:publication>", methods=["GET", "POST"])
@permit(was_part_of, publication=own_publication)
def evaluation(publication: Publication) -> Answer:
    """Say how the work felt; or not."""
    partner = _partner(publication)
    form = EvaluationForm(data=_before(publication, partner))
    if form.validate_on_submit():
        try:
            kept = evaluating.evaluate(publication, form.answers(), by=partner)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(
                _("Thank you. Your answers are kept, and they are yours.")
                if kept
                else _("Nothing is kept. That is quite all right.")
            )
            return redirect(url_for("studio.evaluations"))
    page = render_template(
        "studio/evaluation/answer.html",
        nav="studio",
        form=form,
        publication=publication,
        title=titles_of([publication.lesson_id], language())[publication.lesson_id],
        closed=evaluating.is_closed(publication),
        shared=shared_answers(publication, partner),
        words=dict(SCALE),
    )
    return (page, 422) if form.is_submitted() else page


def _partner(publication: Publication) -> Partner:
    partner = partner_in(current_user, publication)
    if partner is None:
        abort(404)
    return partner


def _before(publication: Publication, partner: Partner) -> dict[str, str | bool]:
    row = evaluating.answered(publication, partner)
    if row is None:
        return {}
    given = {"overview": row.overview, "say": row.say, "outcome": row.outcome, "outlook": row.outlook}
    return {name: str(answer or "") for name, answer in given.items()} | {"shared": row.shared_at is not None}
