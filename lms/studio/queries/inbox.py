"""A person's inbox: what waits for them in all their collaborations, the unread first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Lesson, Module
from lms.studio import ownership, policy
from lms.studio.models import Collaboration, Draft, Notice, Partner, Thread
from lms.studio.notices import ALONE, AS_DEPUTY, TO_WHO_IS_HERE, lasts
from lms.studio.talk_words import name_words

MOST = 100
Event = tuple[int, str | None, int | None, datetime | None]


@dataclass(frozen=True, kw_only=True)
class InboxLine:
    """Something that waits, or waited. It holds no content: that is read where it stands.

    `stands_in_for` are the names of those whom it reached, too, while the reader is their deputy.
    """

    id: int
    kind: str
    module: str
    made_at: datetime
    is_read: bool
    stands_in_for: tuple[str, ...]
    only_as_deputy: bool


@dataclass(frozen=True)
class StoryDays:
    """A story of the reader's, and when the days to think again about it end."""

    code: str
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a notice leads."""

    kind: str
    module_slug: str
    lesson_slug: str
    draft_id: int | None
    thing_id: int | None
    suggestion_id: int | None  # of a conversation about a suggestion


def inbox(user: Person, language: str) -> list[InboxLine]:
    """Return somebody's notices: the unread ones, then the latest read."""
    rows = db.session.execute(
        select(Notice, Module.titles)
        .join(Partner, Partner.id == Notice.partner_id)
        .join(Collaboration, Collaboration.id == Partner.collaboration_id)
        .join(Module, Module.id == Collaboration.module_id)
        .where(Notice.id.in_(_own(user)))
        .order_by(Notice.read_at.is_not(None), Notice.id.desc())
        .limit(MOST)
    )
    names = _stands_in_for(user)
    return [
        InboxLine(
            id=notice.id,
            kind=notice.kind,
            module=titles.get(language) or next(iter(titles.values()), ""),
            made_at=notice.made_at,
            is_read=notice.read_at is not None,
            stands_in_for=tuple(names.get(_event(notice.partner_id, notice), ())),
            only_as_deputy=notice.kind.startswith(AS_DEPUTY),
        )
        for notice, titles in rows
    ]


def unread_count(user: Person) -> int:
    """Return how much waits unread."""
    return db.session.scalar(select(func.count()).where(Notice.id.in_(_own(user)), Notice.read_at.is_(None))) or 0


def mail_days(user: Person) -> int | None:
    """Return how often somebody wants a mail, in days; None for who writes along nowhere."""
    return db.session.scalar(
        select(func.min(Partner.digest_days)).where(Partner.person_id == user.id, Partner.left_at.is_(None))
    )


def notice_visible_to(user: Person, notice_id: int) -> Notice | None:
    """Return one of somebody's own notices."""
    return db.session.scalar(select(Notice).where(Notice.id == notice_id, Notice.id.in_(_own(user))))


def place_of(notice: Notice) -> Place:
    """Return where a notice leads."""
    row = db.session.execute(
        select(Module.slug, Lesson.slug)
        .select_from(Partner)
        .join(Collaboration, Collaboration.id == Partner.collaboration_id)
        .join(Module, Module.id == Collaboration.module_id)
        .outerjoin(Draft, Draft.id == notice.draft_id)
        .outerjoin(Lesson, Lesson.id == Draft.lesson_id)
        .where(Partner.id == notice.partner_id)
    ).one()
    kind, about = notice.kind.removeprefix(AS_DEPUTY), None
    if kind in {"mention", "comment", "comment_hidden"}:
        about = db.session.scalar(select(Thread.suggestion_id).where(Thread.id == notice.thing_id))
    return Place(
        kind=kind,
        module_slug=row[0],
        lesson_slug=row[1] or "",
        draft_id=notice.draft_id,
        thing_id=notice.thing_id,
        suggestion_id=about,
    )


def story_days(user: Person) -> list[StoryDays]:
    """Return somebody's own stories that begin to be shown soon. Nothing of it is stored beside their name."""
    found = ownership.days_end(now()).subquery()
    rows = db.session.execute(
        select(found.c.code, func.min(found.c.from_at)).where(found.c.person_id == user.id).group_by(found.c.code)
    )
    return [StoryDays(code, moment) for code, moment in rows]


def _own(user: Person) -> Select[Any]:
    return (
        select(Notice.id)
        .join(Partner, Partner.id == Notice.partner_id)
        .where(Partner.person_id == user.id, Partner.left_at.is_(None), lasts())
    )


def _stands_in_for(user: Person) -> dict[Event, dict[str, None]]:
    """Return whom else each thing reached, or would have reached, since they pause with the user as their deputy."""
    away = policy.deputised(user).subquery()
    since = and_(Notice.partner_id == away.c.id, Notice.made_at >= away.c.paused_at, Notice.kind.not_in(ALONE))
    rows = db.session.execute(
        select(away.c.deputy_id, away.c.shown_name, Notice).select_from(away).outerjoin(Notice, since)
    )
    names: dict[Event, dict[str, None]] = {}
    for deputy, name, notice in rows:
        for event in {(deputy, None, None, None), _event(deputy, notice)}:
            names.setdefault(event, {})[name_words(name)] = None
    return names


def _event(partner_id: int, notice: Notice | None) -> Event:
    """Return what a partner was told of, and when: the same for everybody who was told in that moment.

    What nobody paused is told (`lms.studio.operations.deadlines`) is one to a deputy, whichever it is.
    """
    if notice is None or notice.kind in TO_WHO_IS_HERE:
        return partner_id, None, None, None
    return partner_id, notice.kind.removeprefix(AS_DEPUTY), notice.thing_id, notice.made_at
