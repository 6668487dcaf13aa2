"""Pay is the partner's and the owner's, a support person the partner's alone, a perspective the partners', a name as chosen."""

import pytest

from lms.accounts.models import Person
from lms.core.db import db
from tests.factories import a_coordinator, an_administrator, browser
from tests.studio_agreement_factories import a_running, chosen

HERE = "/studio/first-steps/-/agreement"
PAGES = ("/studio/first-steps/", HERE, f"{HERE}/print", f"{HERE}/me", f"{HERE}/deputy", f"{HERE}/leave", "/studio/")


@pytest.fixture
def team(app):
    """Bea with pay and a support person, Bo, Carl, and Olga who owns the agreement."""
    bea, bo, carl, collaboration = a_running()
    mine = next(each for each in collaboration.partners if each.person_id == bea.id)
    mine.shown_name, mine.pay, mine.companion, mine.influence = "Birch", "A gift card", "My sister", "The words"
    db.session.commit()
    return bea, bo, carl, db.session.get(Person, collaboration.owner_id), mine


def everything(app, person):
    client = browser(app, person)
    return "".join(client.get(page).text for page in PAGES)


def test_the_partner_sees_their_own(app, team):
    bea, *_others = team
    assert "A gift card" in browser(app, bea).get(HERE).text
    assert "My sister" in browser(app, bea).get(f"{HERE}/me").text


def test_the_owner_sees_pay_and_no_perspective_beside_a_name(app, team):
    *_people, olga, _mine = team
    page = browser(app, olga).get(HERE).text
    assert "A gift card" in page
    assert "My sister" not in page
    partners = page[page.index("Who writes along") : page.index("Seats</h3>")]
    assert "Birch" in partners
    assert "Lived experience" not in partners
    assert "Perspective" not in browser(app, olga).get(f"{HERE}/print").text


def test_the_others_see_name_perspective_and_terms_but_no_pay_or_account(app, team):
    _bea, bo, carl, *_others = team
    for person in (bo, carl):
        seen = everything(app, person)
        assert "Birch" in seen
        assert "Lived experience" in seen
        assert "The words" in seen
        for hidden in ("A gift card", "My sister", "Bea Holst", "bea@work.example"):
            assert hidden not in seen


def test_paper_holds_no_pay(app, team):
    bea, *_others, olga, _mine = team
    for person in (bea, olga):
        assert "A gift card" not in browser(app, person).get(f"{HERE}/print").text


def test_administrators_and_coordinators_see_nothing(app, team):
    for person in (an_administrator(), a_coordinator()):
        client = browser(app, person)
        assert [client.get(page).status_code for page in PAGES] == [404] * 6 + [200]
        assert "First steps" not in client.get("/studio/").text


def test_a_partner_changes_name_and_terms_but_never_the_perspective(app, team):
    bea, bo, _carl, _olga, mine = team
    client = browser(app, bea)
    assert client.get(f"{HERE}/me").status_code == 200
    values = chosen(name="Rowan", reads=["da"], perspective=mine.perspective)
    values["perspective"] = "professional"
    assert client.post(f"{HERE}/me", data=values).location == f"{HERE}/me"
    db.session.refresh(mine)
    assert (mine.shown_name, mine.reads, mine.perspective.value) == ("Rowan", ["da"], "lived_experience")
    taken = client.post(f"{HERE}/me", data=chosen(name="pen bo friis"))
    assert taken.status_code == 422
    assert "Rowan" in browser(app, bo).get(HERE).text


def test_the_desk_and_the_agreement_ask_little(app, team, statements):
    bea, *_others = team
    client = browser(app, bea)
    for page, most in (("/studio/", 9), (HERE, 14), ("/studio/first-steps/", 24)):
        with statements() as ran:
            assert client.get(page).status_code == 200
        assert len(ran) <= most, "\n".join(ran)
