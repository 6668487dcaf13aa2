from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.models import Invitation, Role
from lms.accounts.operations import invitations
from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from tests.accounts_factories import an_invitation
from tests.factories import a_person, an_administrator, an_organisation


def invite(email="ada@work.example", organisation=None, role=None, by=None):
    return invitations.invite(email=email, organisation=organisation, role=role, language="da", by=by)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "ada at work"}, "email"),
        ({"email": "eve@work.example"}, "email"),
        ({"role": Role.COORDINATOR}, "organisation"),
        ({"role": Role.FACILITATOR}, "role"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(app, changes, field):
    a_person("Eve Stranger")
    with pytest.raises(DomainError) as refusal:
        invite(**changes)
    assert refusal.value.field == field


def test_one_invitation_at_a_time(app):
    invite()
    with pytest.raises(DomainError, match="waiting already"):
        invite("ADA@work.example")


def test_a_closed_organisation_takes_nobody(app):
    with pytest.raises(DomainError, match="closed"):
        invite(organisation=an_organisation(closed_at=now()))


def test_an_accepted_invitation_is_neither_sent_again_nor_cancelled(app):
    ada = a_person()
    invitation, _token = an_invitation("bo@work.example", accepted_at=now(), accepted_by_id=ada.id)
    for act in (invitations.resend, invitations.cancel):
        with pytest.raises(DomainError, match="accepted"):
            act(invitation, by=None)


def test_each_act_leaves_its_trail(app):
    gry = an_administrator()
    invitation = invite(by=gry)
    invitations.resend(invitation, by=gry)
    invitations.cancel(invitation, by=gry)
    db.session.commit()
    trail = db.session.scalars(select(TrailEntry).order_by(TrailEntry.id))
    acts = [(entry.actor_id, entry.verb, entry.thing, entry.thing_id) for entry in trail]
    assert acts == [(gry.id, verb, "invitation", invitation.id) for verb in ("invited", "resent", "cancelled")]


def test_addresses_of_long_expired_invitations_are_deleted(app):
    an_invitation("bo@work.example", expires_at=now() - timedelta(days=31))
    an_invitation()
    invitations.purge()
    emails = db.session.scalars(select(Invitation.email).order_by(Invitation.id)).all()
    assert emails == [None, "ada@work.example"]
