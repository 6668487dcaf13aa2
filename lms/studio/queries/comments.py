"""Conversations as pages show them. A hidden or withdrawn comment is its trace: the words don't leave the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.core.db import db
from lms.studio.models import (
    Comment,
    ContentReport,
    Draft,
    DraftBlock,
    DraftText,
    Mention,
    Partner,
    Thread,
)
from lms.studio.passages import Paragraph, Piece, around, sentences_of, stands
from lms.studio.policy import comments_visible_to, threads_visible_to
from lms.studio.talk_words import block_words, name_words

MOST = 300
FIRST_WORDS = 160


class Show(StrEnum):
    """Which conversations a list shows. Mine: I said something there, or was named."""

    OPEN = "open"
    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """A conversation in a list. `passage_stands`: the words it is about are still in the text."""

    id: int
    block: str
    language: str
    passage: str
    passage_stands: bool
    opener: str
    opened_at: datetime
    is_resolved: bool
    comments: int
    first_words: str


@dataclass(frozen=True, kw_only=True)
class CommentLine:
    """Something somebody said, or the trace of it."""

    id: int
    author: str
    is_mine: bool
    body: str
    made_at: datetime
    is_withdrawn: bool
    is_hidden: bool
    hidden_reason: str
    i_reported: bool


@dataclass(frozen=True, kw_only=True)
class ThreadPage:
    """A conversation's page. `around`: the paragraphs its passage stands in; none when the words have changed."""

    id: int
    draft_id: int
    suggestion_id: int | None
    block_name: str
    block: str
    language: str
    passage: str
    around: Sequence[Sequence[Piece]]
    resolver: str
    resolved_at: datetime | None
    comments: Sequence[CommentLine]


@dataclass(frozen=True)
class ReportedComment:
    """What an administrator sees: the words, why they were reported, since when. No name, and not where."""

    comment_id: int
    body: str
    reasons: tuple[str, ...]
    reported_at: datetime


def thread_visible_to(user: Person, thread_id: int) -> Thread | None:
    """Return a conversation somebody may see."""
    return db.session.scalar(threads_visible_to(user).where(Thread.id == thread_id))


def comment_visible_to(user: Person, comment_id: int) -> Comment | None:
    """Return a comment somebody may see."""
    return db.session.scalar(comments_visible_to(user).where(Comment.id == comment_id))


def threads_in(draft: Draft, *, me: Partner, show: Show = Show.OPEN) -> list[ThreadLine]:
    """Return the conversations of a draft, those on suggestions apart; the one spoken in last comes first."""
    said = aliased(Comment)
    latest = select(func.max(said.id)).where(said.thread_id == Thread.id).scalar_subquery()
    query = _threads().where(Thread.draft_id == draft.id, Thread.suggestion_id.is_(None)).order_by(latest.desc())
    if show is Show.OPEN:
        query = query.where(Thread.resolved_at.is_(None))
    if show is Show.MINE:
        query = query.where(or_(Thread.partner_id == me.id, Thread.id.in_(_spoken(me)), Thread.id.in_(_named(me))))
    return [_line(row) for row in db.session.execute(query.limit(MOST))]


def open_threads_by_block(draft_id: int) -> dict[str, int]:
    """Return how many conversations are open on each block, by the block's name; "" is the whole draft."""
    rows = db.session.execute(
        select(DraftBlock.name, func.count(Thread.id))
        .select_from(Thread)
        .outerjoin(DraftBlock, DraftBlock.id == Thread.block_id)
        .where(Thread.draft_id == draft_id, Thread.suggestion_id.is_(None), Thread.resolved_at.is_(None))
        .group_by(DraftBlock.name)
    )
    return {row[0] or "": row[1] for row in rows}


def words_to_choose(block: DraftBlock, language: str) -> list[Paragraph]:
    """Return what a part says, sentence by sentence, with the passages of open conversations marked in it."""
    text = next((text for text in block.texts if text.language == language), None)
    rows = db.session.execute(
        select(Thread.id, Thread.passage)
        .where(Thread.block_id == block.id, Thread.language == language, Thread.resolved_at.is_(None))
        .where(Thread.suggestion_id.is_(None), Thread.passage != "")
        .order_by(Thread.id)
        .limit(MOST)
    )
    return sentences_of(text.body, [(row.id, row.passage) for row in rows]) if text else []


