from datetime import timedelta

import pyotp
import pytest
import time_machine

from lms.accounts.operations import second_factor
from lms.core.clock import now
from lms.core.db import db
from lms.core.settings import Mode
from tests.accounts_factories import (
    a_link,
    a_person_with_password,
    ask_for_link,
    delivered,
    is_signed_in,
    path_in,
    sign_in,
)
from tests.conftest import settings_for
from tests.factories import a_person, an_administrator, browser

PAGE = "/account/second-factor"


@pytest.fixture
def production(app, monkeypatch):
    """The application as it behaves in a real installation."""
    monkeypatch.setitem(app.extensions, "lms.settings", settings_for("sqlite://", mode=Mode.PRODUCTION))
    return app


def with_second_factor(person):
    """Switch it on; return the person's app and recovery codes. The code used is a minute old."""
    second_factor.begin(person)
    app = pyotp.TOTP(second_factor.secret(person))
    with time_machine.travel(now() - timedelta(minutes=1)):
        codes = second_factor.confirm(person, app.now())
    db.session.commit()
    return app, codes


def test_signed_out_leads_to_the_sign_in_page(client):
    assert client.get(PAGE).location.startswith("/login")
    assert client.post(PAGE + "/-/begin").status_code == 401


def test_a_button_pressed_too_late_leads_back_to_its_page(app):
    client = browser(app, a_person())
    with time_machine.travel(now() + timedelta(minutes=31)):
        answer = client.post(PAGE + "/-/begin")
    assert answer.location == "/account/confirm?next=/account/second-factor"


def test_it_asks_for_the_password_again_after_a_while(app):
    client = browser(app, a_person())
    with time_machine.travel(now() + timedelta(minutes=31)):
        assert client.get(PAGE).location == "/account/confirm?next=/account/second-factor"
        assert client.post(PAGE + "/-/begin").location.startswith("/account/confirm")


def test_a_wrong_first_code_leaves_it_off(app):
    ada = a_person()
    client = browser(app, ada)
    client.post(PAGE + "/-/begin")
    page = client.post(PAGE + "/-/confirm", data={"code": "12 34"})
    assert page.status_code == 422
    assert not second_factor.is_on(ada)


def test_a_picture_and_a_key_set_it_up_and_the_secret_is_encrypted(app):
    ada = a_person()
    client = browser(app, ada)
    client.post(PAGE + "/-/begin")
    db.session.refresh(ada)
    page = client.get(PAGE).text
    assert "data:image/svg+xml" in page
    assert second_factor.secret(ada) in page.replace(" ", "")
    assert second_factor.secret(ada).encode() not in ada.totp_secret


def test_a_right_first_code_switches_it_on_and_shows_recovery_codes_once(app):
    ada = a_person()
    client = browser(app, ada)
    client.post(PAGE + "/-/begin")
    db.session.refresh(ada)
    page = client.post(PAGE + "/-/confirm", data={"code": pyotp.TOTP(second_factor.secret(ada)).now()})
    assert page.text.count("<li><code>") == second_factor.CODES
    assert page.headers["Cache-Control"] == "no-store"
    db.session.refresh(ada)
    assert second_factor.is_on(ada)
    assert "<code>" not in client.get(PAGE).text
    assert [message.subject for message in delivered(app)] == ["Codes are asked for when you sign in"]


def test_a_password_alone_no_longer_signs_in(app, client):
    with_second_factor(a_person_with_password())
    assert sign_in(client, next="/learn/").location == "/login/code"
    assert not is_signed_in(client)


def test_nor_does_a_link(app, client):
    ada = a_person()
    with_second_factor(ada)
    assert client.post("/login/links/" + a_link(ada)).location == "/login/code"
    assert not is_signed_in(client)


def test_the_code_page_without_a_password_before_it_leads_back(client):
    assert client.get("/login/code").location == "/login"
    assert client.post("/login/code", data={"code": "123456"}).location == "/login"


