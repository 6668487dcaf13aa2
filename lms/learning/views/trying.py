"""Trying a lesson in its preview: the learner's own forms and feedback, with nothing kept but what the address says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import flask
from flask import abort, current_app, render_template
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from lms.core.errors import DomainError
from lms.curriculum.blocks import Block, DilemmaBlock, PublishedLesson, QuizBlock
from lms.curriculum.previewing import Attempt, Trial, Tried
from lms.curriculum.quizzes import is_right
from lms.curriculum.scenario_blocks import ScenarioBlock
from lms.curriculum.scenarios import state_after
from lms.learning.models import DilemmaMoment
from lms.learning.operations.dilemmas import BETWEEN
from lms.learning.operations.quizzes import judged
from lms.learning.queries.state import LessonState, Run
from lms.learning.queries.state import Tried as TriedQuestion
from lms.learning.sheets.page import sheet_of
from lms.learning.sheets.problems import Problem
from lms.learning.sheets.quiz import answer_in
from lms.learning.sheets.scenario import moved
from lms.learning.views.pieces import lang_attribute

TRIED = (QuizBlock, DilemmaBlock, ScenarioBlock)
ACTS = {"choose", "play_again", "try_question", "take_position"}
MOST_STEPS = 200
Own = dict[str, Any]


def tried_block(
    lesson: PublishedLesson, block: Block, trial: Trial, *, question: str = "", fresh: bool = False
) -> Markup:
    """Return the inner part of a block that can be tried; of a quiz only one question, where `question` names it."""
    problem = _problem(lesson, trial)
    sheet = sheet_of(lesson, block, _state(lesson, trial.tried), None, problem)
    words = {
        "block": block,
        "lesson": lesson,
        "lang": lang_attribute(lesson),
        "signed_in": True,
        "token": generate_csrf(),
        "key": "",
        "run": 1,
        "moved": moved,
        "fresh": fresh,
        "url_for": _addresses(trial),
    }
    if isinstance(block, QuizBlock):
        asked = [each for each in sheet if question in ("", each.question.id)]
        return Markup().join(_html("learning/blocks/question.html", each=each, **words) for each in asked)
    return _html(f"learning/blocks/{block.kind.value}.html", sheet=sheet, **words)


def whole(lesson: PublishedLesson, block: Block, trial: Trial) -> Markup:
    """Return all of a block that can be tried, in the place where its page changes, with its live line."""
    act = Markup('<div id="{}-act">{}</div>').format(block.id, tried_block(lesson, block, trial))
    return act if isinstance(block, QuizBlock) else act + _live(block.id)


def piece(lesson: PublishedLesson, trial: Trial, attempt: Attempt) -> Markup:
    """Return what changes on the page after an attempt."""
    block = _block(lesson, attempt)
    asked = attempt.sent.get("question", ("",))[0] if isinstance(block, QuizBlock) else ""
    anchor = f"{block.id}-{asked}" if asked else block.id
    words = "" if trial.refused else _("Nothing of this is kept.")
    return tried_block(lesson, block, trial, question=asked, fresh=True) + _live(anchor, words, oob=True)


def attempted(lesson: PublishedLesson, tried: Tried, attempt: Attempt) -> Tried:
    """Return what stands tried after an attempt. Raises DomainError where it was none."""
    block = _block(lesson, attempt)
    own: Own = dict(_own(tried, block.id))
    act = {
        (QuizBlock, "try_question"): _try_question,
        (DilemmaBlock, "take_position"): _take_position,
        (ScenarioBlock, "choose"): _choose,
        (ScenarioBlock, "play_again"): _play_again,
    }.get((type(block), attempt.act))
    if act is None:
        abort(404)
    return {**tried, block.id: act(block, own, attempt)}


def _try_question(block: Any, own: Own, attempt: Attempt) -> Own:
    question = block.question(attempt.sent.get("question", ("",))[0])
    if question is None:
        abort(404)
    answer = answer_in(question, attempt.sent)
    judged(question, answer)
    return {**own, question.id: list(answer)}


def _take_position(block: Any, own: Own, attempt: Attempt) -> Own:
    moment, side = attempt.sent.get("moment", ("",))[0], attempt.sent.get("side", ("",))[0]
    if moment not in set(DilemmaMoment):
        abort(400)
    if side not in _sides(block):
        raise DomainError(_("Choose where you stand first."), field=moment, status=422)
    stays = moment == DilemmaMoment.BEFORE and DilemmaMoment.AFTER in own
    return own if stays else {**own, moment: side}


def _choose(block: Any, own: Own, attempt: Attempt) -> Own:
    run = _run(block, own)
    choice = attempt.sent.get("choice", ("",))[0]
    before = state_after(block, run.made)
    if before.node is None or before.node.id != attempt.sent.get("node", ("",))[0]:
        return own
    if choice not in {each.id for each in before.offered}:
        raise DomainError(_("Choose what to do first."), field="choice", status=422)
    if not _goes(block, [*run.made, choice]):
        raise DomainError(_("This choice leads nowhere yet: none of its ways fits."), field="choice", status=422)
    return {"choices": [*run.made, choice]}


def _play_again(block: Any, own: Own, attempt: Attempt) -> Own:
    run, retry = _run(block, own), attempt.sent.get("retry", ("",))[0]
    nodes = [node for node, _choice in run.choices]
    return {"choices": list(run.made[: nodes.index(retry)]) if retry in nodes else []}


def _state(lesson: PublishedLesson, tried: Tried) -> LessonState:
    """Return what was tried as if a learner had done it; what doesn't fit the lesson as it is now is left out."""
    tries: dict[tuple[str, str], TriedQuestion] = {}
    positions: dict[tuple[str, str], str] = {}
    runs: dict[str, Run] = {}
    for block in lesson.blocks:
        own = _own(tried, block.id)
        if isinstance(block, ScenarioBlock):
            runs[block.id] = replace(_run(block, own), revision_id=lesson.revision_id)
        elif isinstance(block, DilemmaBlock):
            positions |= {(block.id, m): own[m] for m in DilemmaMoment if own.get(m) in _sides(block)}
        elif isinstance(block, QuizBlock):
            tries |= _tries(block, own)
    return LessonState(tries=tries, positions=positions, runs=runs)


