"""Who may do what in the studio. Partner is not a role somebody grants: it follows from an accepted agreement (rule 1)."""

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Membership, Person
from lms.accounts.policy import is_administrator
from lms.core.clock import today
from lms.core.db import db
from lms.studio.joint_decisions import model_of
from lms.studio.models import (
    Collaboration,
    Comment,
    Draft,
    Model,
    Partner,
    Perspective,
    Suggestion,
    Thread,
)


def visible_to(user: Person) -> Select[Collaboration]:
    """Select the open collaborations somebody writes in or answers for. Nobody else sees that they exist."""
    own = select(Partner.collaboration_id).where(Partner.person_id == user.id, Partner.left_at.is_(None))
    return select(Collaboration).where(
        Collaboration.ended_at.is_(None), or_(Collaboration.id.in_(own), Collaboration.owner_id == user.id)
    )


def drafts_visible_to(user: Person) -> Select[Draft]:
    """Select the drafts of somebody's collaborations, and their own practice lesson."""
    own = select(Partner.collaboration_id).where(Partner.person_id == user.id, Partner.left_at.is_(None))
    return select(Draft).where(or_(Draft.collaboration_id.in_(own), Draft.practice_of_id == user.id))


def may_propose(user: Person) -> bool:
    """Whoever belongs to an organisation or has a role may propose to write a module together."""
    if any(grant.ended_at is None for grant in user.grants):
        return True
    belongs = select(Membership.id).where(
        Membership.person_id == user.id,
        Membership.starts_on <= today(),
        or_(Membership.ends_on.is_(None), Membership.ends_on >= today()),
    )
    return db.session.scalar(belongs.limit(1)) is not None


def owns(user: Person, collaboration: Collaboration) -> bool:
    """The owner invites, and answers for the work together."""
    return collaboration.owner_id == user.id


def can_propose_change(user: Person, collaboration: Collaboration) -> bool:
    """Partners and the owner propose changes; what holds, the partners decide."""
    return can_see(user, collaboration)


def may_be_offered(user: Person, collaboration: Collaboration) -> bool:
    """Somebody to whom the ownership was offered answers the offer."""
    return collaboration.next_owner_id == user.id or is_partner(user, collaboration)


def acts_for(user: Person, partner: Partner) -> bool:
    """A partner acts for themselves, and the deputy they named while they pause (rule 11)."""
    if not partner.is_active:
        return False
    if partner.person_id == user.id:
        return True
    return partner.id in set(db.session.scalars(deputised(user).with_only_columns(Partner.id)))


def acting_for(user: Person, collaboration: Collaboration) -> list[Partner]:
    """Return the partners somebody may act for in a collaboration: first themselves, then those they stand in for."""
    own = partner_of(user, collaboration)
    others = db.session.scalars(deputised(user).where(Partner.collaboration_id == collaboration.id))
    return ([own] if own is not None else []) + list(others)


def partner_of(user: Person, collaboration: Collaboration) -> Partner | None:
    """Return somebody's present partnership in a collaboration."""
    return db.session.scalar(
        select(Partner).where(
            Partner.collaboration_id == collaboration.id, Partner.person_id == user.id, Partner.left_at.is_(None)
        )
    )


def is_partner(user: Person, collaboration: Collaboration) -> bool:
    """Partners write, suggest, comment and sign."""
    return partner_of(user, collaboration) is not None


def can_see(user: Person, collaboration: Collaboration) -> bool:
    """Partners and the owner see the agreement."""
    return collaboration.owner_id == user.id or is_partner(user, collaboration)


def can_write(user: Person, draft: Draft) -> bool:
    """A draft is written by the partners of its collaboration, a practice lesson by its one person."""
    if draft.practice_of_id is not None:
        return draft.practice_of_id == user.id
    return db.session.scalar(_partnership(user, draft)) is not None


def can_decide(user: Person, draft: Draft) -> bool:
    """Suggestions, comments and sign-offs belong to a collaboration; a practice lesson has none."""
    return draft.collaboration_id is not None and can_write(user, draft)


