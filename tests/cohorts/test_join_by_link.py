"""A link many may join by, with places and a last day; addresses are confirmed by mail."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.cohorts.models import JoinLink, JoinLinkUse, Participant
from lms.core.clock import now, today
from lms.core.db import db
from lms.mail.models import OutboxMail
from tests.cohort_factories import (
    a_coordinated_cohort,
    a_facilitator,
    a_link,
    a_participant,
    a_use,
    delivered,
    token_in,
)
from tests.factories import a_person, browser
from tests.learning_factories import a_module

JOIN = "/join/link-token"
CONFIRM = "/join/use-token"


@pytest.fixture
def module(app):
    return a_module()


def participants():
    return db.session.scalars(select(Participant).where(Participant.left_at.is_(None))).all()


def offer(app, person, cohort, **fields):
    data = {"seats": "25", "expires_on": (today() + timedelta(days=7)).isoformat(), **fields}
    return browser(app, person).post(f"/cohorts/{cohort.id}/link", data=data)


def ask(app, email="ada@work.example", **fields):
    return browser(app).post(JOIN, data={"name": "Ada Lund", "email": email, "language": "en", **fields})


def test_signed_out_and_facilitators_make_no_link(app, client):
    _fin, cohort = a_coordinated_cohort()
    assert client.post(f"/cohorts/{cohort.id}/link").status_code == 401
    assert offer(app, a_facilitator(cohort), cohort).status_code == 403


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"seats": "0"}, "from 1 to 1000"),
        ({"seats": "many"}, "Write a whole number."),
        ({"expires_on": "2020-01-01"}, "from today to a year from now"),
        ({"expires_on": ""}, "Choose the last day."),
    ],
)
def test_a_link_needs_places_and_a_last_day(app, fields, sentence):
    fin, cohort = a_coordinated_cohort()
    page = offer(app, fin, cohort, **fields)
    assert page.status_code == 422
    assert sentence in page.text


def test_the_link_is_shown_again_and_only_to_coordinators(app, module):
    fin, cohort = a_coordinated_cohort([module])
    offer(app, fin, cohort)
    page = browser(app, fin).get(f"/cohorts/{cohort.id}/").text
    token = page.split("http://127.0.0.1:8000/join/")[1].split("<")[0]
    assert browser(app).get(f"/join/{token}").status_code == 200
    assert "0 of 25 places are taken." in page
    assert token not in browser(app, a_facilitator(cohort)).get(f"/cohorts/{cohort.id}/").text
    assert token.encode() not in db.session.scalars(select(JoinLink)).one().token_sealed


def test_a_new_link_ends_the_old_one(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    offer(app, fin, cohort)
    assert browser(app).get(JOIN).status_code == 410


def test_an_ended_link_says_whom_to_ask(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    for _click in range(2):
        assert browser(app, fin).post(f"/cohorts/{cohort.id}/link/end").status_code == 302
    page = browser(app, a_person()).post(JOIN)
    assert page.status_code == 410
    assert "has been closed. Ask Fin Berg, coordinator at Nordby Jobcenter" in page.text
    assert participants() == []


def test_an_expired_and_a_full_link_say_so(app, module):
    fin, cohort = a_coordinated_cohort([module])
    full = a_link(cohort, seats=1, by=fin)
    a_use(full, None, person_id=fin.id, used_at=now())
    a_link(cohort, token="old-token", by=fin, expires_at=now() - timedelta(minutes=1))
    assert "All places of this link are taken." in browser(app).get(JOIN).text
    assert "has expired" in browser(app).get("/join/old-token").text
    assert ask(app).status_code == 410
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 0


def test_signed_in_people_join_directly(app, module):
    fin, cohort = a_coordinated_cohort([module])
    link = a_link(cohort, by=fin)
    ada = a_person()
    for _click in range(2):
        assert browser(app, ada).post(JOIN).location == f"/cohorts/{cohort.id}/mine"
    assert [participant.person_id for participant in participants()] == [ada.id]
    uses = db.session.scalars(select(JoinLinkUse)).all()
    assert [(use.link_id, use.person_id, use.email) for use in uses] == [(link.id, ada.id, None)]


def test_who_is_in_takes_no_place(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    ada = a_person()
    a_participant(cohort, ada)
    browser(app, ada).post(JOIN)
    assert db.session.scalar(select(func.count(JoinLinkUse.id))) == 0


def test_who_was_removed_does_not_come_back_by_the_link(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    ada = a_person()
    a_participant(cohort, ada, left_at=now(), removed_by_id=fin.id)
    page = browser(app, ada).post(JOIN)
    assert page.status_code == 403
    assert "To come back, ask Fin Berg" in page.text
    assert participants() == []


def test_who_left_may_come_back_by_the_link(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    ada = a_person()
    a_participant(cohort, ada, left_at=now())
    browser(app, ada).post(JOIN)
    assert len(participants()) == 1


def test_without_an_account_the_address_is_confirmed_first(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    page = ask(app, email=" Ada@Work.example")
    assert "We have sent a link to" in page.text
    assert db.session.scalar(select(func.count(Person.id)).where(Person.email == "ada@work.example")) == 0
    [mail] = delivered(app)
    assert (mail.to, mail.subject) == ("ada@work.example", "Confirm your address")
    visitor = browser(app)
    shown = visitor.get(f"/join/{token_in(mail)}").text
    assert 'value="Ada Lund"' in shown
    assert "They never see your answers" in shown
    answer = visitor.post(f"/join/{token_in(mail)}", data={"name": "Ada Lund", "language": "en"})
    assert answer.location == f"/cohorts/{cohort.id}/mine"
    assert len(participants()) == 1
    use = db.session.scalars(select(JoinLinkUse)).one()
    assert (use.email, use.name, use.used_at is None) == (None, "", False)


def test_known_and_unknown_addresses_get_the_same_page_and_mail(app, module, statements):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    a_person()
    pages, ran = [], []
    for email in ("ada@work.example", "who@work.example"):
        with statements() as these:
            pages.append(ask(app, email=email).text.replace(email, ""))
        ran.append(list(these))
    assert pages[0] == pages[1]
    assert ran[0] == ran[1]
    known, unknown = delivered(app)
    assert known.text.replace(token_in(known), "") == unknown.text.replace(token_in(unknown), "")


def test_an_address_with_an_account_leads_to_signing_in(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_use(a_link(cohort, by=fin), "ada@work.example")
    ada = a_person()
    assert "You have an account here" in browser(app).get(CONFIRM).text
    assert browser(app, ada).post(CONFIRM).location == f"/cohorts/{cohort.id}/mine"
    assert participants()[0].person_id == ada.id


def test_the_form_sent_again_and_again_makes_one_mail(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    for _click in range(3):
        ask(app)
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 1


def test_a_link_passed_on_too_far_does_not_mail_the_world(app, module):
    fin, cohort = a_coordinated_cohort([module])
    link = a_link(cohort, seats=1, by=fin)
    for number in range(51):
        a_use(link, f"p{number}@work.example", token=f"token-{number}")
    assert ask(app).status_code == 429


def test_a_confirmation_too_late_says_so(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_use(a_link(cohort, by=fin), "ada@work.example", expires_at=now() - timedelta(minutes=1))
    page = browser(app).post(CONFIRM, data={"name": "Ada Lund", "language": "en"})
    assert page.status_code == 410
    assert participants() == []


def test_a_confirmation_finds_the_places_taken(app, module):
    fin, cohort = a_coordinated_cohort([module])
    link = a_link(cohort, seats=1, by=fin)
    a_use(link, "ada@work.example")
    browser(app, a_person("Bo Ek")).post(JOIN)
    page = browser(app).post(CONFIRM, data={"name": "Ada Lund", "language": "en"})
    assert page.status_code == 410
    assert "All places of this link are taken." in page.text
    assert db.session.scalar(select(func.count(Person.id)).where(Person.email == "ada@work.example")) == 0


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"email": "ada"}, "Write an address such as"), ({"name": ""}, "Write the name")]
)
def test_a_form_that_cannot_be_says_so(app, module, fields, sentence):
    fin, cohort = a_coordinated_cohort([module])
    a_link(cohort, by=fin)
    page = ask(app, **fields)
    assert page.status_code == 422
    assert sentence in page.text
