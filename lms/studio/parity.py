"""What a publication needs, and under which status it would stand (rule 2). It follows from who is there and who signed.

The triggers in `lms.studio.triggers` hold the same against everybody who writes to the database.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Status
from lms.studio.joint_decisions import model_of
from lms.studio.models import (
    Candidate,
    CandidateText,
    Model,
    Partner,
    Perspective,
    PublicationKind,
    SignOff,
)
from lms.studio.readiness import PEERS_FOR_PARITY

LIVED, PROFESSIONAL = Perspective.LIVED_EXPERIENCE, Perspective.PROFESSIONAL


@dataclass(frozen=True)
class Need:
    """How many sign-offs are needed, of whom. `anybody` is for co-creation, where the owner decides."""

    status: Status
    lived: int = 0
    professional: int = 0
    anybody: int = 0


@dataclass(frozen=True)
class Signature:
    """A sign-off that counts: of whom, in which language, by whose hand."""

    partner_id: int
    hand_id: int
    perspective: Perspective
    language: str


def active_partners(collaboration_id: int) -> list[Partner]:
    """Return the partners who are there, paused ones too."""
    found = select(Partner).where(Partner.collaboration_id == collaboration_id, Partner.left_at.is_(None))
    return list(db.session.scalars(found.order_by(Partner.id).execution_options(populate_existing=True)))


def need_of(collaboration_id: int) -> Need | None:
    """Return what a publication needs now; None while publication waits: no agreement holds, or a perspective is empty."""
    model = model_of(collaboration_id)
    perspectives = [partner.perspective for partner in active_partners(collaboration_id)]
    if model is None or LIVED not in perspectives or PROFESSIONAL not in perspectives:
        return None
    if model is Model.CO_CREATION:
        return Need(Status.CO_CREATION, anybody=1)
    if perspectives.count(LIVED) < PEERS_FOR_PARITY:
        return Need(Status.CO_CREATION, lived=1, professional=1)
    return Need(Status.CO_PRODUCTION, lived=PEERS_FOR_PARITY, professional=1)


def signatures(candidate: Candidate) -> list[Signature]:
    """Return the sign-offs on a candidate that count: of partners who are there and read the language."""
    rows = db.session.execute(
        select(SignOff, Partner, CandidateText.language)
        .join(CandidateText, CandidateText.id == SignOff.text_id)
        .join(Partner, Partner.id == SignOff.partner_id)
        .where(CandidateText.candidate_id == candidate.id, Partner.left_at.is_(None))
        .order_by(SignOff.id)
    )
    return [
        Signature(partner.id, sign_off.by_deputy_id or partner.id, partner.perspective, language)
        for sign_off, partner, language in rows
        if language in partner.reads
    ]


def left_of(need: Need, found: Iterable[Signature]) -> Need:
    """Return how many sign-offs are still missing. A deputy who signed for two is one person."""
    found = list(found)
    return Need(
        need.status,
        lived=max(need.lived - _hands(found, LIVED), 0),
        professional=max(need.professional - _hands(found, PROFESSIONAL), 0),
        anybody=max(need.anybody - len({each.hand_id for each in found}), 0),
    )


def is_enough(need: Need, found: Iterable[Signature]) -> bool:
    """Tell whether these sign-offs suffice."""
    left = left_of(need, found)
    return not (left.lived or left.professional or left.anybody)


def languages_signed(candidate: Candidate, need: Need) -> list[str]:
    """Return the languages in which a candidate may be published; for a withdrawal all of them, or none."""
    found = signatures(candidate)
    languages = [text.language for text in candidate.texts]
    if candidate.kind is PublicationKind.WITHDRAWAL:
        return languages if is_enough(need, found) else []
    return [
        language for language in languages if is_enough(need, [each for each in found if each.language == language])
    ]


def both_signed(candidate: Candidate, languages: Collection[str]) -> bool:
    """Tell whether both perspectives have signed a candidate in one of these languages each."""
    found = [each for each in signatures(candidate) if each.language in languages]
    return bool(_hands(found, LIVED)) and bool(_hands(found, PROFESSIONAL))


def _hands(found: Iterable[Signature], perspective: Perspective) -> int:
    return len({each.hand_id for each in found if each.perspective is perspective})
