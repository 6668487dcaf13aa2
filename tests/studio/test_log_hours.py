"""My hours: mine alone, noted once, taken away as a table, deleted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.core.clock import today
from lms.core.db import db
from lms.studio.models import HoursEntry
from tests.factories import a_person, browser
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration

PATH = "/studio/-/hours/"


@pytest.fixture
def bea(app):
    return a_person("Bea Holt")


@pytest.fixture
def collaboration(bea):
    return a_collaboration(a_module(), peers=[bea, a_person("Bo Friis")], professionals=[a_person("Carl Juhl")])


def note(client, collaboration, **changes):
    data = {
        "collaboration": collaboration.id,
        "day": today().isoformat(),
        "hours": 1,
        "minutes": 30,
        "note": "Read it all.",
    }
    return client.post(PATH, data=data | changes)


def entries():
    return db.session.scalars(select(HoursEntry)).all()


def test_signed_out_leads_to_sign_in(client):
    assert client.get(PATH).status_code == 302


def test_nobody_else_reads_or_deletes_my_hours(app, bea, collaboration):
    note(browser(app, bea), collaboration)
    carl = browser(app, db.session.get(type(bea), collaboration.owner_id))
    assert "Read it all." not in carl.get(PATH).text
    assert b"Read it all." not in carl.get(f"{PATH}hours.csv").data
    assert carl.post(f"{PATH}{entries()[0].id}/delete").status_code == 404
    assert len(entries()) == 1


def test_only_my_own_collaborations_can_be_chosen(app, collaboration):
    assert note(browser(app, a_person("Eve Moe")), collaboration).status_code == 422
    assert not entries()


@pytest.mark.parametrize(
    "changes",
    [
        {"hours": 0, "minutes": 0},
        {"hours": 25},
        {"hours": 24},
        {"day": (today() + timedelta(days=2)).isoformat()},
        {"day": ""},
    ],
)
def test_impossible_times_are_refused(app, bea, collaboration, changes):
    assert note(browser(app, bea), collaboration, **changes).status_code == 422
    assert not entries()


def test_sent_twice_it_is_noted_once_and_encrypted(app, bea, collaboration):
    client = browser(app, bea)
    note(client, collaboration)
    note(client, collaboration)
    [entry] = entries()
    assert entry.minutes == 90
    assert b"Read" not in entry.sealed_note
    assert "1 h 30 min" in client.get(PATH).text


def test_taken_away_as_a_table_that_runs_nothing(app, bea, collaboration):
    client = browser(app, bea)
    note(client, collaboration, note="=1+1")
    answer = client.get(f"{PATH}hours.csv")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.decode("utf-8-sig").splitlines()[1] == f"{today()},First steps,90,'=1+1"


def test_deleted_it_is_gone(app, bea, collaboration):
    client = browser(app, bea)
    note(client, collaboration)
    client.post(f"{PATH}{entries()[0].id}/delete")
    assert not entries()
