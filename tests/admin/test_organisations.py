"""Organisations and the list of roles."""

import pytest

from lms.accounts.models import Membership, Organisation, OrganisationKind, Role
from lms.core.clock import now
from lms.core.db import db
from tests.factories import a_coordinator, a_grant, a_member, a_person, an_administrator, an_organisation, browser, save


@pytest.fixture
def desk(app):
    return browser(app, an_administrator())


def test_an_unknown_organisation_is_not_found(desk):
    assert desk.get("/admin/organisations/987654").status_code == 404


def test_an_organisation_is_added_with_kind_and_country(desk):
    data = {"name": "  Peer  Partnerskabet ", "kind": "peer_organisation", "country": "DK"}
    desk.post("/admin/organisations/-/new", data=data)
    made = db.session.query(Organisation).one()
    assert (made.name, made.kind, made.country) == ("Peer Partnerskabet", OrganisationKind.PEER_ORGANISATION, "DK")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Nordby Jobcenter"}, "name"),
        ({"kind": "x"}, "kind"),
        ({"country": "XX"}, "country"),
    ],
)
def test_a_refused_organisation_says_why_beside_the_field(desk, change, field):
    an_organisation()
    data = {"name": "New", "kind": "employer", "country": "GB", **change}
    page = desk.post("/admin/organisations/-/new", data=data)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text


def test_countries_of_the_programme_come_first_in_the_readers_language(desk):
    page = desk.get("/admin/organisations/-/new?lang=da").text
    assert page.index(">Danmark<") < page.index(">Storbritannien<") < page.index(">Belgien<")


def test_the_list_counts_people_without_a_query_each(desk, statements):
    for number in range(5):
        a_member(a_person(f"Ada {number}", email=f"a{number}@work.example"), an_organisation(f"Nordby {number}"))
    with statements() as ran:
        page = desk.get("/admin/organisations?lang=en")
    assert len(ran) <= 3, ran
    assert page.text.count("<td>1</td>") == 5


def test_an_organisations_page_lists_who_belongs_to_it_today(desk, statements):
    organisation = an_organisation()
    a_member(a_person(), organisation)
    eve = a_member(a_person("Eve Stranger"), organisation)
    db.session.query(Membership).filter_by(person_id=eve.id).one().ends_on = now().date()
    db.session.commit()
    with statements() as ran:
        page = desk.get(f"/admin/organisations/{organisation.id}")
    assert len(ran) <= 4, ran
    assert "Ada Lund" in page.text
    assert "Eve Stranger" not in page.text


def test_an_organisation_is_renamed(desk):
    organisation = an_organisation()
    desk.post(f"/admin/organisations/{organisation.id}/name", data={"name": "Østby Jobcenter"})
    assert db.session.get(Organisation, organisation.id).name == "Østby Jobcenter"


def test_a_name_that_is_taken_is_refused(desk):
    an_organisation("Sydby Kommune")
    organisation = an_organisation()
    page = desk.post(f"/admin/organisations/{organisation.id}/name", data={"name": "Sydby Kommune"})
    assert page.status_code == 422
    assert 'id="name-error"' in page.text


def test_closing_an_organisation_ends_memberships_and_coordination(desk):
    organisation = an_organisation()
    fin = a_member(a_coordinator(organisation=organisation), organisation)
    desk.post(f"/admin/organisations/{organisation.id}/close")
    assert db.session.get(Organisation, organisation.id).closed_at is not None
    assert db.session.query(Membership).filter_by(person_id=fin.id).one().ends_on is not None
    assert "Closed since" in desk.get(f"/admin/organisations/{organisation.id}?lang=en").text


def test_roles_are_listed_with_their_scope_and_who_gave_them(desk, statements):
    given = a_grant(a_person(), Role.COORDINATOR, organisation=an_organisation())
    given.created_by_id = save(an_administrator("Hal Other")).id
    db.session.commit()
    with statements() as ran:
        page = desk.get("/admin/roles?lang=en").text
    assert len(ran) <= 3, ran
    for words in ("Ada Lund", "Coordinator", "Nordby Jobcenter", "Hal Other", "The installation"):
        assert words in page
