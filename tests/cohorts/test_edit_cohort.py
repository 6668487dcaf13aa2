"""A coordinator changes a cohort; what people agreed to when they joined holds."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from lms.cohorts.models import Cohort, CohortModule
from lms.core.clock import now
from lms.core.db import db
from tests.cohort_factories import a_cohort, a_coordinated_cohort, a_facilitator, a_participant
from tests.factories import a_coordinator, a_person, an_organisation, browser
from tests.learning_factories import a_module


@pytest.fixture
def module(app):
    return a_module()


def filled(cohort, *modules, **changes):
    ticks = {f"module_{module.id}": "y" for module in modules}
    fields = {"name": cohort.name, "starts_on": cohort.starts_on.isoformat(), "time_zone": cohort.time_zone}
    return {**fields, **ticks, **changes}


def test_signed_out_is_sent_to_sign_in(client, module):
    _fin, cohort = a_coordinated_cohort([module])
    assert client.get(f"/cohorts/{cohort.id}/edit").status_code == 302


def test_strangers_facilitators_and_other_coordinators_change_nothing(app, module):
    _fin, cohort = a_coordinated_cohort([module])
    elsewhere = a_coordinator("Hans Elsewhere", an_organisation("Sydby"))
    for person in (a_person("Eve Dahl"), a_facilitator(cohort), elsewhere):
        answer = browser(app, person).post(f"/cohorts/{cohort.id}/edit", data=filled(cohort, module, name="Mine"))
        assert answer.status_code == 403
    assert db.session.get(Cohort, cohort.id).name == "Autumn team"


def test_a_missing_cohort_is_404(app, module):
    fin, _cohort = a_coordinated_cohort([module])
    assert browser(app, fin).get("/cohorts/99999/edit").status_code == 404


def test_an_archived_cohort_stays_as_it_is(app, module):
    fin, cohort = a_coordinated_cohort([module], archived_at=now())
    page = browser(app, fin).post(f"/cohorts/{cohort.id}/edit", data=filled(cohort, module, name="Spring"))
    assert page.status_code == 422
    assert "archived" in page.text
    assert db.session.get(Cohort, cohort.id).name == "Autumn team"


def test_the_start_cannot_move_back_for_people_who_joined(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_participant(cohort, a_person())
    page = browser(app, fin).post(f"/cohorts/{cohort.id}/edit", data=filled(cohort, module, starts_on="2026-08-31"))
    assert page.status_code == 422
    assert "moved later, not earlier" in page.text
    assert db.session.get(Cohort, cohort.id).starts_on == date(2026, 9, 1)


def test_the_start_moves_freely_before_anybody_joins(app, module):
    fin, cohort = a_coordinated_cohort([module])
    browser(app, fin).post(f"/cohorts/{cohort.id}/edit", data=filled(cohort, module, starts_on="2026-08-01"))
    assert db.session.get(Cohort, cohort.id).starts_on == date(2026, 8, 1)


def test_the_form_shows_what_stands(app, module):
    fin, cohort = a_coordinated_cohort([module], due_on=date(2026, 12, 24))
    page = browser(app, fin).get(f"/cohorts/{cohort.id}/edit").text
    assert 'value="Autumn team"' in page
    assert 'value="2026-12-24"' in page


def test_modules_come_go_and_get_other_due_dates(app, module):
    second = a_module("next-steps", position=2, title="Next steps")
    fin, cohort = a_coordinated_cohort([module])
    due = {f"due_{second.id}": "2027-01-15"}
    answer = browser(app, fin).post(f"/cohorts/{cohort.id}/edit", data=filled(cohort, second, name="Spring", **due))
    assert answer.location == f"/cohorts/{cohort.id}/"
    lines = db.session.scalars(select(CohortModule)).all()
    assert [(line.module_id, line.due_on, line.added_at) for line in lines] == [(second.id, date(2027, 1, 15), None)]
    assert db.session.get(Cohort, cohort.id).name == "Spring"


def test_a_module_added_later_is_shown_of_nobody_who_has_not_said_yes(app, module):
    second = a_module("next-steps", position=2, title="Next steps")
    fin, cohort = a_coordinated_cohort([module])
    ada = a_person()
    a_participant(cohort, ada, joined_at=now() - timedelta(days=1))
    browser(app, fin).post(f"/cohorts/{cohort.id}/edit", data=filled(cohort, module, second))
    assert "Not shared" in browser(app, fin).get(f"/cohorts/{cohort.id}/progress").text
    mine = browser(app, ada)
    assert "These modules were added after you joined." in mine.get(f"/cohorts/{cohort.id}/mine").text
    mine.post(f"/cohorts/{cohort.id}/mine/agree")
    assert "Not shared" not in browser(app, fin).get(f"/cohorts/{cohort.id}/progress").text
    assert "added after you joined" not in mine.get(f"/cohorts/{cohort.id}/mine").text


def test_a_cohort_elsewhere_is_untouched(app, module):
    fin, cohort = a_coordinated_cohort([module])
    other = a_cohort(an_organisation("Sydby"), [module], name="Other")
    browser(app, fin).post(f"/cohorts/{cohort.id}/edit", data=filled(cohort, module, name="Spring"))
    assert db.session.get(Cohort, other.id).name == "Other"
