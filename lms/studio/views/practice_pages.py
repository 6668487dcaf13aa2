"""A step of the practice as a page: the studio's own templates, filled from a round, with addresses that stay within it."""

from collections.abc import Callable, Mapping
from typing import Any

import flask
from flask import render_template, request
from flask_babel import gettext as _

from lms.studio.block_forms.entries import Group, Subject
from lms.studio.block_forms.layout import layout
from lms.studio.forms.signing import HoldForm, PublishForm, ReadyForm, hold_form
from lms.studio.forms.talk import RICH, AnswerForm, CommentForm, SuggestionForm, VoiceForm, wording_form
from lms.studio.models import PracticeRound, SuggestionKind
from lms.studio.operations import practising
from lms.studio.practice import HEADING, Practice, Step, Who
from lms.studio.practice_words import guide, name_of
from lms.studio.queries import practice as queries
from lms.studio.views.suggesting import sections_of
from lms.ui.form import Form

Page = tuple[str, dict[str, Any]]  # one of the studio's templates, and what it shows
OFFERED = (SuggestionKind.REPLACEMENT, SuggestionKind.QUESTION)
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
        "lesson_credits",
        "lesson_editions",
        "report_comment",
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
        guide=guide(step),
        step=step,
        number=place + 1,
        most=len(steps),
        others=practising.may_others(state, step),
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


def _addresses(step: Step) -> Callable[..., str]:
    """Return what makes addresses on the practice's pages: acts and pages of a real lesson lead to the practice's own."""

    def url_for(endpoint: str, **values: Any) -> str:
        name = endpoint.removeprefix("studio.")
        if endpoint in _LEADS:
            kind = {"kind": values["kind"]} if "kind" in values else {}
            return flask.url_for("studio.practise_step", step=_LEADS[endpoint].value, **kind)
        if endpoint.startswith("studio.") and name in ACTS:
            said = {"comment": values["comment"]} if "comment" in values else {}
            return flask.url_for("studio.practise", step=step.value, act=name, **said)
        if endpoint == "learning.lesson_page" or (endpoint.startswith("studio.") and name in _NOT_HERE):
            return flask.url_for("studio.practise_together", _anchor="not-here")
        return flask.url_for(endpoint, **values)

    return url_for


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


def _sign(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    shown: dict[str, Any] = {
        "page": queries.sign_page(practised, state),
        "problems": [],
        "can_be_signed": True,
        "may_hold": True,
        "form": refused if isinstance(refused, ReadyForm) else ReadyForm(formdata=None),
    }
    return "studio/signing/page.html", shown


def _hold(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    page = queries.hold_page(practised, state)
    if page is None or "again" in request.args:
        form = refused if isinstance(refused, HoldForm) else form_of_hold(state)
        return "studio/hold/place.html", {"form": form}
    return "studio/hold/page.html", {"page": page, "mine": True, "forms": {}}


def _publish(practised: PracticeRound, state: Practice, refused: Form | None) -> Page:
    page = queries.sign_page(practised, state)
    if state.published is not None:
        return "studio/practice/published.html", {"page": page, "notes": state.published, "need": queries.NEED}
    if page is None:
        return _sign(practised, state, refused)
    form = refused if isinstance(refused, PublishForm) else PublishForm(formdata=None, candidate=page.candidate_id)
    return "studio/publish/publish.html", {"page": page, "form": form}


_PAGES: dict[Step, Callable[[PracticeRound, Practice, Form | None], Page]] = {
    Step.SUGGEST: _suggest,
    Step.ANSWER: _answer,
    Step.DECIDE: _decide,
    Step.TALK: _talk,
    Step.SIGN: _sign,
    Step.HOLD: _hold,
    Step.FIX: _sign,
    Step.PUBLISH: _publish,
}
