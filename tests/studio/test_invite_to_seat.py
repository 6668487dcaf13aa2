"""Inviting to a seat: the mail reveals nothing, nobody is looked up, and an address is kept as short as can be."""

from datetime import timedelta

from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.mail.models import OutboxMail
from lms.studio.models import SeatInvitation
from lms.studio.operations import inviting
from tests.cohort_factories import delivered
from tests.factories import a_person, browser
from tests.studio_agreement_factories import HERE, a_proposal, a_running, a_seat_invitation

INVITE = "/studio/first-steps/-/agreement/invite"


def owner_of(collaboration):
    return db.session.get(Person, collaboration.owner_id)


def invitations():
    return db.session.scalars(select(SeatInvitation)).all()


def test_only_the_owner_invites(app):
    bea, _bo, _carl, _running = a_running()
    assert browser(app, bea).get(INVITE).status_code == 403
    assert browser(app, bea).post(INVITE, data={"address": "x@work.example", "language": "da"}).status_code == 403
    assert browser(app, a_person("Eve Dahl")).get(INVITE).status_code == 404


def test_the_mail_says_one_sentence_and_nothing_else(app):
    collaboration = a_proposal()
    client = browser(app, owner_of(collaboration))
    assert client.post(INVITE, data={"address": " Bea@Work.example ", "language": "en"}).status_code == 302
    [invitation] = invitations()
    assert (invitation.address, invitation.token_hash) == ("bea@work.example", None)
    [message] = delivered(app)
    assert message.subject == "You are invited to write learning material with us"
    assert message.to == "bea@work.example"
    for revealing in ("First steps", "first-steps", "lived", "experience", "Olga", "Nordby", "perspective", "module"):
        assert revealing.casefold() not in (message.text + message.html + message.subject).casefold()
    [link] = [word for word in message.text.split() if "/studio/-/invitations/" in word]
    assert browser(app).get(link.partition("example")[2] or link[link.index("/studio") :]).status_code == 200
    assert db.session.scalars(select(OutboxMail)).one().address is None
    assert [entry.verb for entry in db.session.scalars(select(TrailEntry))] == ["invited"]


def test_a_known_and_an_unknown_address_get_the_same_answer(app):
    bea, _bo, _carl, collaboration = a_running()
    collaboration.holding.seats = {"lived_experience": 6, "professional": 2}
    db.session.commit()
    client = browser(app, owner_of(collaboration))
    for address in (bea.email, "nobody@work.example"):
        answer = client.post(INVITE, data={"address": address, "language": "en"})
        assert answer.location == "/studio/first-steps/-/agreement"
    assert len(invitations()) == 2


def test_what_is_no_address_and_what_waits_already_is_refused(app):
    collaboration = a_proposal()
    a_seat_invitation(collaboration)
    client = browser(app, owner_of(collaboration))
    assert "Write an address such as" in client.post(INVITE, data={"address": "bea", "language": "en"}).text
    again = client.post(INVITE, data={"address": "bea@work.example", "language": "en"})
    assert again.status_code == 422
    assert "invited already" in again.text
    assert len(invitations()) == 1


def test_no_more_invitations_than_seats(app):
    collaboration = a_proposal()
    for number in range(3):
        a_seat_invitation(collaboration, f"p{number}@work.example", token=f"t{number}")
    answer = browser(app, owner_of(collaboration)).post(INVITE, data={"address": "q@work.example", "language": "en"})
    assert answer.status_code == 422
    assert "Every seat is taken or offered" in answer.text


def test_only_the_owner_sees_addresses(app):
    bea = a_person("Bea Holst")
    collaboration = a_proposal(peers=[bea])
    a_seat_invitation(collaboration, "nora@work.example")
    page = "/studio/first-steps/-/agreement"
    assert "nora@work.example" in browser(app, owner_of(collaboration)).get(page).text
    seen = browser(app, bea).get(page).text
    assert "nora@work.example" not in seen
    assert "1 invitation has not been answered yet." in seen


def test_an_invitation_is_called_back_after_fourteen_days(app):
    collaboration = a_proposal()
    invitation = a_seat_invitation(collaboration, days_ago=13)
    client = browser(app, owner_of(collaboration))
    withdraw = f"/studio/first-steps/-/agreement/invitations/{invitation.id}/withdraw"
    early = client.post(withdraw)
    assert early.status_code == 409
    assert "14 days to think it over" in early.text
    invitation.invited_at = now() - timedelta(days=15)
    db.session.commit()
    assert [client.post(withdraw).status_code for _click in range(2)] == [302, 302]
    db.session.refresh(invitation)
    assert (invitation.address, invitation.waits) == (None, False)
    assert "called back in the meantime" in browser(app).get(HERE).text


def test_an_answered_invitation_is_not_called_back(app):
    collaboration = a_proposal()
    invitation = a_seat_invitation(collaboration, days_ago=20, declined_at=now(), address=None)
    answer = browser(app, owner_of(collaboration)).post(
        f"/studio/first-steps/-/agreement/invitations/{invitation.id}/withdraw"
    )
    assert answer.status_code == 409
    assert "has been answered in the meantime" in answer.text


def test_an_invitation_of_another_collaboration_is_not_there(app):
    collaboration = a_proposal()
    assert (
        browser(app, owner_of(collaboration))
        .post("/studio/first-steps/-/agreement/invitations/999/withdraw")
        .status_code
        == 404
    )


def test_an_unanswered_invitation_goes_after_thirty_days_and_the_work_may_begin(app):
    collaboration = a_proposal(peers=[a_person("Bea Holst")], professionals=[a_person("Carl Lind")])
    a_seat_invitation(collaboration, "late@work.example", days_ago=31)
    inviting.purge()
    db.session.commit()
    assert db.session.scalar(select(func.count(SeatInvitation.id))) == 0
    db.session.refresh(collaboration)
    assert collaboration.is_in_force


def test_a_mail_for_an_invitation_called_back_is_not_sent(app):
    collaboration = a_proposal()
    invitation = inviting.invite(collaboration, "bea@work.example", language="da", by=owner_of(collaboration))
    invitation.withdrawn_at, invitation.address = now(), None
    db.session.commit()
    assert delivered(app) == []
