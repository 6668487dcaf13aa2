from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from lms.accounts.models import Visit
from lms.accounts.operations.passwords import verified
from lms.core.clock import now
from lms.core.danish import sort_key
from lms.core.db import db
from tests.accounts_factories import PASSWORD, a_person_with_password, delivered, is_signed_in, path_in, sign_in
from tests.factories import a_coordinator, a_member, a_person, an_organisation, browser

NEW = "fire blå måger på taget"
PROFILE = {"name": "Ada Østergaard", "language": "da", "time_zone": "Atlantic/Faroe"}


@pytest.mark.parametrize("path", ["/account", "/account/password", "/account/email", "/account/confirm"])
def test_signed_out_leads_to_the_sign_in_page(client, path):
    assert client.get(path).location.startswith("/login?next=")
    assert client.post(path).status_code == 401


def test_the_page_shows_the_person_and_nobody_else(app, statements):
    ada, eve = a_person(), a_person("Eve Stranger")
    browser(app, eve)
    a_member(ada, an_organisation())
    client = browser(app, ada)
    with statements() as ran:
        page = client.get("/account").text
    assert "ada@work.example" in page
    assert "Nordby Jobcenter, since" in page
    assert "Eve" not in page
    assert page.count("Test browser") == 1
    assert len(ran) <= 4


def test_the_page_names_roles(app):
    fin = a_coordinator(organisation=an_organisation("Sydby Jobcenter"))
    assert "Coordinator at Sydby Jobcenter" in browser(app, fin).get("/account").text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", " ", "Write a name."),
        ("name", "x" * 201, "there is room for 200"),
        ("language", "fr", "Choose one of the languages."),
        ("time_zone", "Mars/Olympus", "Choose one of the time zones."),
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_saved(app, field, value, message):
    ada = a_person()
    page = browser(app, ada).post("/account", data={**PROFILE, field: value})
    assert page.status_code == 422
    assert message in page.text
    db.session.refresh(ada)
    assert ada.name == "Ada Lund"


def test_name_language_and_zone_are_saved(app):
    ada = a_person()
    client = browser(app, ada)
    assert client.post("/account", data=PROFILE).location == "/account"
    db.session.refresh(ada)
    assert (ada.name, ada.language, ada.time_zone) == ("Ada Østergaard", "da", "Atlantic/Faroe")
    assert ada.sort_key == sort_key("Ada Østergaard")
    assert client.get_cookie("lms_language").value == "da"
    assert '<html lang="da">' in client.get("/account").text


def test_another_browser_of_mine_can_be_ended(app):
    ada = a_person()
    here, there = browser(app, ada), browser(app, ada)
    other = db.session.scalars(select(Visit).order_by(Visit.id.desc())).first()
    here.post(f"/account/visits/{other.id}/end")
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_somebody_elses_browser_is_not_there(app):
    ada, eve = a_person(), a_person("Eve Stranger")
    client, other = browser(app, ada), browser(app, eve)
    visit = db.session.scalars(select(Visit).where(Visit.person_id == eve.id)).one()
    assert client.post(f"/account/visits/{visit.id}/end").status_code == 404
    assert is_signed_in(other)


def test_a_wrong_own_password_is_refused_and_counted(app):
    client = browser(app, a_person_with_password())
    with time_machine.travel(now(), tick=False):
        answers = [client.post("/account/confirm", data={"password": "wrong"}).status_code for _number in range(6)]
    assert answers == [422] * 5 + [429]


def test_after_half_an_hour_the_password_opens_the_way_again(app):
    client = browser(app, a_person_with_password())
    with time_machine.travel(now() + timedelta(minutes=31)):
        assert client.get("/account/password").location == "/account/confirm?next=/account/password"
        answer = client.post("/account/confirm?next=/account/password", data={"password": PASSWORD})
        assert answer.location == "/account/password"
        assert client.get("/account/password").status_code == 200


def test_without_a_password_a_link_is_offered(app):
    page = browser(app, a_person()).get("/account/confirm")
    assert "You have no password" in page.text


def test_a_weak_password_is_refused(app):
    ada = a_person_with_password()
    page = browser(app, ada).post("/account/password", data={"password": "AdaLund-work-2026"})
    assert page.status_code == 422
    assert "mostly a name" in page.text
    db.session.refresh(ada)
    assert verified(ada.password_hash, PASSWORD)


def test_a_new_password_ends_the_other_sessions_and_mails_me(app, client):
    ada = a_person_with_password()
    here, there = browser(app, ada), browser(app, ada)
    assert here.post("/account/password", data={"password": NEW}).location == "/account"
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert [message.subject for message in delivered(app)] == ["Your password was changed"]
    assert sign_in(client, password=NEW).status_code == 302


def links_by_mail(app, client, email="ada@home.example"):
    client.post("/account/email", data={"email": email})
    return {message.to: path_in(message) for message in delivered(app)}


def test_the_same_address_is_refused(app):
    page = browser(app, a_person()).post("/account/email", data={"email": "Ada@work.example"})
    assert page.status_code == 422
    assert "This is your address already." in page.text


def test_one_yes_changes_nothing(app, client):
    ada = a_person()
    paths = links_by_mail(app, browser(app, ada))
    assert set(paths) == {"ada@work.example", "ada@home.example"}
    assert "Now confirm it at the other address too" in client.post(paths["ada@home.example"]).text
    db.session.refresh(ada)
    assert ada.email == "ada@work.example"


def test_both_yeses_change_the_address(app, client):
    ada = a_person()
    paths = links_by_mail(app, browser(app, ada))
    for path in paths.values():
        assert client.get(path).status_code == 200
        answer = client.post(path)
    assert "Your mail address is changed." in answer.text
    db.session.refresh(ada)
    assert ada.email == "ada@home.example"


def test_an_address_that_is_somebody_elses_gets_no_mail_and_isnt_given_away(app, client):
    a_person("Eve Stranger", email="eve@home.example")
    ada_browser = browser(app, a_person())
    answer = ada_browser.post("/account/email", data={"email": "eve@home.example"})
    assert answer.location == "/account"
    assert delivered(app) == []


def test_an_address_taken_in_the_meantime_is_refused(app, client):
    ada = a_person()
    old, new = sorted(links_by_mail(app, browser(app, ada)).items(), reverse=True)
    client.post(old[1])
    a_person("Eve Stranger", email="ada@home.example")
    assert client.post(new[1]).status_code == 409
    db.session.refresh(ada)
    assert ada.email == "ada@work.example"


def test_a_second_wish_replaces_the_first(app, client):
    mine = browser(app, a_person())
    first = links_by_mail(app, mine)
    links_by_mail(app, mine, "ada@elsewhere.example")
    assert client.get(first["ada@home.example"]).status_code == 410


def test_a_half_confirmed_change_expires(app, client):
    paths = links_by_mail(app, browser(app, a_person()))
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert client.post(paths["ada@home.example"]).status_code == 410
