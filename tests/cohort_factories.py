"""Cohorts, ways into them and what was mailed, as rows."""

import re
from datetime import UTC, date, datetime, timedelta

from lms.accounts.models import Role
from lms.cohorts.models import Cohort, CohortInvitation, CohortModule, JoinLink, JoinLinkUse, Participant
from lms.core.clock import now
from lms.core.crypto import encrypt
from lms.core.db import db
from lms.core.tokens import digest
from lms.mail.delivery import deliver_due
from tests.factories import a_grant, a_person, an_organisation, save

START = date(2026, 9, 1)
BEFORE = datetime(2026, 8, 20, 10, tzinfo=UTC)
SINCE = datetime(2026, 9, 10, 10, tzinfo=UTC)


def a_cohort(organisation=None, modules=(), *, name="Autumn team", due_on=None, **changes):
    """Return a cohort of some modules, all due on the same day (or on none)."""
    organisation = organisation or an_organisation()
    values = {"organisation_id": organisation.id, "starts_on": START, "created_at": now()}
    cohort = save(Cohort(name=name, **{**values, **changes}))
    for position, module in enumerate(modules, start=1):
        save(CohortModule(cohort_id=cohort.id, module_id=module.id, position=position, due_on=due_on))
    db.session.expire_all()
    return cohort


def a_coordinated_cohort(modules=(), **changes):
    """Return Fin, who coordinates, and a cohort of his organisation."""
    organisation = an_organisation()
    fin = a_person("Fin Berg")
    a_grant(fin, Role.COORDINATOR, organisation=organisation)
    return fin, a_cohort(organisation, modules, created_by_id=fin.id, **changes)


def a_facilitator(cohort, name="Dana Krogh"):
    dana = a_person(name)
    a_grant(dana, Role.FACILITATOR, cohort=cohort)
    return dana


def a_participant(cohort, person, **changes):
    return save(Participant(**{"cohort_id": cohort.id, "person_id": person.id, "joined_at": now(), **changes}))


def an_invitation(cohort, email, *, token="invitation-token", by=None, **changes):
    values = {
        "cohort_id": cohort.id, "email": email, "language": "en", "token_hash": digest(token), "created_at": now(),
        "expires_at": now() + timedelta(days=14), "created_by_id": by and by.id,
    }  # fmt: skip
    return save(CohortInvitation(**{**values, **changes}))


def a_link(cohort, *, token="link-token", seats=10, by=None, **changes):
    values = {
        "cohort_id": cohort.id, "token_hash": digest(token), "token_sealed": encrypt(token), "seats": seats,
        "created_at": now(), "created_by_id": by and by.id, "expires_at": now() + timedelta(days=7),
    }  # fmt: skip
    return save(JoinLink(**{**values, **changes}))


def a_use(link, email, *, token="use-token", **changes):
    """Return somebody who has typed an address on a link's page and got the mail."""
    values = {
        "link_id": link.id, "email": email, "name": "Ada Lund", "token_hash": digest(token), "language": "en",
        "created_at": now(), "expires_at": now() + timedelta(hours=24),
    }  # fmt: skip
    return save(JoinLinkUse(**{**values, **changes}))


class Inbox(list):
    """A transport that keeps what it is given."""

    def send(self, message):
        self.append(message)


def delivered(app):
    """Send what waits in the outbox; return the messages."""
    kept, app.extensions["lms.mail_transport"] = app.extensions["lms.mail_transport"], Inbox()
    try:
        deliver_due(app)
        return app.extensions["lms.mail_transport"]
    finally:
        app.extensions["lms.mail_transport"] = kept
        db.session.expire_all()


def token_in(message):
    """Return the token of the link in a mail."""
    return re.search(r"/join/([\w-]+)", message.text).group(1)
