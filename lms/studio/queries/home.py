"""The studio's front page, the desk of a module, and what of an agreement waits for somebody."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lms.accounts.models import Person
from lms.core.clock import today
from lms.core.db import db
from lms.curriculum.models import Lesson, LessonText
from lms.studio.models import (
    AgreementAnswer,
    Candidate,
    CandidateText,
    Collaboration,
    Draft,
    Hold,
    Model,
    Partner,
    Publication,
)
from lms.studio.policy import visible_to
from lms.studio.queries.collaborations import title_of
from lms.studio.readiness import Missing, empty_perspectives, lacks_parity, missing_to_start


class Wait(StrEnum):
    """What of an agreement waits for somebody."""

    CHANGE = "change"  # a change to answer
    END = "end"  # whether the work together shall end
    OWNERSHIP = "ownership"  # offered
    REVIEW = "review"  # the agreement's day to look again has come


@dataclass(frozen=True)
class Waiting:
    """Something of an agreement that waits for one partner. Holds no content."""

    kind: Wait
    module: str
    title: str


@dataclass(frozen=True, kw_only=True)
class CollaborationLine:
    """A collaboration on the front page."""

    module: str
    title: str
    model: Model
    is_in_force: bool
    is_owner: bool
    is_partner: bool
    is_away: bool
    waiting: list[Waiting]


@dataclass(frozen=True)
class LessonLine:
    """A lesson of a module, and its open draft."""

    slug: str
    title: str
    draft_id: int | None
    is_published: bool
    is_held: bool
    is_ready: bool  # frozen for sign-off


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A module's desk: where a partner sees what there is to do."""

    module: str
    title: str
    model: Model
    is_in_force: bool
    is_owner: bool
    is_partner: bool
    is_away: bool
    missing: list[Missing]
    lacks_parity: bool
    partners: list[str]
    lessons: list[LessonLine]
    waiting: list[Waiting]


def my_collaborations(user: Person, language: str) -> list[CollaborationLine]:
    """Return the collaborations somebody writes in or answers for, in the order of the programme."""
    found = sorted(_mine(user), key=lambda each: each.module.position)
    answered = _answered(user)
    return [_line(each, user, answered, language) for each in found]


def waiting_for(user: Person, language: str) -> list[Waiting]:
    """Return what of all agreements waits for somebody: for the inbox. Three statements, four with partners."""
    answered = _answered(user)
    return [waiting for each in _mine(user) for waiting in _waiting(each, user, answered, language)]


def desk(collaboration: Collaboration, *, user: Person, language: str) -> Desk:
    """Return the desk of a module."""
    line = _line(collaboration, user, _answered(user), language)
    active = collaboration.active_partners
    missing = empty_perspectives(active) if collaboration.is_in_force else missing_to_start(active, waiting=0)
    return Desk(
        module=line.module,
        title=line.title,
        model=line.model,
        is_in_force=line.is_in_force,
        is_owner=line.is_owner,
        is_partner=line.is_partner,
        is_away=line.is_away,
        missing=missing,
        lacks_parity=lacks_parity(active, line.model),
        partners=[each.shown_name for each in active],
        lessons=_lessons(collaboration, language),
        waiting=line.waiting,
    )


def _mine(user: Person) -> list[Collaboration]:
    load = (selectinload(Collaboration.partners), selectinload(Collaboration.versions))
    return list(db.session.scalars(visible_to(user).options(*load)).unique())


def _answered(user: Person) -> set[int]:
    """Return the ids of the versions somebody has answered."""
    answers = select(AgreementAnswer.version_id).join(Partner, Partner.id == AgreementAnswer.partner_id)
    return set(db.session.scalars(answers.where(Partner.person_id == user.id)))


def _line(collaboration: Collaboration, user: Person, answered: set[int], language: str) -> CollaborationLine:
    me = _me(collaboration, user)
    return CollaborationLine(
        module=collaboration.module.slug,
        title=title_of(collaboration.module, language),
        model=collaboration.holding.model,
        is_in_force=collaboration.is_in_force,
        is_owner=collaboration.owner_id == user.id,
        is_partner=me is not None,
        is_away=me is not None and me.paused_at is not None,
        waiting=_waiting(collaboration, user, answered, language),
    )


def _waiting(collaboration: Collaboration, user: Person, answered: set[int], language: str) -> list[Waiting]:
    kinds = []
    pending = collaboration.pending
    if pending is not None and _me(collaboration, user) is not None and pending.id not in answered:
        kinds.append(Wait.END if pending.is_end else Wait.CHANGE)
    if collaboration.next_owner_id == user.id:
        kinds.append(Wait.OWNERSHIP)
    if collaboration.is_in_force and pending is None and collaboration.holding.review_on <= today():
        kinds.append(Wait.REVIEW)
    title = title_of(collaboration.module, language)
    return [Waiting(kind, collaboration.module.slug, title) for kind in kinds]


def _me(collaboration: Collaboration, user: Person) -> Partner | None:
    return next((each for each in collaboration.active_partners if each.person_id == user.id), None)


def _lessons(collaboration: Collaboration, language: str) -> list[LessonLine]:
    drafts = select(Draft.lesson_id, Draft.id).where(
        Draft.collaboration_id == collaboration.id, Draft.closed_at.is_(None)
    )
    opened = {lesson_id: draft_id for lesson_id, draft_id in db.session.execute(drafts)}  # noqa: C416 (rows, not tuples)
    lessons = db.session.scalars(
        select(Lesson).where(Lesson.module_id == collaboration.module_id).order_by(Lesson.position, Lesson.id)
    ).all()
    held = set(
        db.session.scalars(
            select(Hold.lesson_id).where(Hold.lesson_id.in_([each.id for each in lessons]), Hold.ended_at.is_(None))
        )
    )
    ready = _ready(collaboration)
    titles = _titles([each.current_id for each in lessons if each.current_id is not None], language)
    return [
        LessonLine(
            slug=each.slug,
            title=titles.get(each.current_id or 0) or each.slug,
            draft_id=opened.get(each.id),
            is_published=each.current_id is not None and each.retired_at is None,
            is_held=each.id in held,
            is_ready=each.id in ready and each.id in opened,
        )
        for each in lessons
        if each.retired_at is None or each.id in opened
    ]


def _ready(collaboration: Collaboration) -> set[int]:
    """Return the ids of the lessons whose open draft stands ready for sign-off in a language that is not out yet."""
    drafts = select(Draft.id).where(Draft.collaboration_id == collaboration.id, Draft.closed_at.is_(None))
    out = (
        select(Publication.id)
        .outerjoin(LessonText, LessonText.revision_id == Publication.revision_id)
        .where(Publication.candidate_id == Candidate.id)
        .where(Publication.revision_id.is_(None) | (LessonText.language == CandidateText.language))
    )
    stands = Candidate.draft_id.in_(drafts), Candidate.superseded_at.is_(None), ~out.exists()
    return set(db.session.scalars(select(Candidate.lesson_id).join(CandidateText).where(*stands)))


def _titles(revisions: list[int], language: str) -> dict[int, str]:
    rows = db.session.execute(
        select(LessonText.revision_id, LessonText.language, LessonText.title).where(
            LessonText.revision_id.in_(revisions)
        )
    ).all()
    found = {revision_id: title for revision_id, _code, title in rows}
    return found | {revision_id: title for revision_id, code, title in rows if code == language}
