"""What the pages of a draft show: its outline, who is there, what is stale, what waits to be chosen, what it was."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import set_committed_value

from lms.core.clock import now
from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.curriculum.models import Lesson, Media, Module, Source
from lms.curriculum.reading.pictures import Picture
from lms.studio.block_forms.words import kind_name
from lms.studio.documents import body_in, head_of, live_blocks
from lms.studio.excerpts import Excerpt, excerpt_of
from lms.studio.models import HEAD, Conflict, Draft, DraftBlock, DraftText, Partner, Presence
from lms.studio.plain_words import plain, shortened
from lms.studio.problems import Problem, of_block, problems_of

Json = dict[str, Any]
HERE = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A block in the outline. `behind`: languages whose text was not held against the newer other one."""

    name: str
    kind: str
    words: str
    excerpt: Excerpt | None
    behind: tuple[str, ...]
    problems: tuple[Problem, ...]
    here: tuple[str, ...]
    conflicts: int
    before: str | None = None  # the name after which it would stand one place up; `head`: first
    after: str | None = None  # the same one place down


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A draft as a list of its parts."""

    draft_id: int
    titles: dict[str, str]
    module: str
    lesson: str
    is_practice: bool
    is_closed: bool
    head: Line
    lines: tuple[Line, ...]
    gone: tuple[Line, ...]
    problems: int


def load_blocks(draft: Draft) -> Draft:
    """Load a draft's blocks with their texts in two statements."""
    rows = db.session.scalars(
        select(DraftBlock).where(DraftBlock.draft_id == draft.id).order_by(DraftBlock.position, DraftBlock.id)
    )
    set_committed_value(draft, "blocks", list(rows))
    return draft


def outline(draft: Draft, *, me: Partner | None, language: str) -> Outline:
    """Return a draft's outline for one of its writers."""
    load_blocks(draft)
    blocks, head = live_blocks(draft), head_of(draft)
    here, waiting = _here([block.id for block in draft.blocks], me), _waiting(draft)
    problems = _by_block(problems_of(head, blocks))
    names = [HEAD, *(block.name for block in blocks)]
    lines = tuple(
        _line(
            block, language, problems, here, waiting,
            before=names[place - 2] if place > 1 else None,
            after=names[place + 1] if place + 1 < len(names) else None,
        )
        for place, block in enumerate(blocks, 1)
    )  # fmt: skip
    module, lesson = place_of(draft)
    return Outline(
        draft_id=draft.id,
        titles={code: body_in(head, code).get("title", "") for code in LANGUAGES},
        module=module,
        lesson=lesson,
        is_practice=draft.practice_of_id is not None,
        is_closed=draft.closed_at is not None,
        head=_line(head, language, problems, here, waiting),
        lines=lines,
        gone=tuple(
            _line(block, language, {}, {}, {}) for block in draft.blocks if block.deleted_at is not None
        ),
        problems=sum(len(found) for found in problems.values()),
    )  # fmt: skip


def place_of(draft: Draft) -> tuple[str, str]:
    """Return the slugs of a draft's module and lesson; empty for a practice lesson."""
    if draft.lesson_id is None:
        return "", ""
    row = db.session.execute(
        select(Module.slug, Lesson.slug).join(Module, Module.id == Lesson.module_id).where(Lesson.id == draft.lesson_id)
    ).one()
    return row[0], row[1]


def block_named(draft: Draft, name: str) -> DraftBlock | None:
    """Return a block of a draft, deleted or not."""
    return db.session.scalar(select(DraftBlock).where(DraftBlock.draft_id == draft.id, DraftBlock.name == name))


def words_of(block: DraftBlock, language: str) -> str:
    """Return what a block is called in lists: its heading, or its first words, in a language or else the other one."""
    for code in (language, *LANGUAGES):
        body = body_in(block, code)
        found = body.get("heading") or body.get("title") or body.get("body")
        if isinstance(found, str) and found.strip():
            return shortened(plain(found), 80)
    return ""


def behind(block: DraftBlock) -> tuple[str, ...]:
    """Return the languages whose text was last held against an older version of another one."""
    versions = {text.language: text.version for text in block.texts}
    return tuple(
        text.language
        for text in block.texts
        if any(version > text.follows.get(code, 0) for code, version in versions.items() if code != text.language)
    )


def who_is_here(block: DraftBlock, *, me: Partner | None) -> tuple[str, ...]:
    """Return the names of the others who have a block open."""
    return tuple(_here([block.id], me).get(block.id, ()))


def source_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Return the sources a fact may point to: code, and its title in a language."""
    rows = db.session.execute(
        select(Source.code, Source.entry).where(Source.position.is_not(None)).order_by(Source.position)
    )
    return tuple((code, f"{entry['short'][language]} – {entry['title'][language]}"[:120]) for code, entry in rows)  # noqa: RUF001


def all_sources() -> dict[str, Json]:
    """Return every source by its code, those gone from the list too."""
    return {row.code: row.entry for row in db.session.execute(select(Source.code, Source.entry))}


def pictures_of(structure: Json) -> dict[str, Picture]:
    """Return the pictures a lesson shows, by name."""
    media = structure.get("media", {})
    rows = db.session.execute(select(Media.digest, Media.kind, Media.content).where(Media.digest.in_(media.values())))
    found = {digest: Picture(kind, content) for digest, kind, content in rows}
    return {name: found[digest] for name, digest in media.items() if digest in found}


def conflicts_in(block: DraftBlock) -> int:
    """Return how many versions of a block wait beside what stands."""
    texts = [text.id for text in block.texts]
    waiting = select(func.count(Conflict.id)).where(Conflict.text_id.in_(texts), Conflict.settled_at.is_(None))
    return db.session.scalar(waiting) or 0


def problems_in(block: DraftBlock) -> list[Problem]:
    """Return what is missing or wrong in one block."""
    return of_block(block)


def _line(
    block: DraftBlock,
    language: str,
    problems: dict[str, list[Problem]],
    here: dict[int, list[str]],
    waiting: dict[int, int],
    *,
    before: str | None = None,
    after: str | None = None,
) -> Line:
    words = words_of(block, language)
    return Line(
        name=block.name,
        kind=block.kind,
        words=words or kind_name(block.kind),
        excerpt=excerpt_of(block, language, after=words),
        behind=behind(block),
        problems=tuple(problems.get(block.name, ())),
        here=tuple(here.get(block.id, ())),
        conflicts=waiting.get(block.id, 0),
        before=before,
        after=after,
    )


def _by_block(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    made = defaultdict(list)
    for problem in problems:
        made[problem.block].append(problem)
    return made


def _here(blocks: Sequence[int], me: Partner | None) -> dict[int, list[str]]:
    if me is None:
        return {}
    rows = db.session.execute(
        select(Presence.block_id, Partner.shown_name)
        .join(Partner, Partner.id == Presence.partner_id)
        .where(
            Presence.block_id.in_(blocks),
            Presence.seen_at > now() - HERE,
            Presence.partner_id != me.id,
            Partner.left_at.is_(None),
        )
        .order_by(Partner.shown_name)
    )
    made = defaultdict(list)
    for block, name in rows:
        made[block].append(name)
    return made


def _waiting(draft: Draft) -> dict[int, int]:
    rows = db.session.scalars(
        select(DraftText.block_id)
        .join(Conflict, Conflict.text_id == DraftText.id)
        .join(DraftBlock, DraftBlock.id == DraftText.block_id)
        .where(DraftBlock.draft_id == draft.id, Conflict.settled_at.is_(None))
    )
    made: dict[int, int] = defaultdict(int)
    for block in rows:
        made[block] += 1
    return made