def thread_page(thread: Thread, *, me: Partner) -> ThreadPage:
    """Return what a conversation's page shows."""
    block = db.session.get(DraftBlock, thread.block_id) if thread.block_id else None
    body = _body(thread)
    resolver = db.session.get(Partner, thread.resolved_by_id) if thread.resolved_by_id else None
    return ThreadPage(
        id=thread.id,
        draft_id=thread.draft_id,
        suggestion_id=thread.suggestion_id,
        block_name=block.name if block else "",
        block=block_words(block.kind, body) if block else "",
        language=thread.language,
        passage=thread.passage,
        around=around(body, thread.passage),
        resolver=name_words(resolver.shown_name) if resolver else "",
        resolved_at=thread.resolved_at,
        comments=comments_of(thread.id, me=me),
    )


def comments_of(thread_id: int, *, me: Partner | None) -> list[CommentLine]:
    """Return what was said in a conversation, in order."""
    mine = me.id if me is not None else 0
    reported = (
        select(ContentReport.id)
        .where(ContentReport.comment_id == Comment.id, ContentReport.partner_id == mine)
        .exists()
    )
    rows = db.session.execute(
        select(Comment, Partner.shown_name, reported)
        .join(Partner, Partner.id == Comment.partner_id)
        .where(Comment.thread_id == thread_id)
        .order_by(Comment.id)
    )
    return [_comment(row[0], row[1], mine, i_reported=row[2]) for row in rows]


def reported_comments() -> list[ReportedComment]:
    """Return the comments that wait for an administrator, the longest waiting first."""
    rows = db.session.execute(
        select(Comment.id, Comment.body, ContentReport.reason, ContentReport.made_at)
        .join(ContentReport, ContentReport.comment_id == Comment.id)
        .where(ContentReport.handled_at.is_(None), Comment.withdrawn_at.is_(None))
        .order_by(ContentReport.id)
    )
    found: dict[int, ReportedComment] = {}
    for comment_id, body, reason, made_at in rows:
        known = found.get(comment_id)
        reasons = (*known.reasons, reason) if known else (reason,)
        found[comment_id] = ReportedComment(comment_id, body, reasons, known.reported_at if known else made_at)
    return list(found.values())


def reported_comment(comment_id: int) -> Comment | None:
    """Return a comment that waits for an administrator: any other isn't there for them."""
    waits = select(ContentReport.comment_id).where(ContentReport.handled_at.is_(None))
    return db.session.scalar(select(Comment).where(Comment.id == comment_id, Comment.id.in_(waits)))


def _comment(comment: Comment, name: str, mine: int, *, i_reported: bool) -> CommentLine:
    gone = comment.withdrawn_at is not None or comment.hidden_at is not None
    return CommentLine(
        id=comment.id,
        author=name_words(name),
        is_mine=comment.partner_id == mine,
        body="" if gone else comment.body,
        made_at=comment.made_at,
        is_withdrawn=comment.withdrawn_at is not None,
        is_hidden=comment.hidden_at is not None,
        hidden_reason=comment.hidden_reason,
        i_reported=i_reported,
    )


def _threads() -> Select[Any]:
    first = aliased(Comment)
    first_id = select(func.min(first.id)).where(first.thread_id == Thread.id).scalar_subquery()
    counted = aliased(Comment)
    count = select(func.count(counted.id)).where(counted.thread_id == Thread.id).scalar_subquery()
    return (
        select(Thread, Partner.shown_name, DraftBlock.kind, DraftText.body, Comment, count)
        .join(Partner, Partner.id == Thread.partner_id)
        .outerjoin(DraftBlock, DraftBlock.id == Thread.block_id)
        .outerjoin(DraftText, (DraftText.block_id == Thread.block_id) & (DraftText.language == Thread.language))
        .outerjoin(Comment, Comment.id == first_id)
    )


def _line(row: Any) -> ThreadLine:
    thread, opener, kind, body, first, count = row
    gone = first is None or first.withdrawn_at is not None or first.hidden_at is not None
    return ThreadLine(
        id=thread.id,
        block=block_words(kind, body or {}) if kind else "",
        language=thread.language,
        passage=thread.passage,
        passage_stands=stands(body or {}, thread.passage),
        opener=name_words(opener),
        opened_at=thread.opened_at,
        is_resolved=thread.resolved_at is not None,
        comments=count,
        first_words="" if gone else first.body[:FIRST_WORDS],
    )


def _spoken(me: Partner) -> Select[Any]:
    return select(Comment.thread_id).where(Comment.partner_id == me.id)


def _named(me: Partner) -> Select[Any]:
    return select(Comment.thread_id).join(Mention, Mention.comment_id == Comment.id).where(Mention.partner_id == me.id)


def _body(thread: Thread) -> dict[str, Any]:
    body = db.session.scalar(
        select(DraftText.body).where(DraftText.block_id == thread.block_id, DraftText.language == thread.language)
    )
    return body or {}
