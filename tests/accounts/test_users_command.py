import re

import pytest
from sqlalchemy import select

from lms.accounts.models import Grant, Person, Role
from lms.cli.users import users
from lms.core.db import db
from lms.core.errors import DomainError
from tests.accounts_factories import delivered, is_signed_in
from tests.factories import a_person, an_administrator


def run(app, *arguments):
    return app.test_cli_runner().invoke(users, arguments, catch_exceptions=False)


def test_a_taken_address_is_refused_in_one_line(app):
    a_person()
    with pytest.raises(DomainError, match="There is an account with this address already"):
        run(app, "create", "--name", "Ada", "--email", "ada@work.example")


def test_an_unknown_address_cannot_be_closed(app):
    with pytest.raises(DomainError, match="There is no account with this address"):
        run(app, "deactivate", "--email", "ada@work.example")


def test_the_first_administrator_arises_with_a_link(app, client):
    done = run(app, "create", "--name", "Gry Holm", "--email", "gry@work.example", "--administrator", "--link")
    assert "Made an account for gry@work.example as administrator" in done.output
    gry = db.session.scalars(select(Person)).one()
    assert db.session.scalars(select(Grant.role).where(Grant.person_id == gry.id)).all() == [Role.ADMINISTRATOR]
    client.post(re.search(r"http://127\.0\.0\.1:8000(\S+)", done.output).group(1))
    assert is_signed_in(client)


def test_without_a_terminal_a_mail_says_how_to_get_in(app):
    run(app, "create", "--name", "Ada Lund", "--email", "ada@work.example", "--language", "en")
    assert [message.subject for message in delivered(app)] == ["You have an account"]
    assert db.session.scalars(select(Person.password_hash)).all() == [None]


def test_an_account_is_closed_and_opened(app):
    ada = a_person()
    run(app, "deactivate", "--email", "Ada@work.example")
    db.session.refresh(ada)
    assert not ada.is_active
    run(app, "reactivate", "--email", "ada@work.example")
    db.session.refresh(ada)
    assert ada.is_active


def test_the_last_administrator_stays_open(app):
    an_administrator()
    with pytest.raises(DomainError, match="last administrator"):
        run(app, "deactivate", "--email", "gry@work.example")
