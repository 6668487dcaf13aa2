from lms.accounts.models import LinkPurpose
from lms.accounts.operations.passwords import verified
from lms.core.db import db
from tests.accounts_factories import (
    PASSWORD,
    a_link,
    a_person_with_password,
    ask_for_link,
    delivered,
    is_signed_in,
    path_in,
    sign_in,
)
from tests.factories import a_person, browser

NEW = "fire blå måger på taget"


def test_the_page_asks_for_a_new_password(app, client):
    page = client.get("/login/links/" + a_link(a_person(), LinkPurpose.RESET))
    assert page.status_code == 200
    assert 'autocomplete="new-password"' in page.text


def test_a_weak_password_is_refused_and_the_link_still_works(app, client):
    path = "/login/links/" + a_link(a_person_with_password(), LinkPurpose.RESET)
    page = client.post(path, data={"password": "short"})
    assert page.status_code == 422
    assert "12 characters or more" in page.text
    assert client.post(path, data={"password": NEW}).status_code == 302


def test_a_used_link_does_nothing(app, client):
    ada = a_person_with_password()
    path = "/login/links/" + a_link(ada, LinkPurpose.RESET)
    client.post(path, data={"password": NEW})
    assert client.post(path, data={"password": "yet another password"}).status_code == 410
    db.session.refresh(ada)
    assert verified(ada.password_hash, NEW)


def test_the_new_password_signs_in_and_nothing_else_does(app, client):
    ada = a_person_with_password()
    elsewhere = browser(app, ada)
    ask_for_link(client, do="reset")
    [message] = delivered(app)
    assert client.post(path_in(message), data={"password": NEW}).location == "/login"
    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert sign_in(client, password=PASSWORD).status_code == 422
    assert sign_in(client, password=NEW).status_code == 302
    assert [message.subject for message in delivered(app)] == ["Your password was changed"]
