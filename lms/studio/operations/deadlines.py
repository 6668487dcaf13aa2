"""Telling partners once that a time ends soon: a joint decision's working days, and the day to look at the agreement (rule 11).

Nobody who is paused is told: for them a deadline waits; back again they are told then, if it is still to come. The days to
think again about a story are not told by a notice: a row beside a partner would say who told it. The inbox reads them when
its owner opens it (`lms.studio.ownership.days_end`).
"""

from datetime import timedelta

from sqlalchemy import select

from lms.core.clock import now, today
from lms.core.db import db
from lms.studio import working_days
from lms.studio.joint_decisions import partners_of, standing_of
from lms.studio.models import AgreementVersion, Collaboration, Draft, Notice, Partner, Suggestion, SuggestionVoice
from lms.studio.notices import tell

DECISION, REVIEW, REVIEW_NEAR = "deadline_near", "review_day", "review_near"
AHEAD = timedelta(days=7)  # before the day to look at the agreement again


def tell_decisions() -> None:
    """Tell who has not said where they stand, from the working day before the last one on."""
    open_votes = (
        select(Suggestion)
        .join(Draft, Draft.id == Suggestion.draft_id)
        .join(Collaboration, Collaboration.id == Draft.collaboration_id)
        .where(Suggestion.vote_opened_at.is_not(None), Suggestion.outcome.is_(None), Collaboration.ended_at.is_(None))
        .order_by(Suggestion.id)
    )
    moment = now()
    soon = working_days.after(moment, days=1)
    for suggestion in db.session.scalars(open_votes).all():
        until = standing_of(suggestion).until
        if until is not None and moment < until <= soon:
            spoke = set(_spoke(suggestion))
            silent = [partner for partner in partners_of(suggestion.draft_id) if partner.id not in spoke]
            _tell(silent, DECISION, draft_id=suggestion.draft_id, thing_id=suggestion.id)


def tell_review_days() -> None:
    """Tell the partners of every agreement a week before its day, and on the day; of each version once."""
    soon = (
        select(Collaboration, AgreementVersion)
        .join(AgreementVersion, AgreementVersion.collaboration_id == Collaboration.id)
        .where(
            Collaboration.ended_at.is_(None),
            Collaboration.agreement_id.is_not(None),
            AgreementVersion.in_force_at.is_not(None),
            AgreementVersion.review_on <= today() + AHEAD,
        )
        .order_by(AgreementVersion.id)
    )
    for collaboration, version in db.session.execute(soon).unique().all():
        if version is collaboration.holding and collaboration.pending is None:
            kind = REVIEW if version.review_on <= today() else REVIEW_NEAR
            _tell(collaboration.active_partners, kind, thing_id=version.id)


def _spoke(suggestion: Suggestion) -> list[int]:
    found = select(SuggestionVoice.partner_id).where(SuggestionVoice.suggestion_id == suggestion.id)
    return list(db.session.scalars(found))


def _tell(partners: list[Partner], kind: str, *, draft_id: int | None = None, thing_id: int) -> None:
    """Tell those who are here and have not been told of this yet."""
    told = set(db.session.scalars(select(Notice.partner_id).where(Notice.kind == kind, Notice.thing_id == thing_id)))
    here = [partner for partner in partners if partner.paused_at is None and partner.id not in told]
    tell(here, kind, draft_id=draft_id, thing_id=thing_id)