def _tries(block: QuizBlock, own: Mapping[str, Any]) -> dict[tuple[str, str], TriedQuestion]:
    found = {}
    for question in block.questions:
        given = own.get(question.id)
        answer = tuple(str(part) for part in given) if isinstance(given, list) else ()
        try:
            right = is_right(question, answer)
        except ValueError:
            continue
        found[block.id, question.id] = TriedQuestion(answer=answer, right=right, ever_right=bool(right))
    return found


def _run(block: ScenarioBlock, own: Mapping[str, Any]) -> Run:
    """Return a run as far as its choices are still offered."""
    given = own.get("choices")
    choices = [str(choice) for choice in given[:MOST_STEPS]] if isinstance(given, list) else []
    while choices and not _goes(block, choices):
        choices.pop()
    taken = state_after(block, choices).taken
    return Run(id=1, revision_id=0, choices=tuple((each.node.id, each.choice.id) for each in taken))


def _goes(block: ScenarioBlock, choices: list[str]) -> bool:
    """Tell whether these choices can be made, one after the other. An unfinished scenario may have no way for one."""
    try:
        state_after(block, choices)
    except (ValueError, LookupError, StopIteration):
        return False
    return True


def _sides(block: DilemmaBlock) -> set[str]:
    return {side.id for side in block.sides} | {BETWEEN}


def _own(tried: Tried, block: str) -> Mapping[str, Any]:
    own = tried.get(block)
    return own if isinstance(own, dict) else {}


def _block(lesson: PublishedLesson, attempt: Attempt) -> Block:
    block = lesson.block(attempt.block)
    return block if isinstance(block, TRIED) else abort(404)


def _problem(lesson: PublishedLesson, trial: Trial) -> Problem | None:
    if trial.refused is None or lesson.block(trial.refused.attempt.block) is None:
        return None
    attempt, error = trial.refused.attempt, trial.refused.error
    return Problem(block=attempt.block, item=error.field or "", message=error.sentence, filled=attempt.sent)


def _addresses(trial: Trial) -> Callable[..., str]:
    def url_for(endpoint: str, **values: Any) -> str:
        act = endpoint.removeprefix("learning.")
        return trial.address(values["block"], act) if act in ACTS else flask.url_for(endpoint, **values)

    return url_for


def _live(anchor: str, words: str = "", *, oob: bool = False) -> Markup:
    parts: Any = current_app.jinja_env.get_template("learning/lesson/parts.html").module
    return Markup(parts.saved(anchor, words, oob))  # noqa: S704 (our own macro)


def _html(template: str, **words: Any) -> Markup:
    return Markup(render_template(template, **words))  # noqa: S704 (our own templates)
