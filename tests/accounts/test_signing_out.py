from sqlalchemy import func, select

from lms.accounts.models import Visit
from lms.core.db import db
from tests.accounts_factories import is_signed_in
from tests.factories import a_person, browser


def test_signed_out_already_leads_to_the_front_page(client):
    assert client.post("/logout").location == "/"


def test_it_takes_a_press(app):
    assert browser(app, a_person()).get("/logout").status_code == 405


def test_signing_out_ends_this_browsers_visit_only(app):
    ada = a_person()
    here, there = browser(app, ada), browser(app, ada)
    answer = here.post("/logout")
    assert answer.location == "/"
    assert not is_signed_in(here)
    assert is_signed_in(there)
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 1


def test_a_kept_cookie_is_of_no_use_afterwards(app):
    client = browser(app, a_person())
    token = client.get_cookie("lms_visit").value
    client.post("/logout")
    client.set_cookie("lms_visit", token)
    assert not is_signed_in(client)


def test_the_browser_forgets_what_it_stored_but_not_the_language(app):
    client = browser(app, a_person())
    client.get("/login?lang=da")
    answer = client.post("/logout")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get_cookie("lms_language").value == "da"
    assert client.get_cookie("lms_visit") is None
