"""Who may run cohorts, and see what of them."""

from lms.accounts.models import Person, Role


def runs_cohorts(user: Person) -> bool:
    """Coordinators and facilitators run cohorts."""
    return any(grant.role in {Role.COORDINATOR, Role.FACILITATOR} and grant.ended_at is None for grant in user.grants)
