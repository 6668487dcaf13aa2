"""Telling partners once that the day has come on which they wanted to look at their agreement again (rule 1)."""

from sqlalchemy import select

from lms.core.clock import today
from lms.core.db import db
from lms.studio.models import AgreementVersion, Collaboration, Notice
from lms.studio.notices import tell

KIND = "review_day"


def tell_review_days() -> None:
    """Tell the partners of every agreement whose day has come. A version of an agreement is told of once."""
    told = select(Notice.thing_id).where(Notice.kind == KIND, Notice.thing_id.is_not(None))
    due = (
        select(Collaboration, AgreementVersion.id)
        .join(AgreementVersion, AgreementVersion.collaboration_id == Collaboration.id)
        .where(
            Collaboration.ended_at.is_(None),
            Collaboration.agreement_id.is_not(None),
            AgreementVersion.in_force_at.is_not(None),
            AgreementVersion.review_on <= today(),
            AgreementVersion.id.not_in(told),
        )
    )
    for collaboration, version in db.session.execute(due).unique().all():
        if version == collaboration.holding.id and collaboration.pending is None:
            tell(collaboration.active_partners, KIND, thing_id=version)
