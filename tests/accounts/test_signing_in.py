from sqlalchemy import select

from lms.accounts.models import Visit
from lms.core.clock import now
from lms.core.db import db
from tests.accounts_factories import PASSWORD, a_person_with_password, is_signed_in, sign_in
from tests.factories import a_person, browser


def test_the_page_offers_a_password_and_a_link(client):
    page = client.get("/login")
    assert page.status_code == 200
    assert 'type="password"' in page.text
    assert "Send me a one-time link" in page.text


def test_right_address_and_password_sign_in(app, client):
    ada = a_person_with_password()
    answer = sign_in(client)
    assert answer.status_code == 302
    assert is_signed_in(client)
    assert [visit.person_id for visit in db.session.scalars(select(Visit))] == [ada.id]
