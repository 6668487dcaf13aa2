"""People as administrators find, make, name, close and open them."""

import pytest

from lms.accounts.models import Grant, Membership, Person, Role, Visit
from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.mail.models import OutboxMail
from tests.factories import a_grant, a_member, a_person, an_administrator, an_organisation, browser, save


@pytest.fixture
def gry(app):
    return an_administrator()


@pytest.fixture
def desk(app, gry):
    return browser(app, gry)


def acts():
    return [(entry.thing, entry.verb) for entry in db.session.query(TrailEntry).order_by(TrailEntry.id)]


def names_in_order(page, names):
    places = [page.text.index(f">{name}</a>") for name in names]
    return places == sorted(places)


def test_the_list_is_in_danish_order(desk):
    names = ["Ada Lund", "Zita Holm", "Ærø Bank", "Øjvind Kjær", "Aage Dam", "Åse Friis"]
    for number, name in enumerate(reversed(names)):
        a_person(name, email=f"person-{number}@work.example")
    assert names_in_order(desk.get("/admin/people"), names)


@pytest.mark.parametrize("search", ["lund", "LUND ada", "ada@work", "Åda"])
def test_people_are_found_by_name_or_address(desk, search):
    a_person("Ada Åda Lund", email="ada@work.example")
    a_person("Eve Stranger")
    page = desk.get("/admin/people", query_string={"q": search, "lang": "en"})
    assert ">Ada Åda Lund</a>" in page.text
    assert "Eve Stranger" not in page.text


@pytest.mark.parametrize("search", ["%", "_", "nobody at all"])
def test_signs_of_the_database_are_just_signs(desk, search):
    a_person()
    assert "Ada Lund" not in desk.get("/admin/people", query_string={"q": search}).text


def test_fifty_people_make_a_page_and_a_long_list_costs_no_more_statements(desk, statements):
    organisation = an_organisation()
    people = [
        Person(name=f"P {n:03}", sort_key=f"p {n:03}", email=f"p{n}@x.example", created_at=now()) for n in range(60)
    ]
    save(*people)
    save(*[Membership(person_id=p.id, organisation_id=organisation.id, starts_on=now().date()) for p in people])
    with statements() as ran:
        first = desk.get("/admin/people?lang=en")
    assert len(ran) <= 4, ran
    assert "Page 1 of 2" in first.text
    assert "P 059" not in first.text
    assert "P 059" in desk.get("/admin/people?page=2").text
    assert "P 059" in desk.get("/admin/people?page=99").text


def test_erased_people_are_nobody_any_more(app, desk):
    gone = a_person()
    gone.name = gone.sort_key = ""
    gone.email, gone.erased_at = None, now()
    db.session.commit()
    assert desk.get(f"/admin/people/{gone.id}").status_code == 404
    assert "1 person" in desk.get("/admin/people?lang=en").text


def test_an_unknown_person_is_not_found(desk):
    assert desk.get("/admin/people/987654").status_code == 404


def test_a_persons_page_tells_where_they_belong_in_six_statements(desk, statements):
    ada = a_member(a_person(), an_organisation())
    a_grant(ada, Role.COORDINATOR, organisation=an_organisation("Sydby Kommune"))
    with statements() as ran:
        page = desk.get(f"/admin/people/{ada.id}?lang=en")
    assert len(ran) <= 6, ran
    for words in (ada.email, "Nordby Jobcenter", "Coordinator: Sydby Kommune"):
        assert words in page.text


def test_an_account_is_made_and_its_person_told_by_mail(desk):
    data = {"name": "Bo Kjær", "email": "Bo@Work.example", "language": "da"}
    answer = desk.post("/admin/people/-/new", data=data)
    bo = db.session.query(Person).filter_by(email="bo@work.example").one()
    assert answer.headers["Location"].endswith(f"/admin/people/{bo.id}")
    assert db.session.query(OutboxMail).one().recipient_id == bo.id
    assert acts() == [("person", "created")]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": "", "email": "bo@work.example"}, "name"),
        ({"name": "Bo", "email": "nowhere"}, "email"),
        ({"name": "Bo", "email": "gry@work.example"}, "email"),
        ({"name": "B" * 201, "email": "bo@work.example"}, "name"),
        ({"name": "Bo", "email": "bo@work.example", "language": "xx"}, "language"),
    ],
)
def test_a_refused_account_says_why_beside_the_field(desk, data, field):
    page = desk.post("/admin/people/-/new?lang=en", data={"language": "en", **data})
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert 'role="alert"' in page.text