def can_hold(user: Person, draft: Draft) -> bool:
    """Any lived-experience partner may hold a revision (rule 3)."""
    partner = db.session.scalar(_partnership(user, draft))
    return partner is not None and partner.perspective is Perspective.LIVED_EXPERIENCE


def deputised(user: Person) -> Select[Partner]:
    """Select the paused partners whose deputy somebody is; a deputy who is away or has left stands in for nobody."""
    deputy = aliased(Partner)
    stands_in = and_(deputy.person_id == user.id, deputy.left_at.is_(None), deputy.paused_at.is_(None))
    return (
        select(Partner)
        .join(deputy, and_(deputy.id == Partner.deputy_id, stands_in))
        .where(Partner.left_at.is_(None), Partner.paused_at.is_not(None))
        .order_by(Partner.id)
    )


def _partnership(user: Person, draft: Draft) -> Select[Partner]:
    return select(Partner).where(
        Partner.collaboration_id == draft.collaboration_id, Partner.person_id == user.id, Partner.left_at.is_(None)
    )


def suggestions_visible_to(user: Person) -> Select[Suggestion]:
    """Select the suggestions in somebody's collaborations, and those an owner answers in co-creation."""
    return select(Suggestion).join(Draft, Draft.id == Suggestion.draft_id).where(_talked_about_by(user))


def threads_visible_to(user: Person) -> Select[Thread]:
    """Select the conversations in somebody's collaborations."""
    own = select(Partner.collaboration_id).where(Partner.person_id == user.id, Partner.left_at.is_(None))
    return select(Thread).join(Draft, Draft.id == Thread.draft_id).where(Draft.collaboration_id.in_(own))


def comments_visible_to(user: Person) -> Select[Comment]:
    """Select what was said in somebody's collaborations."""
    threads = threads_visible_to(user).with_only_columns(Thread.id)
    return select(Comment).where(Comment.thread_id.in_(threads))


def can_see_suggestion(user: Person, suggestion: Suggestion) -> bool:
    """Partners see a suggestion; the owner does where the owner answers it."""
    return _has_part(user, suggestion) or can_answer_suggestion(user, suggestion)


def can_discuss(user: Person, suggestion: Suggestion) -> bool:
    """Partners talk about suggestions and say where they stand."""
    return _has_part(user, suggestion)


def can_answer_suggestion(user: Person, suggestion: Suggestion) -> bool:
    """In co-creation the owner answers suggestions, otherwise any partner; how is for rule 3 to say."""
    collaboration = db.session.scalars(
        select(Collaboration)
        .join(Draft, Draft.collaboration_id == Collaboration.id)
        .where(Draft.id == suggestion.draft_id)
    ).one()
    if model_of(collaboration.id) is Model.CO_CREATION:
        return collaboration.owner_id == user.id
    return is_partner(user, collaboration)


def can_talk(user: Person, thread: Thread) -> bool:
    """Partners talk in the conversations of their collaboration."""
    return db.session.scalar(threads_visible_to(user).where(Thread.id == thread.id)) is not None


def can_read(user: Person, comment: Comment) -> bool:
    """Partners read, and may report, what was said."""
    return db.session.scalar(comments_visible_to(user).where(Comment.id == comment.id)) is not None


def handles_reports(user: Person, *_things: object) -> bool:
    """An administrator sees the words somebody reported: no name, no perspective, not where they were said."""
    return is_administrator(user)


def _has_part(user: Person, suggestion: Suggestion) -> bool:
    draft = db.session.get_one(Draft, suggestion.draft_id)
    return db.session.scalar(_partnership(user, draft)) is not None


def _talked_about_by(user: Person) -> ColumnElement[bool]:
    own = select(Partner.collaboration_id).where(Partner.person_id == user.id, Partner.left_at.is_(None))
    owned = select(Collaboration.id).where(Collaboration.owner_id == user.id)
    return or_(Draft.collaboration_id.in_(own), Draft.collaboration_id.in_(owned))


def has_written(user: Person, draft: Draft) -> bool:
    """Whoever writes in a draft, or did before they left: what they send is answered, and not taken when they left."""
    mine = select(Partner.id).where(Partner.collaboration_id == draft.collaboration_id, Partner.person_id == user.id)
    return can_write(user, draft) or db.session.scalar(mine) is not None
