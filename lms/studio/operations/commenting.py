"""Talking about a draft, a block, a passage or a suggestion. Nobody edits or deletes another's words."""

import re
from collections.abc import Iterable
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.joint_decisions import partners_of
from lms.studio.models import Comment, Draft, DraftBlock, Mention, Partner, Suggestion, Thread
from lms.studio.notices import tell
from lms.studio.operations.suggesting import one_at_a_time

MOST_AN_HOUR = 60
A_MOMENT = timedelta(minutes=10)
MOST_IN_A_THREAD = 300


def open_thread(
    draft: Draft, body: str, *, language: str, by: Partner, block: DraftBlock | None = None, passage: str = ""
) -> Thread:
    """Begin a conversation on a draft, a block, or some of its words; everybody is told once.

    A story's words are never kept as a passage: they stand in one place, and go when their owner takes them back (rule 4).
    """
    passage = passage if block is not None and block.kind != "story" else ""
    if draft.closed_at is not None:
        raise DomainError(_("This draft is closed, so nothing was sent. What was said in it can still be read."))
    one_at_a_time(by)
    there = _begun_before(draft, body, block, passage, by)
    if there is not None:
        return there
    _refuse_much(by)
    thread = Thread(
        draft_id=draft.id,
        block_id=block.id if block else None,
        language=language,
        passage=passage,
        partner_id=by.id,
        opened_at=now(),
    )
    db.session.add(thread)
    db.session.flush()
    _say(thread, body, by, told=partners_of(draft.id))
    return thread


def discuss(suggestion: Suggestion, body: str, *, by: Partner) -> Comment:
    """Say something about a suggestion, in its own conversation."""
    db.session.refresh(suggestion, with_for_update=True)  # two first comments make one thread
    thread = db.session.scalar(select(Thread).where(Thread.suggestion_id == suggestion.id))
    if thread is not None:
        return reply(thread, body, by=by)
    _refuse_much(by)
    thread = Thread(
        draft_id=suggestion.draft_id,
        block_id=suggestion.block_id,
        suggestion_id=suggestion.id,
        language=suggestion.language,
        partner_id=by.id,
        opened_at=now(),
    )
    db.session.add(thread)
    db.session.flush()
    author = [partner for partner in partners_of(suggestion.draft_id) if partner.id == suggestion.partner_id]
    return _say(thread, body, by, told=author)


def reply(thread: Thread, body: str, *, by: Partner) -> Comment:
    """Say something in a conversation. The same words twice in a row are kept once."""
    db.session.refresh(thread, with_for_update=True)
    last = db.session.scalar(select(Comment).where(Comment.thread_id == thread.id).order_by(Comment.id.desc()).limit(1))
    if last is not None and last.partner_id == by.id and last.body == body:
        return last
    _refuse_much(by)
    if (db.session.scalar(select(func.count()).where(Comment.thread_id == thread.id)) or 0) >= MOST_IN_A_THREAD:
        raise DomainError(_("This conversation is very long. Begin a new one; nothing of this one is lost."))
    part = set(db.session.scalars(select(Comment.partner_id).where(Comment.thread_id == thread.id)))
    part.add(thread.partner_id)
    told = [partner for partner in partners_of(thread.draft_id) if partner.id in part]
    return _say(thread, body, by, told=told)


def resolve(thread: Thread, *, by: Partner) -> None:
    """Call a conversation settled."""
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by_id = now(), by.id
        record(Area.STUDIO, "resolved", "thread", thread.id, by=by.person_id)


def reopen(thread: Thread, *, by: Partner) -> None:
    """Take a conversation up again."""
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by_id = None
        record(Area.STUDIO, "reopened", "thread", thread.id, by=by.person_id)


def withdraw(comment: Comment, *, by: Partner) -> None:
    """Take back one's own words; a trace stays."""
    if comment.partner_id != by.id:
        raise DomainError(_("Only the person who wrote something can take it back."), status=403)
    if comment.withdrawn_at is None:
        comment.body, comment.withdrawn_at = "", now()
        forget_passage(comment)
        record(Area.STUDIO, "withdrawn", "comment", comment.id, by=by.person_id)


def forget_passage(comment: Comment) -> None:
    """Let the words that somebody quoted go with the comment they quoted them for."""
    thread = comment.thread
    if comment.id == min(each.id for each in thread.comments):
        thread.passage = ""


def named_in(body: str, partners: Iterable[Partner]) -> list[Partner]:
    """Return the partners a text names as @name, by the names they chose. Of two names the longer is meant."""
    found = []
    rest = body.casefold()
    for partner in sorted(partners, key=lambda one: -len(one.shown_name)):
        if not partner.shown_name:
            continue
        mark = re.compile(rf"@{re.escape(partner.shown_name.casefold())}(?!\w)")
        if mark.search(rest):
            found.append(partner)
            rest = mark.sub(" ", rest)
    return found


def _begun_before(draft: Draft, body: str, block: DraftBlock | None, passage: str, by: Partner) -> Thread | None:
    """Return the same conversation, begun a moment ago: a button pressed twice."""
    return db.session.scalar(
        select(Thread)
        .join(Comment, Comment.thread_id == Thread.id)
        .where(
            Thread.draft_id == draft.id,
            Thread.block_id.is_not_distinct_from(block.id if block else None),
            Thread.passage == passage,
            Thread.partner_id == by.id,
            Thread.opened_at > now() - A_MOMENT,
            Comment.body == body,
        )
        .limit(1)
    )


def _say(thread: Thread, body: str, by: Partner, *, told: Iterable[Partner]) -> Comment:
    comment = Comment(thread_id=thread.id, partner_id=by.id, body=body, made_at=now())
    db.session.add(comment)
    db.session.flush()
    named = [partner for partner in named_in(body, partners_of(thread.draft_id)) if partner.id != by.id]
    db.session.add_all(Mention(comment_id=comment.id, partner_id=partner.id) for partner in named)
    record(Area.STUDIO, "made", "comment", comment.id, by=by.person_id)
    know = {by.id} | tell(named, "mention", draft_id=thread.draft_id, thing_id=thread.id, but={by.id})
    others = [partner for partner in told if partner.id not in know]
    tell(others, "comment", draft_id=thread.draft_id, thing_id=thread.id, but=know)
    return comment


def _refuse_much(by: Partner) -> None:
    since = now() - timedelta(hours=1)
    mine = select(func.count()).where(Comment.partner_id == by.id, Comment.made_at > since)
    if (db.session.scalar(mine) or 0) >= MOST_AN_HOUR:
        raise DomainError(_("That was a lot in one hour. What you sent is safe. Go on in a while."), status=429)
