"""A step of the practice as a page: the studio's own templates, filled from a round, with addresses that stay within it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import flask
from flask import render_template, request
from flask_babel import gettext as _

from lms.curriculum.models import Contribution
from lms.studio.block_forms.entries import Group, Subject
from lms.studio.block_forms.layout import layout
from lms.studio.forms.partners import DeputyForm, deputy_form
from lms.studio.forms.signing import CreditForm, HoldForm, PublishForm, ReadyForm, credit_form, hold_form
from lms.studio.forms.talk import RICH, AnswerForm, CommentForm, ReportForm, SuggestionForm, VoiceForm, wording_form
from lms.studio.models import HoldEnd, Partner, PracticeRound, SuggestionKind
from lms.studio.operations import practising
from lms.studio.practice import HEADING, Practice, Step, Who
from lms.studio.practice_acts import reportable
from lms.studio.practice_words import guide, name_of
from lms.studio.queries import practice as queries
from lms.studio.signing_words import contribution_words
from lms.studio.views.holds import forms_of
from lms.studio.views.suggesting import sections_of
from lms.ui.form import Form

Page = tuple[str, dict[str, Any]]  # one of the studio's templates, and what it shows
OFFERED = (SuggestionKind.REPLACEMENT, SuggestionKind.QUESTION)
DEPUTY = 2  # how the second partner is numbered in the form of a deputy
PART = "part"  # how the one part is named in the form of a hold
_LEADS: Mapping[str, Step] = {
    "studio.choose_suggestion": Step.SUGGEST,
    "studio.suggest": Step.SUGGEST,
    "studio.comment_new": Step.TALK,
    "studio.thread": Step.TALK,
    "studio.sign_off": Step.SIGN,
    "studio.place_hold": Step.HOLD,
    "studio.hold": Step.HOLD,
    "studio.publish": Step.PUBLISH,
    "studio.lesson_credits": Step.CREDIT,
    "studio.report_comment": Step.REPORT,
    "studio.deputy": Step.PAUSE,
}
ACTS = frozenset(
    [
        "withdraw_suggestion",
        "accept_suggestion",
        "decline_suggestion",
        "open_vote",
        "give_voice",
        "reply",
        "withdraw_comment",
        "resolve_thread",
        "reopen_thread",
        "make_ready",
        "sign",
        "take_back",
        "content_edit",
        "withdraw_hold",
        "propose_mediator",
        "write_position",
        "propose_outcome",
        "rename",
        "pause",
        "resume",
        "others",
    ]
)
_NOT_HERE = frozenset(
    [
        "suggestions",
        "comments",
        "draft",
        "module",
        "me",
        "lesson_editions",
        "discuss_suggestion",
    ]
)


def step_page(practised: PracticeRound, state: Practice, step: Step, refused: Form | None = None) -> str:
    """Return a step's page; `refused` is a form that was not taken."""
    template, shown = _PAGES[step](practised, state, refused)
    steps = list(Step)
    place = steps.index(step)
    return render_template(
        "studio/practice/step.html",
        **{"form": refused, **shown},
        nav="studio",
        real=template,
        url_for=_addresses(step),
        draft={"id": practised.draft_id},
        place=queries.place(practised, _("My practice lesson")),
        holds=queries.holds(practised, state),
        guide=guide(step, state),
        step=step,
        number=place + 1,
        most=len(steps),
        may_others=practising.may_others(state, step),
        is_done=step in state.done,
        following=steps[place + 1] if place + 1 < len(steps) else None,
        guide_of=guide,
    )


def wording(state: Practice, kind: SuggestionKind) -> tuple[SuggestionForm, list[Group]]:
    """Return the form of a suggestion, and what it asks."""
    if kind is SuggestionKind.QUESTION:
        return wording_form([], {}), []
    groups = layout(Subject(kind=queries.TEXT, structure={}, body=state.now))
    return wording_form(groups, state.now), groups


def kind_wanted() -> SuggestionKind | None:
    """Return the kind of suggestion the address asks for."""
    wanted = request.args.get("kind", "")
    return SuggestionKind(wanted) if wanted in {kind.value for kind in OFFERED} else None


def form_of_hold(state: Practice) -> HoldForm:
    """Return the form of a hold on the lesson or its one part."""
    return hold_form([(PART, str(state.base[HEADING]))], [])


def form_of_deputy(state: Practice) -> DeputyForm:
    """Return the form that names the second partner as a deputy, or nobody. The two belong to no session."""
    two = Partner(id=DEPUTY, shown_name=name_of(Who.TWO))
    return deputy_form(Partner(deputy_id=DEPUTY if state.own.deputy else None), [two])


def comment_wanted() -> int:
    """Return which of the words said the address is about."""
    return request.args.get("comment", -1, type=int)


def _addresses(step: Step) -> Callable[..., str]:
    """Return what makes addresses on the practice's pages: acts and pages of a real lesson lead to the practice's own."""

    def url_for(endpoint: str, **values: Any) -> str:
        name = endpoint.removeprefix("studio.")
        if endpoint in _LEADS:
            asked: dict[str, Any] = {name: values[name] for name in ("kind", "comment") if name in values}
            if endpoint == "studio.deputy":
                asked["deputy"] = "yes"
            return flask.url_for("studio.practise_step", step=_leads(endpoint, step).value, **asked)
        if endpoint.startswith("studio.") and name in ACTS:
            said = {"comment": values["comment"]} if "comment" in values else {}
            return flask.url_for("studio.practise", step=step.value, act=name, **said)
        if endpoint == "learning.lesson_page" or (endpoint.startswith("studio.") and name in _NOT_HERE):
            return flask.url_for("studio.practise_together", _anchor="not-here")
        return flask.url_for(endpoint, **values)

    return url_for


