from datetime import timedelta

import time_machine
from sqlalchemy import select

from lms.accounts.models import Grant, Invitation, Membership, Person, Role
from lms.accounts.operations import invitations
from lms.accounts.operations.passwords import verified
from lms.core.clock import now
from lms.core.db import db
from tests.accounts_factories import PASSWORD, an_invitation, delivered, is_signed_in, path_in
from tests.factories import a_person, an_administrator, an_organisation, browser

FORM = {"name": "Ada Lund", "language": "da", "password": PASSWORD}


def accept(client, token, **changes):
    return client.post(f"/invitations/{token}", data={**FORM, **changes})


def test_a_stranger_who_is_signed_in_is_told_that_it_went_elsewhere(app):
    _invitation, token = an_invitation()
    client = browser(app, a_person("Eve Stranger"))
    for answer in (client.get(f"/invitations/{token}"), accept(client, token)):
        assert answer.status_code == 403
        assert "went to another address" in answer.text
        assert "ada@work.example" not in answer.text


def test_an_unknown_link_says_whom_to_ask(client):
    page = client.get("/invitations/unheard-of")
    assert page.status_code == 404
    assert "Ask whoever invited you." in page.text


def test_expired_cancelled_and_used_say_so_and_whom_to_ask(app, client):
    gry = an_administrator()
    _expired, expired = an_invitation("bo@work.example", by=gry, expires_at=now())
    cancelled_one, cancelled = an_invitation("bea@work.example", by=gry)
    invitations.cancel(cancelled_one, by=gry)
    _used, used = an_invitation(by=gry)
    db.session.commit()
    accept(browser(app), used)
    words = {expired: "has expired", cancelled: "was taken back", used: "was accepted already"}
    for token, word in words.items():
        for answer in (client.get(f"/invitations/{token}"), accept(client, token)):
            assert answer.status_code == 410
            assert word in answer.text
            assert "Ask Gry Holm, who invited you." in answer.text


def test_opening_it_shows_what_it_is_and_does_nothing(app, client):
    _invitation, token = an_invitation(organisation=an_organisation(), role=Role.COORDINATOR, by=an_administrator())
    page = client.get(f"/invitations/{token}")
    assert page.status_code == 200
    assert "Gry Holm invites you" in page.text
    assert "You will belong to Nordby Jobcenter there." in page.text
    assert "Your role: Coordinator." in page.text
    assert db.session.scalar(select(Person).where(Person.email == "ada@work.example")) is None


def test_a_missing_name_and_a_weak_password_are_named(app, client):
    _invitation, token = an_invitation()
    assert "Write your name." in accept(client, token, name=" ").text
    page = accept(client, token, password="adalund-adalund")
    assert page.status_code == 422
    assert db.session.scalar(select(Person).where(Person.email == "ada@work.example")) is None


def test_accepting_makes_person_membership_and_role_in_one(app, client):
    gry, centre = an_administrator(), an_organisation()
    invitation, token = an_invitation(organisation=centre, role=Role.COORDINATOR, by=gry)
    assert accept(client, token).location == "/"
    assert "Velkommen, Ada Lund." in client.get("/").text
    ada = db.session.scalars(select(Person).where(Person.email == "ada@work.example")).one()
    assert (ada.name, ada.language) == ("Ada Lund", "da")
    assert verified(ada.password_hash, PASSWORD)
    assert db.session.scalars(select(Membership.organisation_id).where(Membership.person_id == ada.id)).all() == [
        centre.id
    ]
    grant = db.session.scalars(select(Grant).where(Grant.person_id == ada.id)).one()
    assert (grant.role, grant.organisation_id, grant.created_by_id) == (Role.COORDINATOR, centre.id, gry.id)
    db.session.refresh(invitation)
    assert (invitation.email, invitation.accepted_by_id) == (None, ada.id)
    assert is_signed_in(client)


def test_a_password_can_wait(app, client):
    _invitation, token = an_invitation()
    accept(client, token, password="")
    assert db.session.scalars(select(Person)).one().password_hash is None
    assert is_signed_in(client)


def test_pressing_twice_makes_one_person(app, client):
    _invitation, token = an_invitation()
    accept(client, token)
    assert accept(browser(app), token).status_code == 410
    assert len(db.session.scalars(select(Person)).all()) == 1


def test_somebody_with_an_account_by_now_gets_it_added(app, client):
    _invitation, token = an_invitation(organisation=an_organisation())
    ada = a_person()
    assert "You have an account with this address already." in client.get(f"/invitations/{token}").text
    accept(client, token)
    assert not is_signed_in(client)
    assert db.session.scalars(select(Membership.person_id)).all() == [ada.id]


def test_the_mail_names_no_organisation_and_its_link_works(app, client):
    an_invitation(organisation=an_organisation(), role=Role.COORDINATOR)
    [message] = delivered(app)
    assert message.to == "ada@work.example"
    assert "Nordby" not in message.text + message.subject
    assert "oordinator" not in message.text
    assert client.get(path_in(message)).status_code == 200


def test_sending_again_gives_a_new_link_and_a_new_fortnight(app, client):
    gry = an_administrator()
    invitation, first = an_invitation(by=gry)
    delivered(app)
    with time_machine.travel(now() + timedelta(days=20)):
        assert client.get(f"/invitations/{first}").status_code in {404, 410}
        invitations.resend(invitation, by=gry)
        db.session.commit()
        [message] = delivered(app)
        assert client.get(path_in(message)).status_code == 200


def test_a_cancelled_invitation_sends_no_mail_and_keeps_no_address(app):
    invitation, _token = an_invitation()
    invitations.cancel(invitation, by=None)
    db.session.commit()
    assert delivered(app) == []
    assert db.session.scalars(select(Invitation.email)).all() == [None]
