"""Answering a module's questions before its first lesson and after its last, or taking the answers back.

The link to the answers is committed before them, so that not even a transaction's number ties the two.
"""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.access import signed_in
from lms.core.transaction import finish
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.kinds.measure import MeasureBlock
from lms.learning.forms import BlockForm
from lms.learning.sheets.measure import answers_in
from lms.learning.views import marks
from lms.learning.views.acts import measure_words
from lms.learning.views.blueprint import learning
from lms.learning.views.lessons import as_shown, whoever, with_problem
from lms.learning.views.pieces import lang_attribute
from lms.measures.models import MeasureMoment
from lms.measures.operations import answers
from lms.measures.operations.answers import Asked

Answer = Response | str


@learning.post("/modules/<module>/<lesson>/-/<block>/measure")
@signed_in
def answer_measure(module: str, lesson: str, block: str) -> Answer:
    """Keep what somebody answers."""
    shown = as_shown(module, lesson, BlockForm())
    measure = _measure(shown, block)
    moment = MeasureMoment(measure.moment)
    values = answers_in(measure, moment, request.form.to_dict(flat=False))
    if values:
        keep(asked(shown, measure, moment), values)
    return _answered(
        shown, block, _("Saved") if values else _("You left all of it open, so there was nothing to save.")
    )


@learning.post("/modules/<module>/<lesson>/-/<block>/measure/take-back")
@signed_in
def take_back_measure(module: str, lesson: str, block: str) -> Answer:
    """Delete what somebody answered."""
    shown = as_shown(module, lesson, BlockForm())
    measure = _measure(shown, block)
    answers.take_back(module, MeasureMoment(measure.moment), by=answers.link(by=whoever()))
    return _answered(shown, block, _("Your answers to these questions are deleted."))


def asked(shown: PublishedLesson, measure: MeasureBlock, moment: MeasureMoment) -> Asked:
    """Return where a measure's questions were asked."""
    return Asked(
        module=shown.module_slug,
        lesson=shown.slug,
        block=measure.id,
        revision_id=shown.revision_id,
        language=shown.language,
        moment=moment,
    )


def keep(place: Asked, values: dict[str, str]) -> None:
    """Keep answers in a transaction of their own."""
    link = answers.link(by=whoever())
    finish()
    answers.keep(place, values, by=link)


def _measure(shown: PublishedLesson, block_id: str) -> MeasureBlock:
    found = shown.block(block_id)
    if not isinstance(found, MeasureBlock):
        abort(404)
    return found


def _answered(shown: PublishedLesson, block: str, words: str) -> Answer:
    finish()
    if request.headers.get("HX-Request") != "true":
        flash(words)
        place = url_for("learning.lesson_page", module=shown.module_slug, lesson=shown.slug, _anchor=block)
        return redirect(place)
    page = with_problem(shown, None)
    shared = {"lesson": shown, "block": shown.block(block), "signed_in": True, "lang": lang_attribute(shown)}
    html = render_template(
        "learning/measures/fragment.html", words=words, token=marks.TOKEN, **shared, **measure_words(page, block)
    )
    return marks.personal(html, page)
