"""What the studio holds about a person: export and erasure (rule 5)."""

from typing import Any

from lms.accounts.models import Person

CLAIMS = frozenset(
    {
        "collaborations.owner_id",
        "collaborations.next_owner_id",
        "agreement_versions.proposed_by_id",
        "partners.person_id",
        "seat_invitations.invited_by_id",
        "drafts.practice_of_id",
        "draft_conflicts.person_id",
        "comments.hidden_by_id",
        "story_owners.person_id",
        "hours_entries.person_id",
    }
)


def export(person: Person) -> dict[str, Any]:  # noqa: ARG001
    """Return what the studio holds about a person."""
    return {}


def erase(person: Person) -> None:
    """Take a person out of the studio."""
