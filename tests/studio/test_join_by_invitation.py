"""Somebody invited reads what it is about, chooses who they are here, sees who will see what, and says yes or no."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import AgreementAnswer, NameKind, Notice, Partner, Perspective, SeatInvitation
from tests.factories import a_person, browser
from tests.studio_agreement_factories import HERE, a_proposal, a_seat_invitation, chosen
from tests.studio_factories import a_partner


@pytest.fixture
def invited(app):
    """A proposal without partners, and an invitation to Bea's address."""
    collaboration = a_proposal()
    a_seat_invitation(collaboration)
    return collaboration


def partners():
    return db.session.scalars(select(Partner)).all()


def test_an_unknown_link_says_so(client, app):
    assert client.get("/studio/-/invitations/made-up").status_code == 404
    assert client.post("/studio/-/invitations/made-up", data=chosen()).status_code == 404
    assert client.post("/studio/-/invitations/made-up/decline").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"withdrawn_at": now(), "address": None}, "called back in the meantime"),
        ({"declined_at": now(), "address": None}, "You said no to this invitation"),
        ({"days_ago": 31}, "has expired"),
    ],
)
def test_a_closed_invitation_says_why(app, changes, sentence):
    a_seat_invitation(a_proposal(), **changes)
    bea = browser(app, a_person("Bea Holst"))
    for answer in (bea.get(HERE), bea.post(HERE, data=chosen())):
        assert answer.status_code == 410
        assert sentence in answer.text
    assert partners() == []


def test_a_foreign_invitation_says_so(app, invited):
    eve = browser(app, a_person("Eve Dahl"))
    for answer in (eve.get(HERE), eve.post(HERE, data=chosen())):
        assert answer.status_code == 403
        assert "another address" in answer.text
        assert "bea@work.example" not in answer.text
    assert partners() == []


def test_opening_shows_what_it_is_about_and_writes_nothing(client, invited):
    page = client.get(HERE)
    assert "First steps" in page.text
    assert "Write the module together." in page.text
    assert "nobody is outvoted" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert db.session.scalars(select(SeatInvitation)).one().waits


def test_whoever_has_an_account_signs_in_first(client, invited):
    a_person("Bea Holst")
    assert "You have an account here" in client.get(HERE).text
    assert client.post(HERE, data=chosen()).location == HERE
    assert partners() == []


def test_each_step_keeps_what_was_chosen_and_saves_nothing(app, invited):
    bea = browser(app, a_person("Bea Holst"))
    assert "Who are you here?" in bea.post(HERE, data={"step": "start"}).text
    who = bea.post(HERE, data={k: v for k, v in chosen(step="who").items() if k not in {"pay", "employed", "hours"}})
    assert "Your terms" in who.text
    assert 'name="perspective" value="lived_experience"' in who.text
    preview = bea.post(HERE, data=chosen(step="terms"))
    assert "This is what others will see" in preview.text
    assert "The name “Birch”." in preview.text
    assert "the only one with this perspective" in preview.text
    assert "A gift card" in preview.text
    back = bea.post(HERE, data=chosen(back="1"))
    assert "Your terms" in back.text
    assert "My sister" in back.text
    assert bea.post(HERE, data=chosen(step="terms", back="1")).text.count("Birch") == 1
    assert partners() == []


def test_what_is_missing_is_said_beside_the_field(app, invited):
    bea = browser(app, a_person("Bea Holst"))
    nameless = bea.post(HERE, data=chosen(step="who", name=""))
    assert nameless.status_code == 422
    assert "Write the name the others shall see" in nameless.text
    unread = bea.post(HERE, data=chosen(step="who", reads=[]))
    assert "Choose at least one language" in unread.text
    assert "Choose a number from 0 to 160" in bea.post(HERE, data=chosen(hours="900")).text
    assert "Choose yes or no." in bea.post(HERE, data=chosen(employed="")).text
    assert partners() == []


def test_saying_yes_makes_a_partner(app, invited):
    bea = a_person("Bea Holst")
    answer = browser(app, bea).post(HERE, data=chosen())
    assert answer.location == "/studio/first-steps/"
    [partner] = partners()
    assert (partner.person_id, partner.shown_name, partner.perspective) == (
        bea.id,
        "Birch",
        Perspective.LIVED_EXPERIENCE,
    )
    assert (partner.reads, partner.pay, partner.companion) == (["da", "en"], "A gift card", "My sister")
    invitation = db.session.scalars(select(SeatInvitation)).one()
    assert (invitation.address, invitation.partner_id) == (None, partner.id)
    assert db.session.scalars(select(AgreementAnswer)).one().yes
    assert [entry.verb for entry in db.session.scalars(select(TrailEntry))] == ["joined"]
    assert invited.agreement_id is None


