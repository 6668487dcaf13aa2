"""A lesson that comes from files: proposed to its partners, and taken into the draft block by block."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.upsert import insert_once
from lms.curriculum import digests
from lms.curriculum.models import Media, Proposal
from lms.curriculum.reading.curriculum import SourceLesson
from lms.studio import documents
from lms.studio.apart import kept_apart
from lms.studio.models import HEAD, Draft, DraftBlock
from lms.studio.operations import blocks, picturing, texts
from lms.studio.operations.blocks import Filling
from lms.studio.writers import Writer

Json = dict[str, Any]


def propose(draft: Draft, lesson: SourceLesson) -> None:
    """Keep a lesson's files as a proposal for a collaboration's lesson. The same files twice are one proposal."""
    keep_pictures(lesson)
    digest = digests.of_revision(lesson.structure, lesson.texts)
    values = {
        "lesson_id": draft.lesson_id,
        "digest": digest,
        "structure": lesson.structure,
        "texts": dict(lesson.texts),
        "created_at": now(),
    }
    insert_once(Proposal, values, key=("lesson_id", "digest"))


def keep_pictures(lesson: SourceLesson) -> None:
    """Store the pictures of a lesson that aren't there yet."""
    for picture in lesson.pictures.values():
        values = {"digest": picture.digest, "kind": picture.kind, "content": picture.content}
        insert_once(Media, values, key=("digest",))


def take_over(
    draft: Draft, structure: Mapping[str, Any], words: Mapping[str, Json], *, only: str | None = None, by: Writer
) -> None:
    """Bring a lesson's blocks (or the one named `only`) into the draft, as new versions; what is not in it stays.

    A block goes by its name and kind; one whose name is taken by another kind comes as a new block. Its words are not those
    of whoever took them over.
    """
    by = Writer(by.person_id, None)
    blocks.hold(draft)
    structure, words = kept_apart(draft, structure, words)
    picturing.keep_named(draft, structure.get("media", {}))
    after = HEAD
    for row in documents.load(structure, words):
        there = _same(draft, row)
        if only in (None, row.name):
            there = _overwrite(there, row, by) if there is not None else _new(draft, row, after, by)
        after = there.name if there is not None else after


def _same(draft: Draft, row: DraftBlock) -> DraftBlock | None:
    return db.session.scalar(
        select(DraftBlock).where(
            DraftBlock.draft_id == draft.id, DraftBlock.name == row.name, DraftBlock.kind == row.kind
        )
    )


def _overwrite(there: DraftBlock, row: DraftBlock, by: Writer) -> DraftBlock:
    if there.deleted_at is not None:
        blocks.restore(there, by=by)
    blocks.reshape(there, row.structure, base_version=there.version, by=by)
    for text in row.texts:
        now_there = texts.locked_text(there, text.language)
        texts.save(there, text.language, body=text.body, note=text.note, base_version=now_there.version, by=by)
    return there


def _new(draft: Draft, row: DraftBlock, after: str, by: Writer) -> DraftBlock:
    filling = Filling(
        bodies={text.language: text.body for text in row.texts},
        structure=row.structure,
        notes={text.language: text.note for text in row.texts},
        name=row.name,
    )
    return blocks.add(draft, row.kind, by=by, after=after, filling=filling)
