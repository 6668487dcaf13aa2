"""The invited person reads who will see what, and joins. Opening the page changes nothing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from lms.accounts.models import Membership, Person, Visit
from lms.activity.models import TrailEntry
from lms.cohorts.models import CohortInvitation, CohortModule, Participant
from lms.core.clock import now
from lms.core.db import db
from tests.cohort_factories import a_coordinated_cohort, a_facilitator, a_participant, an_invitation
from tests.factories import a_person, browser
from tests.learning_factories import a_module

ADDRESS = "ada@work.example"
JOIN = "/join/invitation-token"


@pytest.fixture
def module(app):
    return a_module()


@pytest.fixture
def invited(module):
    """Fin, his cohort, and an invitation to Ada's address."""
    fin, cohort = a_coordinated_cohort([module])
    an_invitation(cohort, ADDRESS, by=fin)
    return cohort


def participants():
    return db.session.scalars(select(Participant).where(Participant.left_at.is_(None))).all()


def newcomer(app, **fields):
    return browser(app).post(JOIN, data={"name": "Ada Lund", "language": "en", **fields})


def test_nobody_knows_a_made_up_token(app, client):
    page = client.get("/join/made-up")
    assert page.status_code == 404
    assert "ask whoever invited you" in page.text
    assert client.post("/join/made-up", data={"name": "Ada"}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"expires_at": now() - timedelta(hours=1)}, "has expired. Ask Fin Berg, coordinator at Nordby Jobcenter"),
        ({"cancelled_at": now(), "email": None}, "was called back"),
        ({"accepted_at": now(), "email": None}, "has been used already"),
    ],
)
def test_a_closed_invitation_says_why_and_whom_to_ask(app, module, changes, sentence):
    fin, cohort = a_coordinated_cohort([module])
    an_invitation(cohort, **{"email": ADDRESS, "by": fin, **changes})
    for answer in (browser(app).get(JOIN), newcomer(app)):
        assert answer.status_code == 410
        assert sentence in answer.text
        assert "Fin Berg" in answer.text
    assert participants() == []


def test_a_foreign_invitation_says_so(app, invited):
    eve = browser(app, a_person("Eve Dahl"))
    for answer in (eve.get(JOIN), eve.post(JOIN)):
        assert answer.status_code == 403
        assert "sent to another address" in answer.text
        assert "Fin Berg" in answer.text
        assert ADDRESS not in answer.text
    assert participants() == []


def test_opening_shows_exactly_who_sees_what_and_writes_nothing(app, invited):
    a_facilitator(invited)
    page = browser(app).get(JOIN)
    assert (
        "Fin Berg, coordinator at Nordby Jobcenter, and the facilitators see your name and the status of these "
        "modules since 1 September 2026: not started, under way" in page.text
    )
    assert "They never see your answers, scores, journal or what you leave out." in page.text
    assert "Facilitators today: Dana Krogh." in page.text
    assert "First steps" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert participants() == []
    assert db.session.scalars(select(CohortInvitation)).one().accepted_at is None


def test_whoever_has_an_account_signs_in_first(app, invited):
    a_person()
    page = browser(app).get(JOIN).text
    assert "You have an account here" in page
    assert "next=/join/invitation-token" in page
    assert newcomer(app).location == JOIN
    assert db.session.scalar(select(func.count(Person.id)).where(Person.email == ADDRESS)) == 1
    assert participants() == []


def test_joining_with_an_account(app, invited):
    ada = a_person()
    answer = browser(app, ada).post(JOIN)
    assert answer.location == f"/cohorts/{invited.id}/mine"
    [participant] = participants()
    assert (participant.person_id, participant.shows_earlier) == (ada.id, False)
    invitation = db.session.scalars(select(CohortInvitation)).one()
    assert (invitation.email, invitation.accepted_by_id) == (None, ada.id)
    entry = db.session.scalars(select(TrailEntry)).one()
    assert (entry.verb, entry.thing_id, entry.actor_id) == ("joined", invited.id, ada.id)
    assert db.session.scalar(select(func.count(Membership.id))) == 0


def test_earlier_completions_are_shown_only_when_ticked(app, invited):
    browser(app, a_person()).post(JOIN, data={"shows_earlier": "y"})
    assert participants()[0].shows_earlier


def test_two_clicks_join_once(app, invited):
    ada = browser(app, a_person())
    answers = [ada.post(JOIN), ada.post(JOIN)]
    assert [answer.location for answer in answers] == [f"/cohorts/{invited.id}/mine"] * 2
    assert len(participants()) == 1
    assert "You are in this cohort" in ada.get(JOIN).text


def test_who_takes_part_already_is_told_so(app, invited):
    ada = a_person()
    a_participant(invited, ada)
    assert "take part in Autumn team already" in browser(app, ada).get(JOIN).text


def test_a_removed_person_comes_back_by_an_invitation(app, invited):
    ada = a_person()
    a_participant(invited, ada, left_at=now(), removed_by_id=ada.id)
    browser(app, ada).post(JOIN)
    assert [participant.person_id for participant in participants()] == [ada.id]


def test_terms_that_changed_meanwhile_are_shown_again(app, invited):
    ada = browser(app, a_person())
    shown = f"{date(2026, 9, 1)}:{invited.modules[0].module_id}"
    second = a_module("next-steps", position=2, title="Next steps")
    db.session.add(CohortModule(cohort_id=invited.id, module_id=second.id, position=2))
    db.session.commit()
    page = ada.post(JOIN, data={"shown": shown})
    assert page.status_code == 409
    assert "Please read it again." in page.text
    assert "Next steps" in page.text
    assert participants() == []


def test_without_an_account_one_arises_and_is_signed_in(app, invited):
    visitor = browser(app)
    answer = visitor.post(JOIN, data={"name": "Åse  Lund", "language": "da"})
    assert answer.location == f"/cohorts/{invited.id}/mine"
    person = db.session.scalars(select(Person).where(Person.email == ADDRESS)).one()
    assert (person.name, person.language, person.password_hash) == ("Åse Lund", "da", None)
    assert participants()[0].person_id == person.id
    assert db.session.scalars(select(Visit)).one().person_id == person.id
    assert visitor.get(f"/cohorts/{invited.id}/mine").status_code == 200
    assert db.session.scalar(select(func.count(Membership.id))) == 0


def test_a_newcomer_may_choose_a_password(app, invited):
    newcomer(app, password="a long walk by the fjord")
    person = db.session.scalars(select(Person).where(Person.email == ADDRESS)).one()
    assert person.password_hash.startswith("$argon2id$")


def test_a_weak_password_is_refused_and_nothing_arises(app, invited):
    page = newcomer(app, password="short")
    assert page.status_code == 422
    assert "12 characters or more" in page.text
    assert 'value="Ada Lund"' in page.text
    assert db.session.scalar(select(func.count(Person.id)).where(Person.email == ADDRESS)) == 0
    assert participants() == []


def test_a_name_is_needed(app, invited):
    page = newcomer(app, name=" ")
    assert page.status_code == 422
    assert "Write the name the others shall see." in page.text


def test_an_archived_cohort_lets_nobody_in(app, module):
    fin, cohort = a_coordinated_cohort([module], archived_at=now())
    an_invitation(cohort, ADDRESS, by=fin)
    assert browser(app, a_person()).post(JOIN).status_code == 410
    assert participants() == []