def test_a_name_is_changed(desk):
    ada = a_person()
    desk.post(f"/admin/people/{ada.id}/name", data={"name": "Ada Lund Kjær"})
    assert db.session.get(Person, ada.id).name == "Ada Lund Kjær"
    assert acts() == [("person", "renamed")]


def test_an_empty_name_is_refused_with_a_message(desk):
    ada = a_person()
    page = desk.post(f"/admin/people/{ada.id}/name", data={"name": " "})
    assert page.status_code == 422
    assert 'id="name-error"' in page.text


def test_closing_an_account_signs_its_person_out_and_opening_lets_them_in(app, desk):
    ada = a_person()
    browser(app, ada)
    desk.post(f"/admin/people/{ada.id}/deactivate")
    assert db.session.get(Person, ada.id).deactivated_at is not None
    assert db.session.query(Visit).filter_by(person_id=ada.id).count() == 0
    desk.post(f"/admin/people/{ada.id}/reactivate")
    assert db.session.get(Person, ada.id).deactivated_at is None
    assert acts() == [("person", "deactivated"), ("person", "reactivated")]


def test_the_last_administrator_cannot_close_their_own_account(desk, gry):
    assert desk.post(f"/admin/people/{gry.id}/deactivate").status_code == 409
    assert db.session.get(Person, gry.id).deactivated_at is None


def test_signing_somebody_out_ends_all_their_browsers(app, desk):
    ada = a_person()
    theirs = browser(app, ada)
    desk.post(f"/admin/people/{ada.id}/sign-out")
    assert theirs.get("/account").status_code == 302
    assert acts() == [("person", "signed_out")]


def test_a_link_goes_to_the_persons_own_address(desk):
    ada = a_person()
    desk.post(f"/admin/people/{ada.id}/link")
    page = desk.get(f"/admin/people/{ada.id}")
    mail = db.session.query(OutboxMail).one()
    assert (mail.kind, mail.address, mail.parameters) == ("accounts.link", ada.email, {"purpose": "sign_in"})
    assert "/login/" not in page.text
    assert acts() == [("person", "sent_link")]


def test_no_link_goes_to_a_closed_account(desk):
    ada = a_person(deactivated_at=now())
    assert desk.post(f"/admin/people/{ada.id}/link").status_code == 409
    assert db.session.query(OutboxMail).count() == 0


def test_a_membership_is_added_and_ended(desk):
    ada, organisation = a_person(), an_organisation()
    data = {"membership-organisation": organisation.id}
    desk.post(f"/admin/people/{ada.id}/memberships", data=data)
    membership = db.session.query(Membership).one()
    assert (membership.person_id, membership.ends_on) == (ada.id, None)
    assert desk.post(f"/admin/people/{ada.id}/memberships", data=data).status_code == 422
    desk.post(f"/admin/people/{ada.id}/memberships/{membership.id}/end")
    assert db.session.get(Membership, membership.id).ends_on is not None


def test_a_membership_is_ended_on_its_own_persons_page_only(desk):
    a_member(a_person(), an_organisation())
    eve = a_person("Eve Stranger")
    membership = db.session.query(Membership).one()
    assert desk.post(f"/admin/people/{eve.id}/memberships/{membership.id}/end").status_code == 404


def test_a_role_is_given_in_its_scope_and_ended(desk):
    ada, organisation = a_person(), an_organisation()
    data = {"role-role": "coordinator", "role-organisation": organisation.id}
    desk.post(f"/admin/people/{ada.id}/roles", data=data)
    given = db.session.query(Grant).filter_by(person_id=ada.id).one()
    assert (given.role, given.organisation_id) == (Role.COORDINATOR, organisation.id)
    desk.post(f"/admin/people/{ada.id}/roles/{given.id}/end")
    assert db.session.get(Grant, given.id).ended_at is not None
    assert acts() == [("grant", "granted"), ("grant", "ended")]


def test_a_coordinator_without_an_organisation_is_refused_beside_the_field(desk):
    ada = a_person()
    page = desk.post(f"/admin/people/{ada.id}/roles", data={"role-role": "coordinator", "role-organisation": 0})
    assert page.status_code == 422
    assert 'id="role-organisation-error"' in page.text


def test_a_facilitator_is_not_made_here(desk):
    ada = a_person()
    page = desk.post(f"/admin/people/{ada.id}/roles", data={"role-role": "facilitator", "role-organisation": 0})
    assert page.status_code == 422
    assert db.session.query(Grant).filter_by(person_id=ada.id).count() == 0


def test_the_last_administrators_role_cannot_be_ended(desk, gry):
    given = db.session.query(Grant).one()
    assert desk.post(f"/admin/people/{gry.id}/roles/{given.id}/end").status_code == 409
    assert db.session.get(Grant, given.id).ended_at is None
