"""Who may see what is a partner's alone: nobody else, not the owner, not an administrator (rule 11)."""

from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Lesson
from lms.studio.models import Collaboration, HoursEntry, Partner, Publication


def owns_hours(user: Person, entry: HoursEntry) -> bool:
    """Hours are read and deleted by who noted them, and by nobody else."""
    return entry.person_id == user.id


def was_part_of(user: Person, publication: Publication) -> bool:
    """Whoever writes or wrote along in a lesson's module may say how that was."""
    mine = (
        select(Partner.id)
        .join(Collaboration, Collaboration.id == Partner.collaboration_id)
        .join(Lesson, Lesson.module_id == Collaboration.module_id)
        .where(Partner.person_id == user.id, Lesson.id == publication.lesson_id)
    )
    return db.session.scalar(mine.limit(1)) is not None
