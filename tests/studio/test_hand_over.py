"""The owner is named and can hand over; an owner takes a seat by the same steps as everybody."""

import pytest
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.studio.models import Notice, Perspective
from tests.factories import a_member, a_person, an_organisation, browser
from tests.studio_agreement_factories import a_proposal, a_running, chosen

HERE = "/studio/first-steps/-/agreement"


@pytest.fixture
def team(app):
    """Olga's browser, Bea, her partnership, and the collaboration."""
    bea, _bo, _carl, collaboration = a_running()
    mine = next(each for each in collaboration.partners if each.person_id == bea.id)
    return browser(app, db.session.get(Person, collaboration.owner_id)), bea, mine, collaboration


def test_only_the_owner_offers_and_only_the_offered_takes(app, team):
    _olga, bea, mine, collaboration = team
    client = browser(app, bea)
    assert client.post(f"{HERE}/owner", data={"partner": mine.id}).status_code == 403
    answer = client.post(f"{HERE}/owner/answer", data={"answer": "yes"})
    assert answer.status_code == 409
    assert "taken back in the meantime" in answer.text
    db.session.refresh(collaboration)
    assert collaboration.owner_id != bea.id


def test_an_offer_is_taken_over(app, team):
    olga, bea, mine, collaboration = team
    organisation = an_organisation("The peer house")
    a_member(bea, organisation)
    assert olga.post(f"{HERE}/owner", data={"partner": mine.id}).location == HERE
    client = browser(app, bea)
    assert "You are asked to become the owner" in client.get(HERE).text
    for _click in range(2):
        assert client.post(f"{HERE}/owner/answer", data={"answer": "yes"}).location == HERE
    db.session.refresh(collaboration)
    assert (collaboration.owner_id, collaboration.next_owner_id) == (bea.id, None)
    assert collaboration.organisation_id == organisation.id
    kinds = set(db.session.scalars(select(Notice.kind)))
    assert kinds == {"owner_offered", "owner_changed"}
    page = client.get(HERE).text
    assert "Owner: Pen Bea Holst." in page
    assert "Owner: Bea Holst" not in page
    assert olga.get(HERE).status_code == 404


def test_an_offer_is_declined_or_taken_back(app, team):
    olga, bea, mine, collaboration = team
    olga.post(f"{HERE}/owner", data={"partner": mine.id})
    browser(app, bea).post(f"{HERE}/owner/answer", data={"answer": "no"})
    db.session.refresh(collaboration)
    assert (collaboration.owner_id == bea.id, collaboration.next_owner_id) == (False, None)
    olga.post(f"{HERE}/owner", data={"partner": mine.id})
    olga.post(f"{HERE}/owner", data={"partner": 0})
    db.session.refresh(collaboration)
    assert collaboration.next_owner_id is None


def test_an_owner_takes_a_seat(app):
    collaboration = a_proposal()
    olga = db.session.get(Person, collaboration.owner_id)
    client = browser(app, olga)
    assert client.post(HERE.replace("agreement", "agreement/seat"), data={"step": "start"}).status_code == 200
    assert (
        client.post(f"{HERE}/seat", data=chosen(Perspective.PROFESSIONAL, name="Elm")).location
        == "/studio/first-steps/"
    )
    db.session.refresh(collaboration)
    [partner] = collaboration.partners
    assert (partner.person_id, partner.perspective) == (olga.id, Perspective.PROFESSIONAL)
    assert client.get(f"{HERE}/seat").location == "/studio/first-steps/"


def test_nobody_else_takes_the_owners_way_in(app, team):
    _olga, bea, *_others = team
    assert browser(app, bea).get(f"{HERE}/seat").status_code == 403
    assert browser(app, a_person("Eve Dahl")).post(f"{HERE}/seat", data=chosen()).status_code == 404
