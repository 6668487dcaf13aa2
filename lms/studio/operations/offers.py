"""Telling partners that files propose something for a lesson of theirs (rule 2).

An import knows nothing of the studio: it keeps what it may not publish as a proposal. A job finds the new ones here.
"""

from sqlalchemy import and_, select

from lms.core.db import db
from lms.curriculum.models import Agreement, Lesson, Proposal
from lms.studio.models import Collaboration, Draft, Notice
from lms.studio.notices import tell

KIND = "proposal"


def tell_proposals() -> None:
    """Tell the partners of a lesson of each proposal once. Whoever is paused finds it on the module's desk."""
    told = select(Notice.thing_id).where(Notice.kind == KIND, Notice.thing_id.is_not(None))
    new = (
        select(Proposal.id, Collaboration, Draft.id)
        .join(Lesson, Lesson.id == Proposal.lesson_id)
        .join(Collaboration, Collaboration.module_id == Lesson.module_id)
        .join(Agreement, Agreement.id == Collaboration.agreement_id)
        .outerjoin(
            Draft,
            and_(
                Draft.lesson_id == Lesson.id,
                Draft.collaboration_id == Collaboration.id,
                Draft.closed_at.is_(None),
            ),
        )
        .where(Collaboration.ended_at.is_(None), Proposal.created_at >= Agreement.in_force_at, Proposal.id.not_in(told))
        .order_by(Proposal.id)
    )
    for proposal, collaboration, draft in db.session.execute(new).unique().all():
        here = [partner for partner in collaboration.active_partners if partner.paused_at is None]
        tell(here, KIND, draft_id=draft, thing_id=proposal)
