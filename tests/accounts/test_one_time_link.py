from datetime import timedelta

import time_machine
from sqlalchemy import select

from lms.accounts.models import Link
from lms.core.clock import now
from lms.core.db import db
from lms.core.tokens import digest
from lms.mail.models import OutboxMail
from tests.accounts_factories import a_link, ask_for_link, delivered, is_signed_in, path_in
from tests.factories import a_person, browser


def test_asking_answers_the_same_for_known_and_unknown_addresses(app, client, statements):
    a_person()
    ran = []
    for email in ("ada@work.example", "eve@work.example"):
        with statements() as counted:
            answer = ask_for_link(client, email)
        ran.append([statement.split()[0] for statement in counted])
        assert answer.location == "/login/sent"
    assert ran[0] == ran[1]
    assert "If the address has an account" in client.get("/login/sent").text


def test_an_unknown_address_gets_no_mail_and_is_not_kept(app, client):
    ask_for_link(client, "eve@work.example")
    assert delivered(app) == []
    assert db.session.scalars(select(OutboxMail.address)).all() == [None]


def test_something_that_is_no_address_is_named(client):
    page = ask_for_link(client, "ada at work")
    assert page.status_code == 422
    assert "This is not a mail address." in page.text


def test_a_closed_account_is_told_so_by_mail(app, client):
    a_person(deactivated_at=now())
    ask_for_link(client)
    [message] = delivered(app)
    assert "your account is closed for now" in message.text
    assert "/login/links/" not in message.text


def test_an_address_gets_five_links_an_hour(app, client):
    a_person()
    for _number in range(7):
        assert ask_for_link(client).status_code == 302
    assert len(delivered(app)) == 5
    with time_machine.travel(now() + timedelta(minutes=61)):
        ask_for_link(client)
        assert len(delivered(app)) == 1


def test_a_place_may_ask_thirty_times_an_hour(app, client):
    for number in range(30):
        assert ask_for_link(client, f"person{number}@work.example").status_code == 302
    page = ask_for_link(client)
    assert page.status_code == 429
    assert "Wait an hour" in page.text


def test_the_mail_is_in_the_persons_language_and_its_token_only_there(app, client):
    a_person(language="da")
    ask_for_link(client)
    [message] = delivered(app)
    assert '<html lang="da">' in message.html
    token = path_in(message).rpartition("/")[2]
    assert db.session.scalars(select(Link.token_hash)).one() == digest(token)


def test_opening_the_link_does_nothing(app, client):
    path = "/login/links/" + a_link(a_person())
    for _time in range(2):
        assert client.get(path).status_code == 200
    assert not is_signed_in(client)
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_an_unknown_an_expired_and_a_used_link_say_so_and_offer_a_new_one(app, client):
    expired, used = a_link(a_person()), a_link(a_person("Bo Dahl"))
    client.post("/login/links/" + used)
    with time_machine.travel(now() + timedelta(minutes=15, seconds=1)):
        for token in ("unheard-of", expired, used):
            for answer in (client.get("/login/links/" + token), client.post("/login/links/" + token)):
                assert answer.status_code == 410
                assert "Send me a new link" in answer.text


def test_its_button_signs_in_once(app, client):
    path = "/login/links/" + a_link(a_person())
    assert client.post(path).status_code == 302
    assert is_signed_in(client)
    other = browser(app)
    assert other.post(path).status_code == 410
    assert not is_signed_in(other)


def test_a_closed_account_cannot_use_a_link(app, client):
    page = client.post("/login/links/" + a_link(a_person(deactivated_at=now())))
    assert page.status_code == 403
    assert "Your account is closed for now." in page.text
    assert not is_signed_in(client)


def test_the_whole_way(app, client):
    a_person()
    ask_for_link(client)
    [message] = delivered(app)
    client.post(path_in(message))
    assert is_signed_in(client)
