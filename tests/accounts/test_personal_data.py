import pyotp
from sqlalchemy import func, select

from lms.accounts import personal_data
from lms.accounts.models import (
    Attempt,
    Grant,
    Invitation,
    Link,
    LinkPurpose,
    Membership,
    Person,
    RecoveryCode,
    Role,
    Visit,
)
from lms.accounts.operations import second_factor
from lms.core.clock import today
from lms.core.db import Base, db
from lms.mail import personal_data as mail_data
from lms.mail.models import OutboxMail
from lms.mail.operations import post
from tests.accounts_factories import a_link, a_person_with_password, an_invitation, sign_in
from tests.factories import a_grant, a_member, a_person, an_organisation, browser

OWN_TABLES = {"grants", "invitations", "links", "memberships", "recovery_codes", "visits", "outbox"}


def a_full_life(app, client):
    ada = a_person_with_password()
    an_invitation("bo@work.example", by=ada)
    a_member(ada, an_organisation())
    a_grant(ada, Role.COORDINATOR, organisation=an_organisation("Sydby"))
    a_link(ada, LinkPurpose.RESET)
    browser(app, ada)
    sign_in(client, password="not this one, sorry")
    second_factor.begin(ada)
    second_factor.confirm(ada, pyotp.TOTP(second_factor.secret(ada)).now())
    post("accounts.link", address=ada.email, language="en", parameters={"purpose": "reset"})
    db.session.commit()
    return ada


def test_every_column_that_points_to_people_is_claimed():
    pointing = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        if table.name in OWN_TABLES
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "people"
    }
    assert pointing == personal_data.CLAIMS | mail_data.CLAIMS


def test_the_export_holds_the_account_and_no_secret(app, client):
    ada = a_full_life(app, client)
    exported = personal_data.export(ada)
    assert exported["account"]["email"] == "ada@work.example"
    assert [line["organisation"] for line in exported["organisations"]] == ["Nordby Jobcenter"]
    assert [line["role"] for line in exported["roles"]] == ["coordinator"]
    assert [line["browser"] for line in exported["browsers"]] == ["Test browser"]
    assert [line["kind"] for line in mail_data.export(ada)["mails"]] == ["accounts.second_factor_on"]
    assert ada.password_hash not in repr(exported)
    assert "bo@work.example" not in repr(exported)


def test_erasing_leaves_a_tombstone(app, client):
    ada, eve = a_full_life(app, client), a_person("Eve Stranger")
    browser(app, eve)
    email = ada.email
    personal_data.erase(ada)
    mail_data.erase(ada, address=email)
    db.session.commit()
    db.session.expire_all()
    stone = db.session.get(Person, ada.id)
    assert (stone.name, stone.sort_key, stone.email, stone.password_hash, stone.totp_secret) == (
        "",
        "",
        None,
        None,
        None,
    )
    assert stone.erased_at is not None
    assert not stone.is_active
    for gone in (Link, RecoveryCode):
        assert db.session.scalar(select(func.count()).select_from(gone)) == 0
    assert db.session.scalars(select(Visit.person_id)).all() == [eve.id]
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1  # the client's, which is no person's
    assert db.session.scalars(select(Membership.ends_on)).all() == [today()]
    assert db.session.scalars(select(Grant.ended_at)).one() is not None
    assert db.session.scalars(select(OutboxMail.address)).all() == ["bo@work.example"]
    assert db.session.scalars(select(Invitation.email)).all() == ["bo@work.example"]


def test_an_erased_account_can_be_made_anew(app, client):
    ada = a_person()
    personal_data.erase(ada)
    db.session.commit()
    assert a_person().id != ada.id
