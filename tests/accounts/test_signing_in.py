from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from lms.accounts.demo import ACCOUNTS
from lms.accounts.models import Attempt, Visit
from lms.accounts.operations import passwords
from lms.core.clock import now
from lms.core.db import db
from lms.core.settings import Mode
from lms.core.tokens import keyed
from tests.accounts_factories import PASSWORD, a_person_with_password, is_signed_in, sign_in
from tests.conftest import settings_for
from tests.factories import a_person, browser


def test_the_page_offers_a_password_and_a_link(client):
    page = client.get("/login")
    assert page.status_code == 200
    assert 'type="password"' in page.text
    assert "Send me a one-time link" in page.text
    assert "demo-password" not in page.text


def test_somebody_signed_in_is_sent_on(app):
    client = browser(app, a_person())
    assert client.get("/login?next=/learn/").location == "/learn/"


def test_an_empty_form_says_what_is_missing(client):
    page = client.post("/login", data={"do": "password"})
    assert page.status_code == 422
    assert "Write the mail address." in page.text


def test_a_missing_password_is_asked_for(client):
    page = sign_in(client, password="")
    assert page.status_code == 422
    assert "Write your password, or ask for a one-time link." in page.text


def test_wrong_password_and_unknown_address_get_the_same_answer(app, client):
    a_person_with_password()
    wrong = sign_in(client, password="not this one, sorry")
    unknown = sign_in(client, email="eve@work.example", password="not this one, sorry")
    assert wrong.status_code == unknown.status_code == 422
    assert "don&#39;t fit together" in wrong.text
    assert wrong.text.replace("ada@", "eve@") == unknown.text


def test_an_account_without_password_looks_like_any_other(app, client):
    a_person()
    assert "don&#39;t fit together" in sign_in(client).text


def test_known_and_unknown_addresses_take_the_same_work(app, client, statements, monkeypatch):
    verifications = []

    class Counting:
        def __getattr__(self, name):
            return getattr(hasher, name)

        def verify(self, kept, password):
            verifications.append(kept)
            return hasher.verify(kept, password)

    hasher = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", Counting())
    a_person_with_password()
    a_person("Bo Dahl")
    ran = {}
    for email in ("ada@work.example", "bo@work.example", "eve@work.example"):
        verifications.clear()
        with statements() as counted:
            sign_in(client, email=email, password="not this one, sorry")
        ran[email] = (len(verifications), [statement.split()[0] for statement in counted])
    assert ran["ada@work.example"] == ran["bo@work.example"] == ran["eve@work.example"]
    assert ran["eve@work.example"][0] == 1


def test_a_failure_is_kept_under_a_keyed_hash(app, client):
    a_person_with_password()
    sign_in(client, password="not this one, sorry")
    keys = db.session.scalars(select(Attempt.key)).all()
    assert len(keys) == 2
    assert not any("ada" in key or "127.0.0.1" in key for key in keys)


def test_from_the_fifth_failure_on_one_waits_longer_and_longer(app, client):
    a_person_with_password()
    with time_machine.travel(now(), tick=False) as clock:
        for _number in range(5):
            assert sign_in(client, password="not this one, sorry").status_code == 422
        assert "Wait 2 seconds" in sign_in(client).text
        clock.shift(3)
        assert sign_in(client, password="not this one, sorry").status_code == 422
        assert "Wait 4 seconds" in sign_in(client).text
        clock.shift(5)
        assert sign_in(client).status_code == 302


def test_the_delay_ends_at_a_quarter_of_an_hour(app, client):
    a_person_with_password()
    with time_machine.travel(now(), tick=False) as clock:
        for _number in range(20):
            sign_in(client, password="not this one, sorry")
            clock.shift(901)
        assert sign_in(client).status_code == 302


def test_unknown_addresses_wait_as_well(app, client):
    for _number in range(5):
        sign_in(client, password="not this one, sorry")
    assert sign_in(client).status_code == 429


def test_a_browser_known_to_the_account_has_an_allowance_of_its_own(app, client):
    a_person_with_password()
    sign_in(client)
    client.post("/logout")
    guesser = browser(app)
    for _number in range(6):
        sign_in(guesser, password="not this one, sorry")
    assert sign_in(guesser).status_code == 429
    assert sign_in(client).status_code == 302


def test_a_forged_mark_of_a_known_browser_counts_as_none(app, client):
    a_person_with_password()
    client.set_cookie("lms_known", "eyJhIjoiYiJ9.forged")
    assert sign_in(client).status_code == 302


def test_a_success_forgets_the_failures(app, client):
    a_person_with_password()
    for _number in range(4):
        sign_in(client, password="not this one, sorry")
    sign_in(client)
    account_rows = select(Attempt.key, func.count()).group_by(Attempt.key)
    assert [count for _key, count in db.session.execute(account_rows)] == [4]  # this client's


def test_two_hundred_failures_from_one_place_are_enough(app, client):
    a_person_with_password()
    db.session.add_all([Attempt(key=keyed("tries from", "127.0.0.1"), created_at=now()) for _number in range(199)])
    db.session.commit()
    assert sign_in(client, email="eve@work.example").status_code == 422
    page = sign_in(client)
    assert page.status_code == 429
    assert "Wait a quarter of an hour" in page.text
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert sign_in(client).status_code == 302


def test_a_closed_account_is_told_so_only_with_the_right_password(app, client):
    a_person_with_password(deactivated_at=now())
    assert "closed" not in sign_in(client, password="not this one, sorry").text
    page = sign_in(client)
    assert page.status_code == 403
    assert "Your account is closed for now." in page.text
    assert not is_signed_in(client)


def test_right_address_and_password_sign_in(app, client):
    ada = a_person_with_password()
    answer = sign_in(client, email=" Ada@Work.Example ")
    assert answer.status_code == 302
    assert is_signed_in(client)
    assert [visit.person_id for visit in db.session.scalars(select(Visit))] == [ada.id]


def test_a_visit_is_noted_with_device_words_only(app, client):
    a_person_with_password()
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    data = {"email": "ada@work.example", "password": PASSWORD}
    client.post("/login", data=data, headers={"User-Agent": agent})
    assert db.session.scalars(select(Visit.device)).one() == "Firefox, Linux"


def test_signing_in_again_replaces_this_browsers_visit(app, client):
    a_person_with_password()
    sign_in(client)
    sign_in(client)
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 1


def test_the_page_follows_the_accounts_language(app, client):
    a_person_with_password(language="da")
    sign_in(client)
    assert '<html lang="da">' in client.get("/account").text


@pytest.mark.parametrize(
    ("asked", "gets"),
    [
        ("/learn/?page=2", "/learn/?page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_one_is_sent_on_within_this_site_only(app, client, asked, gets):
    a_person_with_password()
    assert sign_in(client, next=asked).location == gets


def test_the_demo_offers_its_accounts_as_buttons(app, client, monkeypatch):
    monkeypatch.setitem(app.extensions, "lms.settings", settings_for("sqlite://", mode=Mode.DEMO))
    page = client.get("/login")
    assert all(account.email in page.text for account in ACCOUNTS)
    assert page.text.count('value="demo-password"') == len(ACCOUNTS)


def test_a_hash_with_old_parameters_is_renewed(app, client):
    old = passwords.PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    ada = a_person(password_hash=old)
    sign_in(client)
    db.session.refresh(ada)
    assert ada.password_hash != old
    assert passwords.verified(ada.password_hash, PASSWORD)
