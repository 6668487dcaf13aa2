"""Which packages keep something about people, and the columns each answers for (a law counts them)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lms.accounts import personal_data as accounts
from lms.accounts.models import Person
from lms.activity import personal_data as activity
from lms.cohorts import personal_data as cohorts
from lms.home import personal_data as home
from lms.learning import personal_data as learning
from lms.mail import personal_data as mail
from lms.measures import personal_data as measures
from lms.studio import personal_data as studio
from lms.tools import personal_data as tools


@dataclass(frozen=True)
class Part:
    """One package's share of a person's data. `claims` are the columns that point to people, as `table.column`."""

    name: str
    export: Callable[[Person], dict[str, Any]]
    erase: Callable[[Person], None]
    claims: frozenset[str]


def _erase_mails(person: Person) -> None:
    mail.erase(person, address=person.email)


# In the order of erasure: the account itself goes last, because the others still ask it for the address.
PARTS = (
    Part("cohorts", cohorts.export, cohorts.erase, frozenset(cohorts.CLAIMS)),
    Part("studio", studio.export, studio.erase, frozenset(studio.CLAIMS)),
    Part("tools", tools.export, tools.erase, frozenset(tools.CLAIMS)),
    Part("learning", learning.export, learning.erase, frozenset(learning.CLAIMS)),
    Part("measures", measures.export, measures.erase, frozenset(measures.CLAIMS)),
    Part("home", home.export, home.erase, frozenset(home.CLAIMS)),
    Part("activity", activity.export, activity.erase, frozenset(activity.CLAIMS)),
    Part("mail", mail.export, _erase_mails, frozenset(mail.CLAIMS)),
    Part("accounts", accounts.export, accounts.erase, frozenset(accounts.CLAIMS)),
)