def _leads(endpoint: str, step: Step) -> Step:
    """Return the step in which a page is played: a hold's page in both of its steps."""
    lead = _LEADS[endpoint]
    return step if lead is Step.HOLD and step is Step.MEDIATE else lead


def _suggest(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    kind = kind_wanted()
    shown: dict[str, Any] = {
        "block": {"name": queries.TEXT, "kind": queries.TEXT},
        "block_words": state.base[HEADING],
        "code": practised.language,
    }
    if kind is not None:
        form, groups = wording(state, kind)
        form = refused if isinstance(refused, SuggestionForm) else form
        own = {"kind": kind, "form": form, "sections": sections_of(groups), "parts": [], "rich": RICH, "version": 1}
        return "studio/suggestion/suggest.html", shown | own
    if state.mine is None or "again" in request.args:
        return "studio/suggestion/choose.html", shown | {"kinds": OFFERED}
    return _suggestion(queries.suggestion(practised, state, state.mine, Who.ME), refused)


def _answer(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    return _suggestion(queries.suggestion(practised, state, state.theirs, Who.ONE), refused)


def _decide(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    return _suggestion(queries.suggestion(practised, state, state.jointly, Who.TWO), refused)


def _suggestion(page: Any, refused: Form | None) -> Page:
    shown = {
        "page": page,
        "answer_form": refused if isinstance(refused, AnswerForm) else AnswerForm(formdata=None),
        "voice_form": refused if isinstance(refused, VoiceForm) else VoiceForm(formdata=None),
        "comment_form": CommentForm(formdata=None),
        "refused_seat": queries.ME if isinstance(refused, VoiceForm) else 0,
    }
    return "studio/suggestion/suggestion.html", shown


def _talk(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    form = refused if isinstance(refused, CommentForm) else CommentForm(formdata=None)
    names = [name_of(Who.ONE), name_of(Who.TWO)]
    shown = {"page": queries.thread(practised, state), "comment_form": form, "names": names}
    return "studio/comment/thread.html", shown


def _report(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    number = reportable(state, comment_wanted())
    was_reported = any(one.reported for one in state.said)
    if number is None or (was_reported and "comment" not in request.args):
        return _talk(practised, state, refused)
    form = refused if isinstance(refused, ReportForm) else ReportForm(formdata=None)
    return "studio/comment/report.html", {"form": form, "comment": {}, "body": state.said[number].body}


def _sign(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    shown: dict[str, Any] = {
        "page": queries.sign_page(practised, state),
        "problems": [],
        "can_be_signed": True,
        "may_hold": True,
        "form": refused if isinstance(refused, ReadyForm) else ReadyForm(formdata=None),
    }
    return "studio/signing/page.html", shown


def _hold(practised: PracticeRound, state: Practice, refused: Form | None, *, mediates: bool = False) -> Page:
    page = queries.hold_page(practised, state, mediates=mediates)
    asks = "again" in request.args or isinstance(refused, HoldForm)
    if page is None or asks or (mediates and page.how_ended in {HoldEnd.WITHDRAWN, HoldEnd.CHANGED}):
        form = refused if isinstance(refused, HoldForm) else form_of_hold(state)
        return "studio/hold/place.html", {"form": form}
    return "studio/hold/page.html", {"page": page, "forms": forms_of(page, refused)}


def _publish(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    page = queries.sign_page(practised, state)
    if state.published is not None:
        return "studio/practice/published.html", {"page": page, "state": state, "need": queries.NEED}
    if page is None:
        return _sign(practised, state, refused)
    form = refused if isinstance(refused, PublishForm) else PublishForm(formdata=None, candidate=page.candidate_id)
    return "studio/publish/publish.html", {"page": page, "form": form}


def _credit(_practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    own = [Contribution(name) for name in state.own.credits or []]
    form = refused if isinstance(refused, CreditForm) else credit_form(own)
    shown = {"form": form, "name": queries.credited_name(state), "own": own, "said": state.own.credits is not None}
    return "studio/practice/credits.html", shown | {"words": contribution_words}


def _pause(_practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    if "deputy" in request.args:
        form = refused if isinstance(refused, DeputyForm) else form_of_deputy(state)
        return "studio/agreement/deputy.html", {"form": form, "others": [name_of(Who.TWO)]}
    return "studio/practice/pause.html", {"own": state.own, "deputy": name_of(Who.TWO)}


_PAGES: dict[Step, Callable[[PracticeRound, Practice, Form | None], Page]] = {
    Step.SUGGEST: _suggest,
    Step.ANSWER: _answer,
    Step.DECIDE: _decide,
    Step.TALK: _talk,
    Step.REPORT: _report,
    Step.SIGN: _sign,
    Step.HOLD: _hold,
    Step.MEDIATE: partial(_hold, mediates=True),
    Step.FIX: _sign,
    Step.PUBLISH: _publish,
    Step.CREDIT: _credit,
    Step.PAUSE: _pause,
}