def test_one_is_half_way_in_for_ten_minutes(app, client):
    otp, _codes = with_second_factor(a_person_with_password())
    sign_in(client)
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert client.post("/login/code", data={"code": otp.now()}).location == "/login"


def test_the_code_completes_the_sign_in(app, client):
    otp, _codes = with_second_factor(a_person_with_password())
    sign_in(client, next="/learn/")
    assert client.post("/login/code", data={"code": otp.now()}).location == "/learn/"
    assert is_signed_in(client)


def test_a_code_works_once(app, client):
    otp, _codes = with_second_factor(a_person_with_password())
    with time_machine.travel(now(), tick=False):
        sign_in(client)
        client.post("/login/code", data={"code": otp.now()})
        other = browser(app)
        sign_in(other)
        assert other.post("/login/code", data={"code": otp.now()}).status_code == 422


def test_a_recovery_code_works_once(app, client):
    _otp, codes = with_second_factor(a_person_with_password())
    sign_in(client)
    assert client.post("/login/code", data={"code": codes[0].upper()}).status_code == 302
    other = browser(app)
    sign_in(other)
    assert other.post("/login/code", data={"code": codes[0]}).status_code == 422
    assert other.post("/login/code", data={"code": codes[1]}).status_code == 302


def test_guessing_codes_is_slowed_down(app, client):
    with_second_factor(a_person_with_password())
    sign_in(client)
    with time_machine.travel(now(), tick=False):
        answers = [client.post("/login/code", data={"code": "000000"}).status_code for _number in range(6)]
    assert answers == [422] * 5 + [429]


def test_new_recovery_codes_replace_the_old(app):
    ada = a_person()
    _otp, codes = with_second_factor(ada)
    page = browser(app, ada).post(PAGE + "/-/recovery-codes")
    assert page.text.count("<li><code>") == second_factor.CODES
    assert not second_factor.accepts(ada, codes[0])


def test_switching_it_off_ends_the_codes_and_mails_the_person(app):
    ada = a_person()
    _otp, codes = with_second_factor(ada)
    browser(app, ada).post(PAGE + "/-/off")
    db.session.refresh(ada)
    assert not second_factor.is_on(ada)
    assert ada.totp_secret is None
    assert not second_factor.accepts(ada, codes[0])
    assert delivered(app)[-1].subject == "Codes are no longer asked for"


def test_an_administrator_sets_it_up_before_anything_else(production):
    client = browser(production, an_administrator())
    for path in ("/", "/account", "/modules/"):
        assert client.get(path).location == PAGE
    assert "Administrators see a lot about others" in client.get(PAGE).text
    assert client.get("/help").status_code == 200
    assert client.post("/logout").status_code == 302


def test_an_administrator_who_has_it_goes_where_they_like(production):
    gry = an_administrator()
    with_second_factor(gry)
    assert browser(production, gry).get("/account").status_code == 200


def test_an_administrator_keeps_it(production):
    gry = an_administrator()
    with_second_factor(gry)
    client = browser(production, gry)
    assert "Switch it off" not in client.get(PAGE).text
    assert client.post(PAGE + "/-/off").status_code == 409
    assert second_factor.is_on(gry)


def test_it_moves_to_another_phone(production):
    gry = an_administrator()
    old, codes = with_second_factor(gry)
    client = browser(production, gry)
    assert client.post(PAGE + "/-/move").location == PAGE
    db.session.refresh(gry)
    assert client.get("/account").location == PAGE
    assert not second_factor.accepts(gry, codes[0])
    new = pyotp.TOTP(second_factor.secret(gry))
    assert new.secret != old.secret
    client.post(PAGE + "/-/confirm", data={"code": new.now()})
    assert client.get("/account").status_code == 200


def test_others_need_none(production):
    assert browser(production, a_person()).get("/account").status_code == 200


def test_a_link_and_a_code_together_sign_in(app, client):
    otp, _codes = with_second_factor(a_person())
    ask_for_link(client)
    link = delivered(app)[-1]
    client.post(path_in(link))
    client.post("/login/code", data={"code": otp.now()})
    assert is_signed_in(client)
