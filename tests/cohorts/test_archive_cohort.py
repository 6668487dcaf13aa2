"""A coordinator archives a cohort: nobody comes in any more, what it showed stays."""

from sqlalchemy import func, select

from lms.activity.models import TrailEntry
from lms.cohorts.models import Cohort, CohortInvitation, JoinLink
from lms.core.clock import now
from lms.core.db import db
from tests.cohort_factories import a_coordinated_cohort, a_facilitator, a_link, a_participant, an_invitation
from tests.factories import a_person, browser
from tests.learning_factories import a_module


def test_signed_out_is_told_to_sign_in(client):
    _fin, cohort = a_coordinated_cohort()
    assert client.post(f"/cohorts/{cohort.id}/archive").status_code == 401


def test_a_stranger_and_a_facilitator_cannot(app):
    _fin, cohort = a_coordinated_cohort()
    for person in (a_person("Eve Dahl"), a_facilitator(cohort)):
        assert browser(app, person).post(f"/cohorts/{cohort.id}/archive").status_code == 403
    assert not db.session.get(Cohort, cohort.id).is_archived


def test_twice_is_once(app):
    fin, cohort = a_coordinated_cohort(archived_at=now())
    assert browser(app, fin).post(f"/cohorts/{cohort.id}/archive").status_code == 302
    assert db.session.scalar(select(func.count(TrailEntry.id))) == 0


def test_invitations_and_link_end_and_addresses_go(app):
    fin, cohort = a_coordinated_cohort([a_module()])
    an_invitation(cohort, "bo@work.example")
    a_link(cohort)
    browser(app, fin).post(f"/cohorts/{cohort.id}/archive")
    invitation = db.session.scalars(select(CohortInvitation)).one()
    assert (invitation.email, invitation.cancelled_at is None) == (None, False)
    assert db.session.scalars(select(JoinLink)).one().ended_at is not None
    assert "has ended, so nobody can join" in browser(app).get("/join/link-token").text


def test_what_it_showed_stays(app):
    fin, cohort = a_coordinated_cohort([a_module()])
    a_participant(cohort, a_person())
    browser(app, fin).post(f"/cohorts/{cohort.id}/archive")
    page = browser(app, fin).get(f"/cohorts/{cohort.id}/").text
    assert "Archived on" in page
    assert "Ada Lund" in page
    assert "Change the cohort" not in page
