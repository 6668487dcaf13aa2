"""What the studio holds about a person: export and erasure (rule 5)."""

from typing import Any

from lms.accounts.models import Person
from lms.studio.erasing import erase as take_out
from lms.studio.exporting import exported

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


def export(person: Person) -> dict[str, Any]:
    """Return what somebody did and wrote in the studio, and the stories that are theirs."""
    return exported(person)


def erase(person: Person) -> None:
    """Take somebody out of the studio; `lms.studio.erasing` says what goes, what stays, and why."""
    take_out(person)
