import pytest
from sqlalchemy import select

from lms.core.db import db
from lms.mail.models import OutboxMail
from lms.mail.operations import post
from tests.factories import a_person


def test_a_mail_to_nobody_or_to_two_is_refused(app):
    ada = a_person()
    with pytest.raises(ValueError, match="to a person or to an address"):
        post("test.hello", language="en")
    with pytest.raises(ValueError, match="to a person or to an address"):
        post("test.hello", to=ada, address="bo@work.example", language="en")


def test_a_mail_is_undone_with_its_transaction(app):
    ada = a_person()
    post("test.hello", to=ada, language="en")
    db.session.rollback()
    assert db.session.scalars(select(OutboxMail)).all() == []


def test_a_mail_keeps_kind_and_recipient_only(app):
    ada = a_person()
    post("test.hello", to=ada, language="da", parameters={"thing": 7})
    db.session.commit()
    mail = db.session.scalars(select(OutboxMail)).one()
    assert (mail.kind, mail.recipient_id, mail.address, mail.language) == ("test.hello", ada.id, None, "da")
    assert mail.parameters == {"thing": 7}
