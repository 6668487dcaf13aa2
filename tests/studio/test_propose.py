"""Proposing to write a module together: seats, never a person's perspective; one proposal per module."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.models import Organisation, Person
from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import AgreementVersion, Collaboration, Model, Partner
from lms.studio.operations import proposing
from tests.factories import a_coordinator, a_member, a_person, an_organisation, browser, save
from tests.learning_factories import a_module
from tests.studio_agreement_factories import HERE, a_proposal, a_running, a_seat_invitation, a_wording_form
from tests.studio_factories import a_collaboration

PROPOSE = "/studio/-/propose"


def fields(module, organisation=None, **changes):
    return a_wording_form(module=str(module.id), organisation=str(organisation.id if organisation else 0), **changes)


def test_signed_out_leads_to_sign_in(client, app):
    assert client.get(PROPOSE).location.startswith("/login")
    assert client.get("/studio/").location.startswith("/login")


def test_somebody_without_organisation_or_role_cannot_propose(app):
    eve = browser(app, a_person("Eve Dahl"))
    assert eve.get(PROPOSE).status_code == 403
    assert "Propose to write" not in eve.get("/studio/").text


def test_a_member_proposes(app):
    module, organisation = a_module(), an_organisation()
    olga = a_member(a_person("Olga Owner"), organisation)
    client = browser(app, olga)
    page = client.get(PROPOSE).text
    assert "The partners decide together, on equal footing." in page
    assert "the owner has the last word and says why" in page
    answer = client.post(PROPOSE, data=fields(module, organisation))
    assert answer.location == "/studio/first-steps/-/agreement"
    made = db.session.scalars(select(Collaboration)).unique().one()
    assert (made.owner_id, made.organisation_id, made.agreement_id) == (olga.id, organisation.id, None)
    version = db.session.scalars(select(AgreementVersion)).one()
    assert (version.number, version.model, version.in_force_at) == (1, Model.CO_PRODUCTION, None)
    assert version.seats == {"lived_experience": 2, "professional": 1}
    assert db.session.scalars(select(Partner)).all() == []
    assert [entry.verb for entry in db.session.scalars(select(TrailEntry))] == ["proposed"]


def test_co_production_needs_two_seats_for_lived_experience(app):
    module = a_module()
    client = browser(app, a_coordinator())
    organisation = the_organisation()
    answer = client.post(PROPOSE, data=fields(module, organisation, lived_experience="1"))
    assert answer.status_code == 422
    assert "at least two seats for lived experience" in answer.text
    answer = client.post(PROPOSE, data=fields(module, organisation, lived_experience="1", model="co_creation"))
    assert answer.status_code == 302


def the_organisation():
    return db.session.scalars(select(Organisation)).one()


def test_bad_input_is_named_beside_its_field(app):
    module = a_module()
    client = browser(app, a_coordinator())
    bad = fields(module, the_organisation(), purpose="x" * 2001, review_on="soon", professional="many", support="")
    answer = client.post(PROPOSE, data=bad)
    assert answer.status_code == 422
    for sentence in ("there is room for 2000", "Write the day as", "Write a whole number.", "Name a support person"):
        assert sentence in answer.text
    assert db.session.scalars(select(Collaboration)).all() == []


def test_one_proposal_per_module(app):
    collaboration = a_proposal()
    client = browser(app, a_coordinator())
    answer = client.post(PROPOSE, data=fields(collaboration.module, the_organisation()))
    assert answer.status_code == 422
    assert len(db.session.scalars(select(Collaboration)).unique().all()) == 1


def test_a_module_taken_a_moment_ago_is_refused(app):
    collaboration = a_proposal()
    fin = a_coordinator()
    wording = proposing.Wording(
        model=Model.CO_CREATION, seats={"lived_experience": 1, "professional": 1}, purpose="p", reason="r", locked="",
        decision_rule="d", support="s", third_party="t", review_on=(now() + timedelta(days=9)).date(),
    )  # fmt: skip
    with pytest.raises(DomainError, match="not free at the moment"):
        proposing.propose(collaboration.module_id, wording, organisation_id=None, by=fin)


def test_the_owner_gives_a_proposal_up(app):
    collaboration = a_proposal()
    invitation = a_seat_invitation(collaboration)
    olga = browser(app, db.session.get(Person, collaboration.owner_id))
    assert "Give it up" in olga.get("/studio/first-steps/-/agreement/end").text
    assert olga.post("/studio/first-steps/-/agreement/end").location == "/studio/"
    db.session.refresh(collaboration)
    assert collaboration.ended_at is not None
    db.session.refresh(invitation)
    assert (invitation.address, invitation.waits) == (None, False)
    assert olga.get("/studio/first-steps/").status_code == 404
    assert "called back" in browser(app).get(HERE).text


def test_a_partner_does_not_give_up_the_owners_proposal(app):
    bea = a_person("Bea Holst")
    a_proposal(peers=[bea])
    assert browser(app, bea).post("/studio/first-steps/-/agreement/end").status_code == 403


def test_a_proposal_ends_by_itself_after_sixty_days(app):
    old, bea = a_proposal(), a_person("Bea Holst")
    old.created_at = now() - timedelta(days=61)
    save(old)
    *_people, running = a_running_elsewhere(bea)
    proposing.end_stale()
    db.session.commit()
    db.session.refresh(old)
    db.session.refresh(running)
    assert old.ended_at is not None
    assert running.ended_at is None


def a_running_elsewhere(bea):
    module = a_module("next-steps", position=2, title="Next steps")
    carl = a_person("Carl Lind")
    running = a_collaboration(module, peers=[bea], professionals=[carl])
    running.created_at = now() - timedelta(days=400)
    save(running)
    return bea, carl, running


def test_the_desk_is_not_there_for_anybody_else(app):
    *_people, _collaboration = a_running()
    for person in (a_person("Eve Dahl"), a_coordinator()):
        assert browser(app, person).get("/studio/first-steps/").status_code == 404
        assert browser(app, person).get("/studio/first-steps/-/agreement").status_code == 404
