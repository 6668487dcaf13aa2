"""Who may administer the installation, and which accounts they are shown."""

from sqlalchemy import Select

from lms.accounts.models import Person
from lms.accounts.policy import is_administrator, visible_to


def can_administer(user: Person, *_things: object) -> bool:
    """An administrator may, within the administration's pages only: nobody's answers, stories or perspectives."""
    return is_administrator(user)


def people_shown_to(user: Person) -> Select[Person]:
    """Select the accounts an administrator is shown: every one that was not erased."""
    return visible_to(user)
