"""Names of people, organisations and cohorts hold what can be seen, in one line."""

import pytest
from sqlalchemy import select

from lms.accounts.models import Organisation
from lms.core.db import db
from lms.core.names import one_line
from tests.factories import a_coordinator, a_person, an_administrator, browser


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada \r\n Lund\t", "Ada Lund"),
        ("Ada\u202e dnuL\u2066", "Ada dnuL"),
        ("A\x01da\x7f Lund\uffff", "Ada Lund"),
        ("Åse Ærø-Øst 👩‍🏫", "Åse Ærø-Øst 👩‍🏫"),
        ("\u202e\u200b\u200d", ""),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(typed, kept):
    assert one_line(typed) == kept


def test_a_name_of_nothing_to_see_is_refused(app):
    ada = a_person()
    answer = browser(app, ada).post("/account", data={"name": "\u202e\u200b", "language": "en", "time_zone": "UTC"})
    assert answer.status_code == 422
    assert ada.name == "Ada Lund"


def test_an_organisation_cannot_be_named_like_another_with_something_unseen(app):
    client = browser(app, an_administrator())
    form = {"kind": "job_centre", "country": "DK"}
    assert client.post("/admin/organisations/-/new", data={"name": "Nordby", **form}).status_code == 302
    assert client.post("/admin/organisations/-/new", data={"name": "Nord\u200bby", **form}).status_code == 422
    assert db.session.scalars(select(Organisation.name)).all() == ["Nordby"]


def test_a_cohort_has_a_name_that_can_be_seen(app):
    client = browser(app, a_coordinator())
    answer = client.post("/cohorts/-/new", data={"name": "\u202e", "starts_on": "2026-12-01"})
    assert "Give the cohort a name." in answer.get_data(as_text=True)
