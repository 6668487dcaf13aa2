"""Being in a cohort: seeing what is seen, leaving, being removed; the list of somebody's cohorts."""

from datetime import date

import pytest
from sqlalchemy import func, select

from lms.activity.models import TrailEntry
from lms.cohorts.models import Participant
from lms.core.clock import now
from lms.core.db import db
from lms.learning.deadlines import deadlines_of
from lms.learning.models import ModuleDone
from tests.cohort_factories import BEFORE, a_cohort, a_coordinated_cohort, a_facilitator, a_participant
from tests.factories import a_person, an_administrator, an_organisation, browser
from tests.learning_factories import a_learner, a_module, a_module_done


@pytest.fixture
def module(app):
    return a_module()


def verbs():
    return [entry.verb for entry in db.session.scalars(select(TrailEntry).order_by(TrailEntry.id))]


def test_signed_out_is_sent_to_sign_in(client, module):
    _fin, cohort = a_coordinated_cohort([module])
    assert client.get("/cohorts/").status_code == 302
    assert client.get(f"/cohorts/{cohort.id}/").status_code == 302
    assert client.get(f"/cohorts/{cohort.id}/mine").status_code == 302
    assert client.post(f"/cohorts/{cohort.id}/leave").status_code == 401


def test_a_stranger_finds_nothing(app, module):
    _fin, cohort = a_coordinated_cohort([module])
    eve = browser(app, a_person("Eve Dahl"))
    assert "You are in no cohort at the moment." in eve.get("/cohorts/").text
    for path in ("", "mine", "progress", "edit", "invite"):
        assert eve.get(f"/cohorts/{cohort.id}/{path}").status_code == 403
    for path in ("mine", "mine/agree", "leave", "archive", "link", "link/end"):
        assert eve.post(f"/cohorts/{cohort.id}/{path}").status_code == 403


def test_an_administrator_sees_no_cohort_by_that_role(app, module):
    _fin, cohort = a_coordinated_cohort([module])
    page = browser(app, an_administrator()).get(f"/cohorts/{cohort.id}/")
    assert page.status_code in {302, 403}


def test_a_participant_is_led_to_their_own_page(app, module):
    _fin, cohort = a_coordinated_cohort([module])
    ada = a_person()
    a_participant(cohort, ada)
    a_participant(cohort, a_person("Bo Ek"))
    mine = browser(app, ada)
    assert mine.get(f"/cohorts/{cohort.id}/").location == f"/cohorts/{cohort.id}/mine"
    page = mine.get(f"/cohorts/{cohort.id}/mine").text
    assert "Fin Berg, coordinator at Nordby Jobcenter" in page
    assert "Not started" in page
    assert "Bo Ek" not in page


def test_my_list_says_what_i_am_where(app, module):
    fin, cohort = a_coordinated_cohort([module])
    elsewhere = a_cohort(an_organisation("Sydby"), [module], name="Sydby team")
    a_participant(elsewhere, fin)
    dana = a_facilitator(cohort)
    ada = a_person()
    a_participant(cohort, ada)
    page = browser(app, fin).get("/cohorts/").text
    assert page.index("Cohorts you coordinate") < page.index("Autumn team") < page.index("1 person")
    assert page.index("Cohorts you take part in") < page.index("Sydby team")
    assert "Cohorts you facilitate" in browser(app, dana).get("/cohorts/").text
    own = browser(app, ada).get("/cohorts/").text
    assert "Autumn team" in own
    assert "1 person" not in own


def test_earlier_completions_are_mine_until_i_show_them(app, module):
    fin, cohort = a_coordinated_cohort([module])
    ada = a_person()
    a_participant(cohort, ada)
    a_module_done(a_learner(ada), module, BEFORE)
    mine = browser(app, ada)
    assert "You completed it on 20 August 2026. They don't see that." in mine.get(f"/cohorts/{cohort.id}/mine").text
    mine.post(f"/cohorts/{cohort.id}/mine", data={"shows_earlier": "y"})
    assert "20 August 2026" in browser(app, fin).get(f"/cohorts/{cohort.id}/progress").text
    mine.post(f"/cohorts/{cohort.id}/mine", data={})
    assert "20 August 2026" not in browser(app, fin).get(f"/cohorts/{cohort.id}/progress").text


def test_leaving_keeps_the_learning_and_twice_is_once(app, module):
    fin, cohort = a_coordinated_cohort([module])
    ada = a_person()
    a_participant(cohort, ada)
    a_module_done(a_learner(ada), module)
    for _click in range(2):
        assert browser(app, ada).post(f"/cohorts/{cohort.id}/leave").location == "/cohorts/"
    assert db.session.scalars(select(Participant)).one().left_at is not None
    assert db.session.scalar(select(func.count(ModuleDone.id))) == 1
    assert "Ada Lund" not in browser(app, fin).get(f"/cohorts/{cohort.id}/").text
    assert browser(app, ada).get(f"/cohorts/{cohort.id}/mine").status_code == 403
    assert verbs() == ["left"]


def test_a_facilitator_removes_nobody(app, module):
    _fin, cohort = a_coordinated_cohort([module])
    participant = a_participant(cohort, a_person())
    answer = browser(app, a_facilitator(cohort)).post(f"/cohorts/{cohort.id}/participants/{participant.id}/remove")
    assert answer.status_code == 403
    assert db.session.get(Participant, participant.id).left_at is None


def test_somebody_elsewhere_is_not_removed_from_here(app, module):
    fin, cohort = a_coordinated_cohort([module])
    own = a_cohort(cohort.organisation, [module], name="Second")
    strange = a_cohort(an_organisation("Sydby"), [module])
    second = a_participant(own, a_person())
    third = a_participant(strange, a_person("Bo Ek"))
    assert browser(app, fin).post(f"/cohorts/{cohort.id}/participants/{second.id}/remove").status_code == 404
    browser(app, fin).post(f"/cohorts/{cohort.id}/participants/{third.id}/remove")
    assert {row.left_at for row in db.session.scalars(select(Participant))} == {None}


def test_a_removed_person_disappears_and_keeps_the_learning(app, module):
    fin, cohort = a_coordinated_cohort([module])
    ada = a_person()
    participant = a_participant(cohort, ada)
    a_module_done(a_learner(ada), module)
    for _click in range(2):
        assert browser(app, fin).post(f"/cohorts/{cohort.id}/participants/{participant.id}/remove").status_code == 302
    row = db.session.get(Participant, participant.id)
    assert (row.left_at is None, row.removed_by_id) == (False, fin.id)
    assert db.session.scalar(select(func.count(ModuleDone.id))) == 1
    assert "Ada Lund" not in browser(app, fin).get(f"/cohorts/{cohort.id}/").text
    assert verbs() == ["removed"]


def test_deadlines_come_from_cohorts_that_run_and_that_i_am_in(app, module):
    _fin, cohort = a_coordinated_cohort([module], due_on=date(2026, 12, 24))
    over = a_cohort(cohort.organisation, [module], name="Over", due_on=date(2026, 12, 1), archived_at=now())
    left = a_cohort(cohort.organisation, [module], name="Left", due_on=date(2026, 12, 2))
    ada = a_person()
    a_participant(cohort, ada)
    a_participant(over, ada)
    a_participant(left, ada, left_at=now())
    assert deadlines_of(ada) == [(module.id, date(2026, 12, 24), "Autumn team")]
    assert deadlines_of(a_person("Eve Dahl")) == []
