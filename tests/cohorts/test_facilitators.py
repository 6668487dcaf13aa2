"""A coordinator appoints and dismisses facilitators of a cohort."""

import re

from sqlalchemy import select

from lms.accounts.models import Grant, Role
from lms.core.db import db
from tests.cohort_factories import a_cohort, a_coordinated_cohort, a_facilitator
from tests.factories import a_member, a_person, an_organisation, browser


def appoint(app, person, cohort, email):
    return browser(app, person).post(f"/cohorts/{cohort.id}/facilitators", data={"email": email})


def roles(person):
    return [
        grant.role
        for grant in db.session.scalars(select(Grant).where(Grant.person_id == person.id, Grant.ended_at.is_(None)))
    ]


def test_signed_out_is_told_to_sign_in(client):
    _fin, cohort = a_coordinated_cohort()
    assert client.post(f"/cohorts/{cohort.id}/facilitators").status_code == 401


def test_a_facilitator_appoints_nobody(app):
    _fin, cohort = a_coordinated_cohort()
    assert appoint(app, a_facilitator(cohort), cohort, "ada@work.example").status_code == 403


def test_unknown_and_foreign_addresses_get_the_same_answer(app):
    fin, cohort = a_coordinated_cohort()
    a_member(a_person("Eve Dahl"), an_organisation("Sydby"))
    answers = [appoint(app, fin, cohort, email) for email in ("eve@work.example", "who@work.example")]
    assert [answer.status_code for answer in answers] == [422, 422]
    texts = [re.sub(r'name="csrf_token"[^>]*', "", answer.text).replace("eve@", "who@") for answer in answers]
    assert "Nobody at Nordby Jobcenter has this address" in texts[0]
    assert texts[0] == texts[1]


def test_what_is_no_address_is_said_beside_the_field(app):
    fin, cohort = a_coordinated_cohort()
    answer = appoint(app, fin, cohort, "dana")
    assert answer.status_code == 422
    assert "Write an address such as" in answer.text


def test_twice_is_refused_with_a_sentence(app):
    fin, cohort = a_coordinated_cohort()
    dana = a_facilitator(cohort)
    a_member(dana, cohort.organisation)
    assert "has this role already" in appoint(app, fin, cohort, "dana@work.example").text


def test_a_person_of_the_organisation_facilitates_from_now_on(app):
    fin, cohort = a_coordinated_cohort()
    dana = a_member(a_person("Dana Krogh"), cohort.organisation)
    assert appoint(app, fin, cohort, " Dana@Work.example ").status_code == 302
    assert roles(dana) == [Role.FACILITATOR]
    assert browser(app, dana).get(f"/cohorts/{cohort.id}/progress").status_code == 200


def test_a_dismissed_facilitator_sees_nothing_any_more(app):
    fin, cohort = a_coordinated_cohort()
    dana = a_facilitator(cohort)
    grant = db.session.scalars(select(Grant).where(Grant.person_id == dana.id)).one()
    for _click in range(2):
        assert browser(app, fin).post(f"/cohorts/{cohort.id}/facilitators/{grant.id}/end").status_code == 302
    assert roles(dana) == []
    assert browser(app, dana).get(f"/cohorts/{cohort.id}/progress").status_code == 403


def test_a_grant_of_another_cohort_is_not_ended_from_here(app):
    fin, cohort = a_coordinated_cohort()
    elsewhere = a_facilitator(a_cohort(an_organisation("Sydby")))
    grant = db.session.scalars(select(Grant).where(Grant.person_id == elsewhere.id)).one()
    browser(app, fin).post(f"/cohorts/{cohort.id}/facilitators/{grant.id}/end")
    assert roles(elsewhere) == [Role.FACILITATOR]
