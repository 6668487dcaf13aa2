"""Invitations to an account."""

from datetime import timedelta

import pytest

from lms.accounts.models import Invitation, Role
from lms.core.clock import now
from lms.core.db import db
from lms.mail.models import OutboxMail
from tests.factories import a_person, an_administrator, an_organisation, browser, save

EMAIL = "new@work.example"


@pytest.fixture
def desk(app):
    return browser(app, an_administrator())


def an_invitation(**changes):
    values = {"email": EMAIL, "language": "en", "created_at": now(), "expires_at": now() + timedelta(days=14)}
    return save(Invitation(**{**values, **changes}))


def test_an_unknown_invitation_is_not_found(desk):
    assert desk.post("/admin/invitations/987654/resend").status_code == 404


def test_somebody_is_invited_with_a_role_in_an_organisation(desk):
    organisation = an_organisation()
    data = {"email": EMAIL, "language": "da", "organisation": organisation.id, "role": "coordinator"}
    desk.post("/admin/invitations/-/new", data=data)
    invitation = db.session.query(Invitation).one()
    assert (invitation.email, invitation.organisation_id, invitation.role) == (EMAIL, organisation.id, Role.COORDINATOR)
    assert db.session.query(OutboxMail).one().address == EMAIL


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "nowhere"}, "email"),
        ({"email": "ada@work.example"}, "email"),
        ({"role": "coordinator"}, "organisation"),
        ({"role": "facilitator"}, "role"),
        ({"organisation": "987654"}, "organisation"),
    ],
)
def test_a_refused_invitation_says_why_beside_the_field(desk, change, field):
    a_person()
    data = {"email": EMAIL, "language": "en", "organisation": "0", "role": "", **change}
    page = desk.post("/admin/invitations/-/new", data=data)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert db.session.query(Invitation).count() == 0


def test_the_list_tells_how_each_one_stands(desk, statements):
    ada = a_person()
    an_invitation()
    an_invitation(email="late@work.example", expires_at=now() - timedelta(days=1))
    an_invitation(email=None, cancelled_at=now())
    an_invitation(email=None, accepted_at=now(), accepted_by_id=ada.id)
    with statements() as ran:
        page = desk.get("/admin/invitations?lang=en").text
    assert len(ran) <= 3, ran
    for words in (EMAIL, "Waiting for an answer", "Expired", "Cancelled", "Accepted", ada.name):
        assert words in page


def test_sending_again_queues_a_mail(desk):
    invitation = an_invitation(expires_at=now() - timedelta(days=1))
    desk.post(f"/admin/invitations/{invitation.id}/resend")
    assert db.session.query(OutboxMail).one().address == EMAIL
    assert db.session.get(Invitation, invitation.id).expires_at > now()


def test_an_accepted_invitation_is_not_sent_again(desk):
    invitation = an_invitation(email=None, accepted_at=now())
    assert desk.post(f"/admin/invitations/{invitation.id}/resend").status_code == 409


def test_cancelling_deletes_the_address(desk):
    invitation = an_invitation()
    desk.post(f"/admin/invitations/{invitation.id}/cancel")
    cancelled = db.session.get(Invitation, invitation.id)
    assert cancelled.cancelled_at is not None
    assert cancelled.email is None
