"""Who may see what is a partner's alone: nobody else, not the owner, not an administrator (rule 11)."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.core.db import db
from lms.studio.models import HoursEntry, Partner, Publication


def owns_hours(user: Person, entry: HoursEntry) -> bool:
    """Hours are read and deleted by who noted them, and by nobody else."""
    return entry.person_id == user.id


def was_part_of(user: Person, publication: Publication) -> bool:
    """Whoever writes or wrote along in the work that published something may say how that was."""
    publisher = aliased(Partner)
    mine = (
        select(Partner.id)
        .join(publisher, publisher.collaboration_id == Partner.collaboration_id)
        .where(Partner.person_id == user.id, publisher.id == publication.partner_id)
    )
    return db.session.scalar(mine.limit(1)) is not None
