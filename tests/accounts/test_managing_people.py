from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.models import Grant, Membership, OrganisationKind, Role
from lms.accounts.operations import grants, organisations, people
from lms.accounts.policy import visible_to
from lms.activity.models import Area, TrailEntry
from lms.core.clock import now, today
from lms.core.db import db
from lms.core.errors import DomainError
from tests.accounts_factories import delivered, is_signed_in
from tests.factories import a_coordinator, a_member, a_person, an_administrator, an_organisation, browser


def acts():
    entries = db.session.scalars(select(TrailEntry).order_by(TrailEntry.id))
    return [(entry.actor_id, entry.verb, entry.thing) for entry in entries if entry.area is Area.ADMINISTRATION]


def test_people_see_themselves_and_administrators_see_everybody_but_the_erased(app):
    ada, eve, gry = a_person(), a_person("Eve Stranger"), an_administrator()
    gone = a_person("Bo Dahl")
    gone.name, gone.email, gone.erased_at = "", None, now()
    db.session.commit()
    assert db.session.scalars(visible_to(ada)).all() == [ada]
    assert set(db.session.scalars(visible_to(gry))) == {ada, eve, gry}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nowhere"}, "email"),
        ({"email": "EVE@work.example"}, "email"),
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_an_account_needs_a_name_and_a_free_address(app, changes, field):
    a_person("Eve Stranger")
    with pytest.raises(DomainError) as refusal:
        people.create_person(**{"name": "Ada", "email": "ada@work.example", "language": "da", "by": None, **changes})
    assert refusal.value.field == field


def test_a_new_account_is_told_how_to_get_in(app):
    gry = an_administrator()
    ada = people.create_person(name=" Ada  Lund ", email="Ada@Work.example", language="da", by=gry)
    db.session.commit()
    assert (ada.name, ada.email) == ("Ada Lund", "ada@work.example")
    [message] = delivered(app)
    assert message.to == "ada@work.example"
    assert "http://127.0.0.1:8000/login" in message.text
    assert acts() == [(gry.id, "created", "person")]


def test_a_rename_by_an_administrator_leaves_a_trail_and_ones_own_does_not(app):
    ada, gry = a_person(), an_administrator()
    people.change_name(ada, "Ada Berg", by=ada)
    people.change_name(ada, "Ada Ørn", by=gry)
    db.session.commit()
    assert ada.sort_key == "ada |rn"
    assert acts() == [(gry.id, "renamed", "person")]


def test_deactivating_signs_out_and_reactivating_lets_in(app):
    ada, gry = a_person(), an_administrator()
    client = browser(app, ada)
    people.deactivate(ada, by=gry)
    db.session.commit()
    assert not is_signed_in(client)
    people.reactivate(ada, by=gry)
    db.session.commit()
    assert is_signed_in(browser(app, ada))
    assert [verb for _actor, verb, _thing in acts()] == ["deactivated", "reactivated"]


def test_the_last_administrator_stays(app):
    gry = an_administrator()
    closed = an_administrator("Bo Dahl")
    people.deactivate(closed, by=gry)
    db.session.commit()
    given = db.session.scalars(select(Grant).where(Grant.person_id == gry.id)).one()
    with pytest.raises(DomainError, match="last administrator"):
        grants.end_grant(given, by=gry)
    with pytest.raises(DomainError, match="last administrator"):
        people.deactivate(gry, by=gry)


def test_one_of_two_administrators_may_go(app):
    gry, bo = an_administrator(), an_administrator("Bo Dahl")
    given = db.session.scalars(select(Grant).where(Grant.person_id == bo.id)).one()
    grants.end_grant(given, by=gry)
    db.session.commit()
    assert (given.ended_by_id, given.ended_at is not None) == (gry.id, True)
    assert acts() == [(gry.id, "ended", "grant")]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.FACILITATOR])
def test_a_role_needs_its_scope(app, role):
    with pytest.raises(DomainError):
        grants.grant(a_person(), role, by=None)


def test_an_administrator_has_no_narrower_scope(app):
    with pytest.raises(DomainError):
        grants.grant(a_person(), Role.ADMINISTRATOR, organisation=an_organisation(), by=None)


def test_a_role_is_given_once_and_only_to_open_accounts(app):
    centre = an_organisation()
    ada = a_person()
    grants.grant(ada, Role.COORDINATOR, organisation=centre, by=None)
    with pytest.raises(DomainError, match="already"):
        grants.grant(ada, Role.COORDINATOR, organisation=centre, by=None)
    with pytest.raises(DomainError, match="closed"):
        grants.grant(a_person("Bo Dahl", deactivated_at=now()), Role.COORDINATOR, organisation=centre, by=None)


def test_an_ended_role_can_be_given_again(app):
    ada = a_person()
    an_administrator()
    first = grants.grant(ada, Role.ADMINISTRATOR, by=None)
    grants.end_grant(first, by=None)
    assert grants.grant(ada, Role.ADMINISTRATOR, by=None).id != first.id


def test_an_organisation_needs_a_free_name_and_a_country(app):
    an_organisation("Nordby Jobcenter")
    for name, country, field in (
        ("Nordby  Jobcenter", "DK", "name"),
        (" ", "DK", "name"),
        ("Sydby", "Danmark", "country"),
    ):
        with pytest.raises(DomainError) as refusal:
            organisations.open_organisation(name=name, kind=OrganisationKind.EMPLOYER, country=country, by=None)
        assert refusal.value.field == field


def test_an_organisation_is_opened_renamed_and_closed(app):
    gry = an_administrator()
    centre = organisations.open_organisation(name="Sydby", kind=OrganisationKind.EMPLOYER, country="DK", by=gry)
    organisations.rename(centre, "Ærø", by=gry)
    fin = a_person("Fin Berg")
    grants.grant(fin, Role.COORDINATOR, organisation=centre, by=gry)
    membership = organisations.add_member(fin, centre, starts_on=today() - timedelta(days=9), by=gry)
    organisations.close(centre, by=gry)
    db.session.commit()
    assert (centre.name, centre.sort_key[0]) == ("Ærø", "{")
    assert membership.ends_on == today()
    assert db.session.scalars(select(Grant).where(Grant.person_id == fin.id, Grant.ended_at.is_(None))).all() == []
    assert [verb for _actor, verb, thing in acts() if thing == "organisation"] == ["opened", "renamed", "closed"]


def test_somebody_may_belong_to_several_organisations_but_to_each_once(app):
    ada = a_member(a_person(), an_organisation())
    organisations.add_member(ada, an_organisation("Sydby"), by=None)
    centre = db.session.scalars(select(Membership).order_by(Membership.id)).first()
    with pytest.raises(DomainError, match="already"):
        organisations.add_member(ada, centre.organisation, by=None)


def test_a_membership_ends_and_can_begin_anew(app):
    centre = an_organisation()
    ada = a_person()
    first = organisations.add_member(ada, centre, by=None)
    with pytest.raises(DomainError, match="before it starts"):
        organisations.end_membership(first, ends_on=today() - timedelta(days=1), by=None)
    organisations.end_membership(first, by=None)
    organisations.add_member(ada, centre, by=None)
    db.session.commit()
    assert db.session.scalars(select(Membership.ends_on).order_by(Membership.id)).all() == [today(), None]


def test_acts_of_others_are_no_administrators_acts(app):
    fin = a_coordinator()
    organisations.add_member(a_person(), an_organisation("Vestby"), by=fin)
    db.session.commit()
    assert acts() == []
