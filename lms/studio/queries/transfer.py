"""Proposals of an import beside the draft: which blocks are new, changed, gone or the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, func, or_, select

from lms.core.db import db
from lms.curriculum.models import Lesson, LessonRevision, Proposal
from lms.studio import documents
from lms.studio.apart import kept_apart
from lms.studio.block_forms.entries import Offer
from lms.studio.differences import FieldDifference, Paragraph, body_differences
from lms.studio.documents import body_in
from lms.studio.models import HEAD, Collaboration, Draft, DraftBlock
from lms.studio.queries.drafts import load_blocks, source_choices, words_of
from lms.studio.shapes import shape_differences, two_shapes

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
    shapes: tuple[Paragraph, ...] = ()  # how the rest differs, in words


@dataclass(frozen=True)
class ProposedLesson:
    """A lesson's files that came by import."""

    id: int
    made_at: datetime
    blocks: list[Proposed]

    @property
    def is_open(self) -> bool:
        return any(block.state in (State.NEW, State.CHANGED) for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A lesson for which files propose something. Without a `draft_id` nobody writes in it yet."""

    slug: str
    title: str
    made_at: datetime
    draft_id: int | None


def offered_by_files(collaboration: Collaboration, language: str) -> list[Offered]:
    """Return the module's lessons for which files propose what no publication and no draft has answered since."""
    newest = select(func.max(Proposal.id)).group_by(Proposal.lesson_id)
    writing = and_(Draft.lesson_id == Lesson.id, Draft.closed_at.is_(None))
    rows = db.session.execute(
        select(Lesson.slug, Proposal, Draft)
        .join(Proposal, and_(Proposal.lesson_id == Lesson.id, Proposal.id.in_(newest)))
        .outerjoin(LessonRevision, LessonRevision.id == Lesson.current_id)
        .outerjoin(Draft, writing)
        .where(
            Lesson.module_id == collaboration.module_id,
            or_(LessonRevision.id.is_(None), LessonRevision.created_at < Proposal.created_at),
        )
        .order_by(Lesson.position, Lesson.id)
    ).all()
    return [
        Offered(
            slug=slug,
            title=proposal.texts.get(language, {}).get("title") or slug,
            made_at=proposal.created_at,
            draft_id=draft.id if draft else None,
        )
        for slug, proposal, draft in rows
        if draft is None or ProposedLesson(proposal.id, proposal.created_at, _beside(draft, proposal, language)).is_open
    ]


def proposals_for(draft: Draft, language: str) -> list[ProposedLesson]:
    """Return what imports proposed for a draft's lesson, the newest first, as far as the draft doesn't hold it."""
    if draft.lesson_id is None:
        return []
    rows = db.session.scalars(
        select(Proposal).where(Proposal.lesson_id == draft.lesson_id).order_by(Proposal.id.desc())
    )
    waiting = rows.fetchmany(5)
    offer = Offer(sources=source_choices(language)) if waiting else Offer()
    made = [ProposedLesson(row.id, row.created_at, _blocks(draft, row, language, offer)) for row in waiting]
    return [lesson for lesson in made if lesson.is_open]


def proposal_of(draft: Draft, proposal_id: int) -> Proposal | None:
    """Return a proposal for the draft's lesson."""
    return db.session.scalar(select(Proposal).where(Proposal.id == proposal_id, Proposal.lesson_id == draft.lesson_id))


def _beside(draft: Draft, proposal: Proposal, language: str) -> list[Proposed]:
    return _blocks(load_blocks(draft), proposal, language, Offer())


def _blocks(draft: Draft, proposal: Proposal, language: str, offer: Offer) -> list[Proposed]:
    there = {(block.name, block.kind): block for block in draft.blocks if block.deleted_at is None}
    rows = documents.load(*kept_apart(draft, proposal.structure, proposal.texts))
    made = [_proposed(row, there.pop((row.name, row.kind), None), language, offer) for row in rows]
    gone = [
        Proposed(block.name, block.kind, words_of(block, language), State.GONE, {}, reshapes=False)
        for block in there.values()
        if block.name != HEAD
    ]
    return [*made, *gone]


def _proposed(row: DraftBlock, there: DraftBlock | None, language: str, offer: Offer) -> Proposed:
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
    bodies = body_in(there, language), body_in(row, language)
    pair = two_shapes(row.kind, there.structure, row.structure, bodies=bodies, offer=offer)
    shapes = shape_differences(*pair) if row.structure != there.structure else ()
    return Proposed(row.name, row.kind, words, state, changes, reshapes=reshapes, shapes=shapes)
