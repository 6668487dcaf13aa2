"""Answering a lesson's blocks. With scripts an answer is a fragment, without them a redirect back to the block."""

import hashlib
import json
from typing import TypeVar

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.access import signed_in
from lms.core.errors import DomainError
from lms.core.transaction import finish
from lms.curriculum.blocks import ACTED, Block, DilemmaBlock, PublishedLesson, QuizBlock
from lms.curriculum.scenario_blocks import ScenarioBlock
from lms.learning.forms import AgainForm, BlockForm, ChoiceForm, PositionForm, TryForm
from lms.learning.models import DilemmaMoment
from lms.learning.operations import dilemmas, quizzes, scenarios
from lms.learning.sheets.problems import Problem
from lms.learning.sheets.quiz import answer_in
from lms.learning.views.blueprint import learning
from lms.learning.views.frames import whole_page
from lms.learning.views.lessons import as_shown, fragment, part_after, whoever, with_problem

Answer = Response | str | tuple[str, int]
AnyBlock = TypeVar("AnyBlock", bound=Block)


@learning.post("/modules/<module>/<lesson>/-/<block>/position")
@signed_in
def take_position(module: str, lesson: str, block: str) -> Answer:
    """Keep a position in a dilemma."""
    form = PositionForm()
    shown = as_shown(module, lesson, form)
    dilemma = _block(shown, block, DilemmaBlock)
    if not form.validate():
        abort(400)
    try:
        dilemmas.take_position(shown, dilemma, DilemmaMoment(form.moment.data), form.side.data or "", by=whoever())
    except DomainError as error:
        return _refused(shown, block, Problem(block=block, item=form.moment.data, message=error.sentence))
    return _saved(shown, block, _("Saved"))


@learning.post("/modules/<module>/<lesson>/-/<block>/try")
@signed_in
def try_question(module: str, lesson: str, block: str) -> Answer:
    """Keep a try at a quiz question."""
    form = TryForm()
    shown = as_shown(module, lesson, form)
    quiz = _block(shown, block, QuizBlock)
    question = quiz.question(form.question.data or "")
    if question is None:
        abort(404)
    if not form.validate():
        abort(400)
    answer = answer_in(question, request.form.to_dict(flat=False))
    key = _key(form.key.data, shown.lesson_id, block, question.id, answer)
    try:
        quizzes.try_question(shown, quiz, question, answer, key=key, by=whoever())
    except DomainError as error:
        filled = request.form.to_dict(flat=False)
        problem = Problem(block=block, item=question.id, message=error.sentence, filled=filled)
        return _refused(shown, block, problem, question.id)
    return _saved(shown, block, _("Saved"), question.id)


@learning.post("/modules/<module>/<lesson>/-/<block>/choice")
@signed_in
def choose(module: str, lesson: str, block: str) -> Answer:
    """Make a choice in a scenario."""
    form = ChoiceForm()
    shown = as_shown(module, lesson, form)
    scenario = _block(shown, block, ScenarioBlock)
    if not form.validate():
        abort(400)
    try:
        new = scenarios.choose(
            shown, scenario, run_id=form.run.data, node=form.node.data, choice=form.choice.data or "", by=whoever()
        )
    except DomainError as error:
        return _refused(shown, block, Problem(block=block, item="choice", message=error.sentence))
    words = _("Saved") if new else _("You had already chosen here. This is where you are; nothing is lost.")
    return _saved(shown, block, words)


@learning.post("/modules/<module>/<lesson>/-/<block>/again")
@signed_in
def play_again(module: str, lesson: str, block: str) -> Answer:
    """Play a scenario again, from its start or from a turning point."""
    form = AgainForm()
    shown = as_shown(module, lesson, form)
    scenario = _block(shown, block, ScenarioBlock)
    if not form.validate():
        abort(400)
    scenarios.play_again(shown, scenario, retry=form.retry.data or "", by=whoever())
    return _saved(shown, block, _("Here you go again. Your earlier choices are kept."))


@learning.post("/modules/<module>/<lesson>/-/<block>/pass")
@signed_in
def pass_over(module: str, lesson: str, block: str) -> Answer:
    """Go on without answering a block; as good as an answer, and nobody can tell."""
    shown = as_shown(module, lesson, BlockForm())
    asked = shown.block(block)
    if asked is None or asked.kind not in ACTED:
        abort(404)
    quizzes.pass_over(shown, block, by=whoever())
    flash(_("That's fine. The lesson goes on without it."))
    return _back(shown, part_after(shown, block))


def _block(shown: PublishedLesson, block_id: str, kind: type[AnyBlock]) -> AnyBlock:
    found = shown.block(block_id)
    if not isinstance(found, kind):
        abort(404)
    return found


def _key(*parts: object) -> str:
    """Return what tells tries apart: the page's key, the question and the answer. Back and another answer is a new try."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _is_fragment() -> bool:
    return request.headers.get("HX-Request") == "true"


def _refused(shown: PublishedLesson, block: str, problem: Problem, question: str = "") -> Answer:
    page = with_problem(shown, problem)
    return (fragment(page, block, problem.message, question) if _is_fragment() else whole_page(page)), 422


def _saved(shown: PublishedLesson, block: str, words: str, question: str = "") -> Answer:
    finish()
    if not _is_fragment():
        flash(words)
        return _back(shown, f"{block}-{question}" if question else block)
    return fragment(with_problem(shown, None), block, words, question)


def _back(shown: PublishedLesson, anchor: str) -> Response:
    place = url_for("learning.lesson_page", module=shown.module_slug, lesson=shown.slug, _anchor=anchor)
    return redirect(place)
