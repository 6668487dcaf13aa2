"""Earlier versions, undo, two versions to choose between, and "I have checked it"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask import request as asked
from flask_babel import format_date
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.errors import DomainError
from lms.studio import policy
from lms.studio.block_forms.entries import Offer
from lms.studio.differences import FieldDifference, body_differences
from lms.studio.models import Conflict, Draft, DraftBlock, DraftText
from lms.studio.operations import editing, history, texts
from lms.studio.paragraphs import plain
from lms.studio.queries import drafts as queries
from lms.studio.queries.versions import history_of, open_conflicts, set_aside
from lms.studio.shapes import shape_lines, two_shapes
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.writing import block_or_404, outline_address, text_or_404, writer
from lms.ui.web import moment

Answer = str | Response | tuple[str, int]
PLACE = "/studio/-/drafts/<int:draft>/blocks/<block>/<language>"


@dataclass(frozen=True)
class Choice:
    """Two versions of the same words."""

    id: int
    block: str
    language: str
    words: str
    who: str
    stands: list[str]
    sent: list[str]
    changes: tuple[FieldDifference, ...]
    shape_stands: list[str]  # what is the same in every language, where it differs
    shape_sent: list[str]


@studio.post(f"{PLACE}/undo")
@permit(policy.can_write, draft=doors.draft_by_id)
def undo(draft: Draft, block: str, language: str) -> Answer:
    """Take back one's own last change."""
    found = block_or_404(draft, block)
    text_or_404(found, language)
    try:
        history.undo(found, language, by=writer(draft))
    except DomainError as error:
        flash(error.sentence, "error")
    else:
        flash(_("Your last change is undone. You find it in the earlier versions."))
    return redirect(url_for("studio.edit_block", draft=draft.id, block=block, language=language))


@studio.get(f"{PLACE}/history", endpoint="history")
@permit(policy.can_write, draft=doors.draft_by_id)
def history_page(draft: Draft, block: str, language: str) -> Answer:
    """Show what a part said in earlier versions."""
    found = block_or_404(draft, block)
    text_or_404(found, language)
    versions = history_of(found, language)
    return render_template(
        "studio/draft/history.html",
        nav="studio",
        draft=draft,
        block=found,
        language_code=language,
        words=queries.words_of(found, language),
        versions=[(one, body_differences((one.before or {}).get("body"), one.state.get("body"))) for one in versions],
        dates=[_when(found, one.made_at) for one in versions],
        aside=[list(_said(one.body)) for one in set_aside(found, language)],
    )


@studio.post(f"{PLACE}/history/<int:version>")
@permit(policy.can_write, draft=doors.draft_by_id)
def bring_back(draft: Draft, block: str, language: str, version: int) -> Answer:
    """Let a part say again what it said."""
    found = block_or_404(draft, block)
    text_or_404(found, language)
    history.bring_back(found, language, version, by=writer(draft))
    flash(_("The earlier version stands again. Nothing is lost: the one before it is in the list."))
    return redirect(url_for("studio.edit_block", draft=draft.id, block=block, language=language))


@studio.post(f"{PLACE}/checked")
@permit(policy.can_write, draft=doors.draft_by_id)
def check_translation(draft: Draft, block: str, language: str) -> Answer:
    """Note that both languages say the same."""
    found = block_or_404(draft, block)
    text_or_404(found, language)
    texts.check(found, language, by=writer(draft))
    flash(_("Noted: both languages say the same."))
    return redirect(outline_address(draft, block))


@studio.get("/studio/-/drafts/<int:draft>/conflicts")
@permit(policy.can_write, draft=doors.draft_by_id)
def conflicts(draft: Draft) -> Answer:
    """Show both versions of what two people changed at once."""
    found = [_choice(*each) for each in open_conflicts(draft)]
    return render_template("studio/draft/conflicts.html", nav="studio", draft=draft, found=found)


@studio.post("/studio/-/drafts/<int:draft>/conflicts/<int:conflict>")
@permit(policy.can_write, draft=doors.draft_by_id)
def settle_conflict(draft: Draft, conflict: int) -> Answer:
    """Choose between two versions."""
    chosen = next((one for one, *_rest in open_conflicts(draft) if one.id == conflict), None)
    if chosen is None:
        flash(_("Somebody has chosen already."))
        return redirect(url_for("studio.conflicts", draft=draft.id))
    if asked.form.get("keep") not in ("mine", "theirs"):
        abort(400)
    editing.settle(chosen, keep_mine=asked.form["keep"] == "mine", by=writer(draft))
    flash(_("Saved."))
    return redirect(url_for("studio.conflicts", draft=draft.id))


def _choice(conflict: Conflict, block: DraftBlock, text: DraftText, name: str) -> Choice:
    sent = texts.insisting(conflict, text)["body"]
    shape_stands, shape_sent = _shapes(conflict, block, text)
    return Choice(
        id=conflict.id,
        block=block.name,
        language=text.language,
        words=queries.words_of(block, text.language),
        who="" if block.kind == "story" else name,
        stands=list(_said(text.body)),
        sent=list(_said(sent)),
        changes=body_differences(text.body, sent),
        shape_stands=shape_stands,
        shape_sent=shape_sent,
    )


def _shapes(conflict: Conflict, block: DraftBlock, text: DraftText) -> tuple[list[str], list[str]]:
    """Return what differs in what is the same in every language, in words: as it stands, and as it was sent."""
    if conflict.structure is None:
        return [], []
    offer = Offer(sources=queries.source_choices(text.language))
    after = editing.insisting_shape(conflict, block)
    pair = two_shapes(block.kind, block.structure, after, bodies=(text.body, conflict.body), offer=offer)
    stands, sent = (shape_lines(subject) for subject in pair)
    return [line for line in stands if line not in sent], [line for line in sent if line not in stands]


def _said(part: Any) -> Iterator[str]:
    """Yield the texts of a body as plain paragraphs."""
    if isinstance(part, Mapping):
        for value in part.values():
            yield from _said(value)
    elif isinstance(part, list):
        yield from (str(one) for one in part)
    elif part:
        yield from plain(str(part)).split("\n\n")


def _when(block: DraftBlock, at: Any) -> str:
    """Return when something was written; of a story only the month (rule 4)."""
    return str(format_date(at, "MMMM y")) if block.kind == "story" else moment(at)
