"""Who may administer the installation."""

from lms.accounts.models import Person, Role


def can_administer(user: Person) -> bool:
    """An administrator may, within the administration's pages only: nobody's answers, stories or perspectives."""
    return any(grant.role is Role.ADMINISTRATOR and grant.ended_at is None for grant in user.grants)
