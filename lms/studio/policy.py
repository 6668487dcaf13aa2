"""Who may do what in the studio. Partner is not a role somebody grants: it follows from an accepted agreement (rule 1)."""

from sqlalchemy import Select, or_, select

from lms.accounts.models import Person
from lms.core.db import db
from lms.studio.models import Collaboration, Draft, Partner, Perspective


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


def _partnership(user: Person, draft: Draft) -> Select[Partner]:
    return select(Partner).where(
        Partner.collaboration_id == draft.collaboration_id, Partner.person_id == user.id, Partner.left_at.is_(None)
    )
