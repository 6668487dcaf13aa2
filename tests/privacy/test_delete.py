"""Deleting one's account: everything of the person goes, the number stays."""

import pytest
from sqlalchemy import select

from lms.accounts.models import Invitation, Person, Role, Visit
from lms.activity.models import Area, TrailEntry
from lms.activity.operations import record
from lms.cli.users import users
from lms.cohorts.models import Cohort, CohortInvitation, Participant
from lms.core.clock import now, today
from lms.core.db import Base, db
from lms.core.errors import DomainError
from lms.home.models import Finding
from lms.home.operations import note_help_line
from lms.learning.models import Certificate, Learner
from lms.mail.operations import post
from lms.privacy.operations import erase
from tests.factories import a_coordinator, a_grant, a_member, a_person, an_administrator, an_organisation, browser, save
from tests.learning_factories import a_module

NAME, EMAIL = "Zebedee Marker", "zebedee.marker@work.example"


def rows_with(marker):
    """Return 'table.column' of everything in the database that holds the marker as text."""
    found = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)).mappings():
            found += [f"{table.name}.{column}" for column, value in row.items() if marker.lower() in str(value).lower()]
    return found


def zebedee_everywhere():
    """Return a person who has left something in every package."""
    organisation = an_organisation()
    person = a_member(a_person(NAME, email=EMAIL), organisation)
    a_grant(person, Role.COORDINATOR, organisation=organisation)
    cohort = save(Cohort(organisation_id=organisation.id, name="Autumn", starts_on=today(), created_at=now()))
    moment = {"created_at": now(), "expires_at": now()}
    save(
        Participant(cohort_id=cohort.id, person_id=person.id, joined_at=now()),
        CohortInvitation(cohort_id=cohort.id, email=EMAIL, language="en", **moment),
        Invitation(email=EMAIL, language="en", **moment),
    )
    learner = save(Learner(person_id=person.id, created_at=now()))
    module = a_module()
    save(
        Certificate(
            learner_id=learner.id, module_id=module.id, token="t" * 22, name=NAME, title="First steps", language="en", minutes=60, lines=[],
            completed_at=now(), issued_at=now(),
        )
    )  # fmt: skip
    record(Area.ADMINISTRATION, "created", "person", person.id, by=person.id)
    note_help_line("gb-samaritans", Finding.RIGHT, by=person)
    post("accounts.welcome", to=person, language="en")
    post("accounts.link", address=EMAIL, language="en", parameters={"purpose": "sign_in"})
    db.session.commit()
    return person


def test_signed_out_people_are_sent_to_sign_in(client):
    assert "/login" in client.get("/account/delete").headers["Location"]
    assert client.post("/account/delete", data={"email": EMAIL}).status_code == 401


@pytest.mark.parametrize("typed", ["", "somebody@else.example", "not an address"])
def test_nothing_goes_without_the_own_address(app, typed):
    ada = a_person()
    page = browser(app, ada).post("/account/delete?lang=en", data={"email": typed})
    assert page.status_code == 422
    assert 'id="email-error"' in page.text
    assert db.session.get(Person, ada.id).erased_at is None


def test_the_last_administrator_is_kindly_refused(app):
    gry = an_administrator()
    page = browser(app, gry).post("/account/delete?lang=en", data={"email": gry.email})
    assert page.status_code == 422
    assert "Make somebody else an administrator first" in page.text
    assert db.session.get(Person, gry.id).email == gry.email


def test_an_administrator_may_go_when_another_stays(app):
    an_administrator("Hal Other")
    gry = an_administrator()
    assert browser(app, gry).post("/account/delete", data={"email": gry.email}).status_code == 302


def test_the_page_says_what_goes_and_what_stays(app):
    page = browser(app, a_person()).get("/account/delete?lang=en").text
    for words in ("What goes", "What stays, and why", "30 days", "call them back"):
        assert words in page


def test_the_person_is_signed_out_everywhere_and_told_so(app):
    ada = a_person()
    here, elsewhere = browser(app, ada), browser(app, ada)
    answer = here.post("/account/delete", data={"email": f"  {ada.email.upper()} "})
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer.headers["Location"].endswith("/account/deleted")
    assert here.get("/account/deleted?lang=en").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert db.session.query(Visit).count() == 0


def test_no_trace_of_name_or_address_is_left_anywhere(app):
    zebedee = zebedee_everywhere()
    assert rows_with("zebedee")
    erase(zebedee, confirmed_by=EMAIL)
    db.session.commit()
    assert rows_with("zebedee") == []


def test_the_number_stays_so_that_acts_keep_their_actor(app):
    zebedee = zebedee_everywhere()
    erase(zebedee, confirmed_by=EMAIL)
    db.session.commit()
    tombstone = db.session.get(Person, zebedee.id)
    assert (tombstone.name, tombstone.email) == ("", None)
    assert tombstone.erased_at is not None
    assert {entry.actor_id for entry in db.session.query(TrailEntry)} == {zebedee.id}


def test_other_people_keep_everything(app):
    fin = a_coordinator(organisation=an_organisation("Sydby Kommune"))
    erase(zebedee_everywhere(), confirmed_by=EMAIL)
    db.session.commit()
    assert db.session.get(Person, fin.id).name == "Fin Berg"


def test_an_account_is_erased_once(app):
    ada = a_person()
    address = ada.email
    erase(ada, confirmed_by=address)
    db.session.commit()
    with pytest.raises(DomainError):
        erase(ada, confirmed_by=address)


def test_an_account_a_backup_brought_back_is_emptied_again(app):
    person = zebedee_everywhere()
    run = app.test_cli_runner().invoke(users, ["erase-again", str(person.id), "999999"], catch_exceptions=False)
    assert f"{person.id}: emptied again" in run.output
    assert "999999: nothing to empty" in run.output
    db.session.expire_all()
    assert rows_with("Zebedee") == []
    again = app.test_cli_runner().invoke(users, ["erase-again", str(person.id)], catch_exceptions=False)
    assert "nothing to empty" in again.output
