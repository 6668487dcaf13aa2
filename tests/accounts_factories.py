"""Things of signing in, for tests."""

import re

from lms.accounts.models import LinkPurpose
from lms.accounts.operations import invitations, links
from lms.accounts.operations.passwords import hashed
from lms.core.db import db
from lms.mail.operations import deliver_due
from tests.factories import a_person, save
from tests.mail_factories import Mailbox

PASSWORD = "tre røde cykler i regn"


def a_person_with_password(name="Ada Lund", password=PASSWORD, **changes):
    return a_person(name, password_hash=hashed(password), **changes)


def a_link(person, purpose=LinkPurpose.SIGN_IN):
    token = links.make(person, purpose)
    db.session.commit()
    return token


def an_invitation(email="ada@work.example", *, organisation=None, role=None, by=None, **changes):
    """Return an invitation and the token its mail would hold."""
    invitation = invitations.invite(email=email, organisation=organisation, role=role, language="en", by=by)
    for name, value in changes.items():
        setattr(invitation, name, value)
    token = invitations.give_token(invitation)
    save(invitation)
    return invitation, token


def sign_in(client, email="ada@work.example", password=PASSWORD, **fields):
    return client.post("/login", data={"email": email, "password": password, "do": "password", **fields})


def ask_for_link(client, email="ada@work.example", do="link"):
    return client.post("/login", data={"email": email, "do": do})


def delivered(app):
    """Send what is due; return the messages."""
    box = Mailbox()
    kept = app.extensions["lms.mail_transport"]
    app.extensions["lms.mail_transport"] = box
    try:
        deliver_due(app)
    finally:
        app.extensions["lms.mail_transport"] = kept
    return box.messages


def path_in(message):
    """Return the path of the link in a message."""
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", message.text).group(1)


def is_signed_in(client):
    return client.get("/account").status_code == 200
