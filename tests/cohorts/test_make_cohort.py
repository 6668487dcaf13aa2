"""A coordinator makes a cohort."""

from datetime import date

import pytest
from sqlalchemy import select

from lms.activity.models import TrailEntry
from lms.cohorts.models import Cohort
from lms.core.db import db
from tests.cohort_factories import a_coordinated_cohort, a_facilitator
from tests.factories import a_coordinator, a_person, an_administrator, an_organisation, browser
from tests.learning_factories import a_module


@pytest.fixture
def nordby(app):
    return an_organisation()


@pytest.fixture
def fin(nordby):
    return a_coordinator("Fin Berg", nordby)


@pytest.fixture
def module(app):
    return a_module()


def filled(organisation, module, **changes):
    fields = {
        "name": "Autumn team", "organisation": organisation.id, "starts_on": "2026-12-01",
        "time_zone": "Europe/Copenhagen", f"module_{module.id}": "y", f"due_{module.id}": "2026-12-24",
    }  # fmt: skip
    return {**fields, **changes}


def test_signed_out_is_sent_to_sign_in(client):
    assert client.get("/cohorts/-/new").status_code == 302
    assert client.post("/cohorts/-/new").status_code == 401


def test_who_coordinates_nothing_makes_no_cohort(app, nordby):
    eve = a_person("Eve Dahl")
    assert browser(app, eve).get("/cohorts/-/new").status_code == 403


def test_an_administrator_makes_none_by_that_role(app):
    gry = an_administrator()
    browser(app, gry).post("/cohorts/-/new")
    assert db.session.scalar(select(Cohort)) is None


def test_a_facilitator_makes_none(app):
    _fin, cohort = a_coordinated_cohort()
    assert browser(app, a_facilitator(cohort)).get("/cohorts/-/new").status_code == 403


def test_another_organisation_is_not_among_the_choices(app, fin, module):
    other = an_organisation("Sydby Psykiatri")
    page = browser(app, fin).post("/cohorts/-/new", data=filled(other, module))
    assert page.status_code == 422
    assert db.session.scalar(select(Cohort)) is None


def test_what_is_missing_is_named(app, fin, nordby, module):
    page = browser(app, fin).post("/cohorts/-/new", data={"organisation": nordby.id})
    assert page.status_code == 422
    assert "Give the cohort a name." in page.text
    assert "Choose the day on which the cohort starts." in page.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"starts_on": "soon"}, "Write the day as year-month-day"),
        ({"starts_on": "1066-10-14"}, "between 2000 and 2100"),
        ({"time_zone": "Europe/Atlantis"}, "Not a valid choice"),
        ({"name": "x" * 201}, "there is room for 200"),
    ],
)
def test_a_field_that_cannot_be_says_so(app, fin, nordby, module, changes, sentence):
    page = browser(app, fin).post("/cohorts/-/new", data=filled(nordby, module, **changes))
    assert page.status_code == 422
    assert sentence in page.text


def test_a_module_is_not_due_before_the_start(app, fin, nordby, module):
    due = {f"due_{module.id}": "2026-11-30"}
    page = browser(app, fin).post("/cohorts/-/new", data=filled(nordby, module, **due))
    assert page.status_code == 422
    assert "due before the cohort starts" in page.text


def test_a_cohort_needs_a_module(app, fin, nordby, module):
    fields = filled(nordby, module)
    del fields[f"module_{module.id}"]
    page = browser(app, fin).post("/cohorts/-/new", data=fields)
    assert page.status_code == 422
    assert "Choose at least one module." in page.text


def test_a_coming_module_is_no_choice(app, fin, nordby, module):
    module.current_id = None
    db.session.commit()
    page = browser(app, fin).post("/cohorts/-/new", data=filled(nordby, module))
    assert page.status_code == 422
    assert "First steps" not in page.text


def test_the_cohort_stands_with_its_modules(app, fin, nordby, module):
    answer = browser(app, fin).post("/cohorts/-/new", data=filled(nordby, module))
    made = db.session.scalars(select(Cohort)).unique().one()
    assert answer.location == f"/cohorts/{made.id}/"
    assert (made.name, made.organisation_id, made.starts_on) == ("Autumn team", nordby.id, date(2026, 12, 1))
    assert [(line.module_id, line.due_on, line.added_at) for line in made.modules] == [
        (module.id, date(2026, 12, 24), None)
    ]
    trail = db.session.scalars(select(TrailEntry)).one()
    assert (trail.verb, trail.thing, trail.thing_id, trail.actor_id) == ("made", "cohort", made.id, fin.id)