def test_an_account_arises_with_the_yes(app, invited):
    client = browser(app)
    page = client.post(HERE, data=chosen(step="terms"))
    assert "an account is made" in page.text
    weak = client.post(HERE, data=chosen(account_name="Bea Holst", language="da", password="short"))
    assert weak.status_code == 422
    answer = client.post(HERE, data=chosen(account_name="Bea Holst", language="da", password=""))
    assert answer.location == "/studio/first-steps/"
    person = db.session.scalars(select(Person).where(Person.email == "bea@work.example")).one()
    assert [partner.person_id for partner in partners()] == [person.id]
    assert "Bea Holst" not in client.get("/studio/first-steps/").text.split("<main")[1]


def test_somebody_without_a_name_gets_a_number(app, invited):
    browser(app, a_person("Bea Holst")).post(HERE, data=chosen(name_kind="anonymous", name="Bea Holst"))
    [partner] = partners()
    assert (partner.name_kind, partner.shown_name) == (NameKind.ANONYMOUS, "Partner 1")


def test_a_name_that_somebody_has_is_refused(app, invited):
    a_partner(invited, a_person("Bo Friis"), shown_name="Birch")
    answer = browser(app, a_person("Bea Holst")).post(HERE, data=chosen(step="who", name="birch"))
    assert answer.status_code == 422
    assert "known by this name already" in answer.text


def test_two_clicks_join_once(app, invited):
    bea = browser(app, a_person("Bea Holst"))
    answers = [bea.post(HERE, data=chosen()), bea.post(HERE, data=chosen())]
    assert [answer.location for answer in answers] == ["/studio/first-steps/"] * 2
    assert len(partners()) == 1
    assert bea.get(HERE).location == "/studio/first-steps/"


def test_a_full_perspective_is_refused_with_a_way_on(app, invited):
    for name in ("Bo Friis", "Ida Munk"):
        a_partner(invited, a_person(name))
    bea = browser(app, a_person("Bea Holst"))
    assert "Lived experience: all seats are taken" in bea.post(HERE, data={"step": "start"}).text
    answer = bea.post(HERE, data=chosen())
    assert answer.status_code == 422
    assert "The last seat for this perspective was just taken" in answer.text


def test_a_proposal_that_changed_meanwhile_is_shown_again(app, invited):
    bea = browser(app, a_person("Bea Holst"))
    assert bea.post(HERE, data=chosen(version=7)).location == HERE
    assert "Please read it again." in bea.get(HERE).text
    assert partners() == []


def test_declining_needs_no_reason_and_no_account(client, invited):
    assert "Thank you for answering" in client.post(f"{HERE}/decline").text
    assert client.post(f"{HERE}/decline").status_code == 200
    invitation = db.session.scalars(select(SeatInvitation)).one()
    assert (invitation.address, invitation.partner_id) == (None, None)
    assert invitation.declined_at is not None
    assert "You said no to this invitation" in client.get(HERE).text


def test_the_last_answer_starts_the_work(app, invited):
    a_partner(invited, a_person("Carl Lind"), Perspective.PROFESSIONAL)
    browser(app, a_person("Bea Holst")).post(HERE, data=chosen())
    db.session.refresh(invited)
    assert invited.is_in_force
    assert invited.holding.in_force_at is not None
    assert db.session.scalar(select(func.count(Notice.id)).where(Notice.kind == "agreement_started")) == 2


def test_a_no_can_be_the_last_answer_too(app, client):
    collaboration = a_proposal(peers=[a_person("Bo Friis")], professionals=[a_person("Carl Lind")])
    a_seat_invitation(collaboration)
    client.post(f"{HERE}/decline")
    db.session.refresh(collaboration)
    assert collaboration.is_in_force


def test_employees_alone_do_not_start_it(app, invited):
    a_partner(invited, a_person("Carl Lind"), Perspective.PROFESSIONAL)
    bea = browser(app, a_person("Bea Holst"))
    bea.post(HERE, data=chosen(employed="yes"))
    db.session.refresh(invited)
    assert invited.agreement_id is None
    assert "not employed by the owner" in bea.get("/studio/first-steps/-/agreement").text
    me = {k: v for k, v in chosen(employed="no").items() if k not in {"step", "version", "perspective"}}
    assert bea.post("/studio/first-steps/-/agreement/me", data=me).status_code == 302
    db.session.refresh(invited)
    assert invited.is_in_force


def test_whoever_comes_back_keeps_their_perspective(app, invited):
    bea = a_person("Bea Holst")
    a_partner(invited, bea, Perspective.PROFESSIONAL, left_at=now() - timedelta(days=3), shown_name="Birch")
    client = browser(app, bea)
    assert 'value="lived_experience"' not in client.post(HERE, data={"step": "start"}).text
    assert client.post(HERE, data=chosen()).status_code == 422
    assert client.post(HERE, data=chosen(Perspective.PROFESSIONAL)).status_code == 302
    [partner] = partners()
    assert (partner.left_at, partner.perspective) == (None, Perspective.PROFESSIONAL)
