"""Proposals of an import beside the draft: which blocks are new, changed, gone or the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Proposal
from lms.studio import documents
from lms.studio.differences import FieldDifference, body_differences
from lms.studio.documents import body_in
from lms.studio.models import HEAD, Draft, DraftBlock
from lms.studio.queries.drafts import words_of

Json = dict[str, Any]


class State(StrEnum):
    """How a proposed block stands to the draft."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"


@dataclass(frozen=True)
class Proposed:
    """One block of a proposal."""

    name: str
    kind: str
    words: str
    state: State
    changes: Mapping[str, tuple[FieldDifference, ...]]  # by language
    reshapes: bool


@dataclass(frozen=True)
class ProposedLesson:
    """A lesson's files that came by import."""

    id: int
    made_at: datetime
    blocks: list[Proposed]

    @property
    def is_open(self) -> bool:
        return any(block.state in (State.NEW, State.CHANGED) for block in self.blocks)


def proposals_for(draft: Draft, language: str) -> list[ProposedLesson]:
    """Return what imports proposed for a draft's lesson, the newest first, as far as the draft doesn't hold it."""
    if draft.lesson_id is None:
        return []
    rows = db.session.scalars(
        select(Proposal).where(Proposal.lesson_id == draft.lesson_id).order_by(Proposal.id.desc())
    )
    made = [ProposedLesson(row.id, row.created_at, _blocks(draft, row, language)) for row in rows.fetchmany(5)]
    return [lesson for lesson in made if lesson.is_open]


def proposal_of(draft: Draft, proposal_id: int) -> Proposal | None:
    """Return a proposal for the draft's lesson."""
    return db.session.scalar(select(Proposal).where(Proposal.id == proposal_id, Proposal.lesson_id == draft.lesson_id))


def _blocks(draft: Draft, proposal: Proposal, language: str) -> list[Proposed]:
    there = {(block.name, block.kind): block for block in draft.blocks if block.deleted_at is None}
    rows = documents.load(proposal.structure, proposal.texts)
    made = [_proposed(row, there.pop((row.name, row.kind), None), language) for row in rows]
    gone = [
        Proposed(block.name, block.kind, words_of(block, language), State.GONE, {}, reshapes=False)
        for block in there.values()
        if block.name != HEAD
    ]
    return [*made, *gone]


def _proposed(row: DraftBlock, there: DraftBlock | None, language: str) -> Proposed:
    words = words_of(row, language)
    if there is None:
        return Proposed(row.name, row.kind, words, State.NEW, {}, reshapes=False)
    changes = {
        text.language: found
        for text in row.texts
        if (found := body_differences(body_in(there, text.language), text.body))
    }
    notes = {text.language: text.note for text in row.texts} != {text.language: text.note for text in there.texts}
    reshapes = row.structure != there.structure or notes
    state = State.CHANGED if changes or reshapes else State.SAME
    return Proposed(row.name, row.kind, words, state, changes, reshapes=reshapes)
