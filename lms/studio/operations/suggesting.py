"""Putting a change or a question to the others, and taking it back (rule 3)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import LessonRevision
from lms.studio.bodies import fitted
from lms.studio.joint_decisions import partners_of
from lms.studio.models import (
    Draft,
    DraftBlock,
    DraftChange,
    DraftText,
    Outcome,
    Partner,
    Suggestion,
    SuggestionKind,
)
from lms.studio.notices import tell

Json = dict[str, Any]
MOST_AN_HOUR = 40
MOST_OPEN = 300
MOST_BYTES = 200_000
INSERTED = "text"  # the kind of a suggested new block


@dataclass(frozen=True)
class Change:
    """What somebody would like: the words a block should have (none for taking it out or a question)."""

    kind: SuggestionKind
    body: Mapping[str, Any] | None = None
    note: str | None = None  # the content note; none leaves it as it is
    base_version: int | None = None  # of the text as the page showed it; none: as it is


def suggest(block: DraftBlock, language: str, change: Change, *, reason: str, by: Partner) -> Suggestion:
    """Put a change to the other partners. Raises DomainError when there is nothing to it, or too much."""
    one_at_a_time(by)
    text = _text(block, language)
    _refuse_closed(block)
    _refuse_much(block.draft_id, by)
    version, said, note = _seen(block, text, change.base_version)
    made = Suggestion(
        draft_id=block.draft_id,
        block_id=block.id,
        language=language,
        kind=change.kind,
        base_version=version,
        base=said,
        body=_wanted(block, said, note, change),
        note=_wanted_note(change, note),
        reason=reason,
        partner_id=by.id,
        made_at=now(),
    )
    there = _sent_before(made)
    if there is not None:
        return there
    db.session.add(made)
    db.session.flush()
    record(Area.STUDIO, "made", "suggestion", made.id, by=by.person_id)
    tell(_others(made, by), "suggestion", draft_id=made.draft_id, thing_id=made.id)
    return made


def withdraw(suggestion: Suggestion, *, by: Partner) -> None:
    """Take one's own suggestion back. A deputy can't, and doing it twice changes nothing."""
    lock(suggestion)
    if suggestion.partner_id != by.id:
        raise DomainError(_("Only the person who made a suggestion can take it back."), status=403)
    if suggestion.outcome is Outcome.WITHDRAWN:
        return
    refuse_decided(suggestion)
    suggestion.outcome, suggestion.decided_at, suggestion.decided_by_id = Outcome.WITHDRAWN, now(), by.id
    record(Area.STUDIO, "withdrawn", "suggestion", suggestion.id, by=by.person_id)


def came_out(draft: Draft, revision: LessonRevision) -> None:
    """Note that a draft's accepted suggestions are published now, and tell whoever made them."""
    published = db.session.scalars(
        select(Suggestion).where(
            Suggestion.draft_id == draft.id, Suggestion.outcome == Outcome.ACCEPTED, Suggestion.revision_id.is_(None)
        )
    ).all()
    present = {partner.id: partner for partner in partners_of(draft.id)}
    for suggestion in published:
        suggestion.revision_id = revision.id
        if suggestion.partner_id in present:
            who = [present[suggestion.partner_id]]
            tell(who, "suggestion_came_out", draft_id=draft.id, thing_id=suggestion.id)


def one_at_a_time(by: Partner) -> None:
    """Let what one partner sends wait for what they sent a moment before, so that a second press finds the first."""
    db.session.execute(select(Partner.id).where(Partner.id == by.id).with_for_update())


def lock(suggestion: Suggestion) -> None:
    """Let nobody else decide or speak until this transaction ends, and see what they did before."""
    db.session.refresh(suggestion, with_for_update=True)


def refuse_decided(suggestion: Suggestion) -> None:
    """Refuse what comes after a suggestion was decided."""
    if suggestion.outcome is not None:
        raise DomainError(
            _("This suggestion was answered in the meantime. Nothing was changed: open it again to see how.")
        )


def _text(block: DraftBlock, language: str) -> DraftText:
    text = db.session.scalar(select(DraftText).where(DraftText.block_id == block.id, DraftText.language == language))
    if text is None:
        raise DomainError(_("There is no text in this language yet."), status=404)
    return text


def _sent_before(made: Suggestion) -> Suggestion | None:
    """Return the same suggestion, sent a moment ago: a button pressed twice."""
    waiting = db.session.scalars(
        select(Suggestion).where(
            Suggestion.block_id == made.block_id,
            Suggestion.partner_id == made.partner_id,
            Suggestion.kind == made.kind,
            Suggestion.language == made.language,
            Suggestion.outcome.is_(None),
        )
    )
    sent = made.body, made.note, made.reason
    return next((one for one in waiting if (one.body, one.note, one.reason) == sent), None)


def _seen(block: DraftBlock, text: DraftText, version: int | None) -> tuple[int, Json, str]:
    """Return the version somebody wrote from, what it said, its content note; one that never was counts as the newest."""
    version = version if version is not None and 0 < version < text.version else text.version
    state = db.session.scalar(
        select(DraftChange.state).where(
            DraftChange.block_id == block.id, DraftChange.language == text.language, DraftChange.version == version
        )
    )
    if state is None:
        return text.version, fitted(block.kind, block.structure, text.body), text.note
    return version, fitted(block.kind, block.structure, state["body"]), state["note"]


def _wanted(block: DraftBlock, said: Json, note: str, change: Change) -> Json | None:
    """Return the wording a change asks for, in its block's shape."""
    if change.kind in {SuggestionKind.DELETION, SuggestionKind.QUESTION}:
        return None
    given = change.body or {}
    is_new = change.kind is SuggestionKind.INSERTION
    body = fitted(INSERTED, {}, given) if is_new else fitted(block.kind, block.structure, given)
    if len(json.dumps(body)) > MOST_BYTES:
        raise DomainError(_("This is too long for one suggestion. Nothing is lost: shorten it and send again."))
    if is_new and not body["body"].strip():
        raise DomainError(_("Write what the new part should say."), field="body")
    same = body == said and change.note in (None, note)
    if not is_new and same:
        raise DomainError(_("Nothing is different yet. Change the words as you would like them, then send."))
    return body


def _wanted_note(change: Change, note: str) -> str | None:
    """Return the content note a change asks for; None leaves it as it is."""
    if change.kind is SuggestionKind.INSERTION:
        return change.note or None
    return change.note if change.kind is SuggestionKind.REPLACEMENT and change.note != note else None


def _refuse_closed(block: DraftBlock) -> None:
    if block.deleted_at is not None or block.draft.closed_at is not None:
        raise DomainError(_("This part is no longer in the draft. Nothing was sent."))


def _refuse_much(draft_id: int, by: Partner) -> None:
    since = now() - timedelta(hours=1)
    mine = select(func.count()).where(Suggestion.partner_id == by.id, Suggestion.made_at > since)
    waiting = select(func.count()).where(Suggestion.draft_id == draft_id, Suggestion.outcome.is_(None))
    if (db.session.scalar(mine) or 0) >= MOST_AN_HOUR:
        raise DomainError(_("That was a lot in one hour. What you sent is safe. Go on in a while."), status=429)
    if (db.session.scalar(waiting) or 0) >= MOST_OPEN:
        raise DomainError(
            _("Very many suggestions are waiting in this draft. Answer some of them together first."), status=429
        )


def _others(suggestion: Suggestion, by: Partner) -> list[Partner]:
    return [partner for partner in partners_of(suggestion.draft_id) if partner.id != by.id]
