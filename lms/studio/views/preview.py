"""A draft as its readers will see it, in one language or in both side by side, to be tried without a trace."""

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES, language
from lms.curriculum import previewing
from lms.curriculum.previewing import Attempt, Refusal, Trial, Tried
from lms.studio import policy, tried
from lms.studio.models import Draft
from lms.studio.previewing import Previewed, previewed, shown
from lms.studio.queries import drafts as queries
from lms.studio.views import doors
from lms.studio.views.blueprint import studio

Answer = str | Response | tuple[str, int]
BOTH = "both"


@studio.get("/studio/-/drafts/<int:draft>/preview")
@permit(policy.can_write, draft=doors.draft_by_id)
def preview(draft: Draft) -> Answer:
    """Show a draft as its readers will see it."""
    return _page(draft)


@studio.post("/studio/-/drafts/<int:draft>/preview")
@permit(policy.can_write, draft=doors.draft_by_id)
def try_preview(draft: Draft) -> Answer:
    """Answer, choose or play in the preview. What comes of it stands in the address; nothing is written down."""
    attempt = Attempt(request.args.get("block", ""), request.args.get("act", ""), request.form.to_dict(flat=False))
    code = attempt.block.partition("-")[0]
    if code not in LANGUAGES:
        abort(404)
    before, refused = _tried(), None
    lesson = _previewed(draft, [code])[0].lesson
    try:
        after = previewing.reader().attempt(lesson, before, attempt)
    except DomainError as error:
        after, refused = before, Refusal(attempt, error)
    word = tried.written(after, attempt.block)
    if request.headers.get("HX-Request") == "true":
        trial = Trial(_addresses(draft, word), tried.read(word), refused)
        return str(previewing.reader().piece(lesson, trial, attempt)), (422 if refused else 200)
    if refused:
        return _page(draft, refused), 422
    anchor = "-".join([attempt.block, *attempt.sent.get("question", ())])[:200]
    return redirect(url_for("studio.preview", draft=draft.id, was=word, _anchor=anchor, **_wanted()))


def _page(draft: Draft, refused: Refusal | None = None) -> str:
    trial = Trial(_addresses(draft, request.args.get("was", "")), _tried(), refused)
    lessons = [shown(one, trial) for one in _previewed(draft, _codes())]
    own = {"draft": draft, "lessons": lessons, "has_tried": bool(trial.tried), "wanted": _wanted().get("in", "")}
    return render_template("studio/draft/preview.html", nav="studio", **own)


def _previewed(draft: Draft, codes: list[str]) -> list[Previewed]:
    queries.load_blocks(draft)
    sources, place = queries.all_sources(), queries.place_of(draft)
    return [previewed(draft, code, sources, place) for code in codes]


def _codes() -> list[str]:
    """Return the languages the address asks for: one, or both with the page's own first."""
    wanted = request.args.get("in", "")
    if wanted == BOTH:
        return [language(), *(code for code in LANGUAGES if code != language())]
    return [wanted] if wanted in LANGUAGES else [language()]


def _wanted() -> dict[str, Any]:
    wanted = request.args.get("in", "")
    return {"in": wanted} if wanted in {*LANGUAGES, BOTH} else {}


def _tried() -> Tried:
    return tried.read(request.args.get("was", ""))


def _addresses(draft: Draft, word: str) -> Callable[[str, str], str]:
    def address(block: str, act: str) -> str:
        return url_for("studio.try_preview", draft=draft.id, block=block, act=act, was=word, **_wanted())

    return address
