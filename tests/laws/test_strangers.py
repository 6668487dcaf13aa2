"""Nothing that has a number opens to somebody else: not to a stranger, a coordinator elsewhere or a former participant.

An administrator opens accounts and organisations, and nobody's learning, journal, certificates or cohorts.
"""

import pytest
from sqlalchemy import select

from lms.accounts.models import Grant, Invitation, Membership, Role, Visit
from lms.cohorts.models import Cohort, CohortInvitation, Participant
from lms.core.db import db
from lms.learning.models import Certificate, JournalEntry
from lms.tools.models import Worksheet
from tests.cohort_factories import a_participant
from tests.factories import a_coordinator, a_person, an_administrator, an_organisation, browser
from tests.pages import furnished

STRANGERS = ("signed out", "stranger", "coordinator elsewhere", "former participant", "administrator")
SHUT = {401, 403, 404}
THEIR_OWN = {"cohorts.leave"}  # whoever was in a cohort may say once more that they leave it


@pytest.fixture
def strangers(app):
    furnished(app)
    cohort = db.session.scalars(select(Cohort)).unique().first()
    former = a_person("Former Participant")
    a_participant(cohort, former, left_at=cohort.created_at)
    people = {
        "signed out": None,
        "stranger": a_person("Eve Stranger"),
        "coordinator elsewhere": a_coordinator("Ole Elsewhere", an_organisation("Elsewhere")),
        "former participant": former,
        "administrator": an_administrator(),
    }
    assert set(people) == set(STRANGERS)
    return {who: browser(app, person) for who, person in people.items()}


def test_nothing_with_a_number_opens_to_anybody_else(app, strangers):
    numbers = _numbers()
    opened = []
    for rule in app.url_map.iter_rules():
        names = [name for name in rule.arguments if name in numbers or name == "person"]
        for method in sorted(rule.methods & {"GET", "POST"}) if names else ():
            path = app.url_map.bind("").build(rule.endpoint, _values(rule, numbers), method=method)
            for who, client in strangers.items():
                answer = None if _may(who, rule.endpoint) else client.open(path, method=method)
                if answer is not None and not _is_shut(answer):
                    opened.append(f"{who}: {method} {path} {answer.status_code}")
    assert not opened, "begin these with a rule of policy.py or a select of visible_to:\n" + "\n".join(opened)


def _numbers() -> dict[str, int]:
    """Return a real number of each kind, all of the demo's people."""
    kinds = {
        "cohort_id": Cohort, "certificate_id": Certificate, "entry_id": JournalEntry, "participant_id": Participant,
        "membership_id": Membership, "visit_id": Visit, "sheet_id": Worksheet,
    }  # fmt: skip
    found = {name: db.session.scalars(select(kind.id).order_by(kind.id)).first() for name, kind in kinds.items()}
    found["grant_id"] = db.session.scalars(select(Grant.id).where(Grant.role == Role.FACILITATOR)).first()
    found["organisation_id"] = db.session.scalars(select(Cohort.organisation_id)).first()
    found["invitation_id"] = db.session.scalars(select(CohortInvitation.id)).first()
    assert None not in found.values(), found
    return found


def _values(rule, numbers) -> dict[str, object]:
    values = {name: numbers.get(name, "x") for name in rule.arguments}
    if "person" in values:
        values["person"] = db.session.scalars(select(Participant.person_id)).first()
    if rule.endpoint == "learning.switch_certificate":
        values["shown"] = "name"
    if rule.endpoint.startswith("admin.") and "invitation_id" in values:
        values["invitation_id"] = db.session.scalars(select(Invitation.id)).first()
    return values


def _is_shut(answer) -> bool:
    return answer.status_code in SHUT or answer.headers.get("Location", "").startswith("/login?")


def _may(who: str, endpoint: str) -> bool:
    if who == "former participant":
        return endpoint in THEIR_OWN
    return who == "administrator" and endpoint.startswith("admin.")
