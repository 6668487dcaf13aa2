"""What the addresses of the examples in `pages.py` point to: people, a cohort, links that came by mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from lms.accounts.entering import WAITING, WAITS_FOR
from lms.accounts.models import Invitation, Link, LinkPurpose, Person
from lms.cohorts.models import Cohort, CohortInvitation
from lms.cohorts.operations import links
from lms.core.clock import now
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.core.tokens import digest
from lms.learning.models import Certificate
from lms.learning.operations import journal

EMAIL = "{}@demo.example"
NOBODY, LEARNER, FACILITATOR, COORDINATOR, ADMIN = "", "learner", "facilitator", "coordinator", "admin"
GRADUATE, HALF_WAY = "graduate", "half_way"  # has a certificate; has given the password and not yet the code


@dataclass(frozen=True)
class Things:
    """What the addresses of the examples point to."""

    people: dict[str, Person]
    organisation: int
    cohort: int
    entry: int
    certificate: int
    certificate_token: str
    join_token: str


def things_for_pages() -> Things:
    people = {who: _person(EMAIL.format(who)) for who in (LEARNER, FACILITATOR, COORDINATOR, ADMIN)}
    certificate = db.session.scalars(select(Certificate).order_by(Certificate.id)).first()
    certificate.shows_module = certificate.shows_name = True
    people[GRADUATE] = certificate.learner.person
    cohort = db.session.scalars(select(Cohort)).unique().one()
    soon = now() + timedelta(days=7)
    with force_locale("en"):
        link = links.offer(cohort, seats=20, expires_at=soon, by=people[COORDINATOR])
        entry = _two_texts(people[LEARNER])
    _mailed(people, cohort, soon)
    db.session.commit()
    return Things(
        people=people,
        organisation=cohort.organisation_id,
        cohort=cohort.id,
        entry=entry,
        certificate=certificate.id,
        certificate_token=certificate.token,
        join_token=decrypt(link.token_sealed),
    )


def half_way(app: Flask, person: Person) -> str:
    """Return the session cookie of a browser that waits for the second factor's code."""
    session = {WAITING: {"person": person.id, "until": (now() + WAITS_FOR).timestamp(), "to": ""}}
    return app.session_interface.get_signing_serializer(app).dumps(session)


def _person(email: str) -> Person:
    return db.session.scalars(select(Person).where(Person.email == email)).unique().one()


def _two_texts(person: Person) -> int:
    """Return an entry beside which another page's text was set aside."""
    first = journal.writing("I asked before I wrote it down.\nThat was new to me.", version=0, writer="first-page")
    entry = journal.write_note(first, language="en", by=person).entry
    journal.rewrite(entry, journal.writing("I did not ask, and noticed it later.", version=0, writer="other-page"))
    return entry.id


def _mailed(people: dict[str, Person], cohort: Cohort, soon: datetime) -> None:
    """Make what arrives by mail, under tokens that the examples know."""
    dates = {"created_at": now(), "expires_at": soon}
    for purpose in LinkPurpose:
        row = Link(
            person_id=people[LEARNER].id,
            purpose=purpose,
            new_email="new@demo.example",
            token_hash=digest(purpose),
            **dates,
        )
        db.session.add(row)
    shared = {"language": "da", "created_by_id": people[ADMIN].id, **dates}
    db.session.add(
        Invitation(
            email="nina@demo.example", organisation_id=cohort.organisation_id, token_hash=digest("invited"), **shared
        )
    )
    over = {**shared, "created_at": now() - timedelta(days=60), "expires_at": now() - timedelta(days=30)}
    db.session.add(Invitation(email="late@demo.example", token_hash=digest("late"), **over))
    db.session.add(
        CohortInvitation(cohort_id=cohort.id, email="nora@demo.example", token_hash=digest("joining"), **shared)
    )
