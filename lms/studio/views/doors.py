"""Loads what a page is about, for `@permit`. What somebody may not see isn't there for them: 404, never 403."""

from flask_login import current_user
from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Lesson, Module
from lms.studio import policy
from lms.studio.models import Collaboration, Draft, Partner


def collaboration_of(module: str) -> Collaboration | None:
    """Return the visible collaboration on a module, by its slug."""
    visible = policy.visible_to(current_user).join(Module, Module.id == Collaboration.module_id)
    return db.session.scalar(visible.where(Module.slug == module))


def draft_of(lesson: str) -> Draft | None:
    """Return the visible open draft of a lesson, by its slug."""
    visible = policy.drafts_visible_to(current_user).join(Lesson, Lesson.id == Draft.lesson_id)
    return db.session.scalar(visible.where(Lesson.slug == lesson, Draft.closed_at.is_(None)))


def draft_by_id(draft: int) -> Draft | None:
    """Return a visible draft."""
    return db.session.scalar(policy.drafts_visible_to(current_user).where(Draft.id == draft))


def me_in(collaboration_id: int | None) -> Partner | None:
    """Return the signed-in person's present partnership in a collaboration."""
    return db.session.scalar(
        select(Partner).where(
            Partner.collaboration_id == collaboration_id,
            Partner.person_id == current_user.id,
            Partner.left_at.is_(None),
        )
    )


def left_draft(draft: int) -> Draft | None:
    """Return a draft of a collaboration the signed-in person has left."""
    mine = select(Partner.collaboration_id).where(Partner.person_id == current_user.id)
    return db.session.scalar(select(Draft).where(Draft.id == draft, Draft.collaboration_id.in_(mine)))
