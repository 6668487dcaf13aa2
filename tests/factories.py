"""People and things for tests: plain functions with sensible defaults. Named people: Ada learns, Bea and Bo are peer experts,
Carl the professional, Dana facilitates, Eve is a stranger, Fin coordinates, Gry administers."""

from lms.accounts.models import Grant, Membership, Organisation, OrganisationKind, Person, Role
from lms.accounts.operations import visits
from lms.core.clock import now, today
from lms.core.danish import sort_key
from lms.core.db import db


def save(*things):
    """Commit things as if an earlier request had made them; returns the first."""
    db.session.add_all(things)
    db.session.commit()
    return things[0]


def a_person(name="Ada Lund", *, email=None, **changes):
    email = email or f"{name.split()[0].lower()}@work.example"
    values = {"language": "en", "created_at": now(), "sort_key": sort_key(name)}
    return save(Person(name=name, email=email, **{**values, **changes}))


def an_organisation(name="Nordby Jobcenter", kind=OrganisationKind.JOB_CENTRE, country="DK", **changes):
    return save(
        Organisation(name=name, sort_key=sort_key(name), kind=kind, country=country, created_at=now(), **changes)
    )


def a_member(person, organisation):
    save(Membership(person_id=person.id, organisation_id=organisation.id, starts_on=today()))
    return person


def a_grant(person, role=Role.ADMINISTRATOR, *, organisation=None, cohort=None):
    scope = {"organisation_id": organisation and organisation.id, "cohort_id": cohort and cohort.id}
    return save(Grant(person_id=person.id, role=role, created_at=now(), **scope))


def an_administrator(name="Gry Holm", **changes):
    person = a_person(name, **changes)
    a_grant(person)
    return person


def a_coordinator(name="Fin Berg", organisation=None, **changes):
    person = a_person(name, **changes)
    a_grant(person, Role.COORDINATOR, organisation=organisation or an_organisation())
    return person


def browser(app, person=None):
    """Return a browser, signed in as `person` if one is given."""
    client = app.test_client()
    if person is not None:
        token = visits.begin(person, device="Test browser")
        db.session.commit()
        client.set_cookie("lms_visit", token)
    return client
