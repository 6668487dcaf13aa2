"""The demo's accounts, offered as buttons on its sign-in page. Outside the demo their password is refused."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

PASSWORD = "demo-password"  # noqa: S105 (known to everybody on purpose; the demo is served on loopback only)


@dataclass(frozen=True)
class DemoAccount:
    """Somebody to sign in as. `part` says what they come to do."""

    email: str
    name: str
    part: Any  # in the reader's language

    @property
    def key(self) -> str:
        """Return what the account is known by: the part of its address before the @."""
        return self.email.partition("@")[0]


ACCOUNTS = (
    DemoAccount("learner@demo.example", "Ada Lund", _("Learner")),
    DemoAccount("peer@demo.example", "Bea Holst", _("Peer expert")),
    DemoAccount("author@demo.example", "Carl Friis", _("Professional author")),
    DemoAccount("facilitator@demo.example", "Dana Krogh", _("Facilitator")),
    DemoAccount("employer@demo.example", "Erik Dam", _("Employer")),
    DemoAccount("coordinator@demo.example", "Fin Berg", _("Coordinator")),
    DemoAccount("admin@demo.example", "Gry Holm", _("Administrator")),
)
