"""What a collaboration still lacks: to start, to publish, and to call a lesson co-produced (rules 1 and 2)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from lms.studio.models import Model, Partner, Perspective

# Fewer than this with a lived-experience perspective, and a lesson is published as co-creation (rule 2).
PEERS_FOR_PARITY = 2


class Missing(StrEnum):
    """What stands between a proposal and its start."""

    ANSWERS = "answers"
    LIVED_EXPERIENCE = "lived_experience"
    PROFESSIONAL = "professional"
    INDEPENDENT = "independent"


def missing_to_start(partners: Iterable[Partner], *, waiting: int) -> list[Missing]:
    """Return what is missing among the active `partners`, with so many invitations `waiting` for an answer."""
    active = [partner for partner in partners if partner.is_active]
    peers = with_perspective(active, Perspective.LIVED_EXPERIENCE)
    missing = [Missing.ANSWERS] if waiting else []
    if not peers:
        missing.append(Missing.LIVED_EXPERIENCE)
    if not with_perspective(active, Perspective.PROFESSIONAL):
        missing.append(Missing.PROFESSIONAL)
    if peers and all(partner.employed_by_owner for partner in peers):
        missing.append(Missing.INDEPENDENT)
    return missing


def empty_perspectives(partners: Iterable[Partner]) -> list[Missing]:
    """Return which of the two perspectives nobody speaks from any more: drafting goes on, publication waits."""
    missing = missing_to_start(partners, waiting=0)
    return [each for each in missing if each in {Missing.LIVED_EXPERIENCE, Missing.PROFESSIONAL}]


def lacks_parity(partners: Iterable[Partner], model: Model) -> bool:
    """Tell whether, under co-production, too few speak from lived experience for a lesson to be called co-produced."""
    active = [partner for partner in partners if partner.is_active]
    peers = with_perspective(active, Perspective.LIVED_EXPERIENCE)
    return model is Model.CO_PRODUCTION and 0 < len(peers) < PEERS_FOR_PARITY


def with_perspective(partners: Sequence[Partner], perspective: Perspective) -> list[Partner]:
    """Return those who speak from a perspective."""
    return [partner for partner in partners if partner.perspective is perspective]
