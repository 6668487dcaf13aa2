"""Who may open administration, and what it does not have."""

import pytest

from lms.accounts.models import Role
from lms.core.db import db
from tests.factories import a_coordinator, a_grant, a_person, an_administrator, browser

PAGES = [
    "/admin/",
    "/admin/people",
    "/admin/people/-/new",
    "/admin/organisations",
    "/admin/organisations/-/new",
    "/admin/roles",
    "/admin/invitations",
    "/admin/invitations/-/new",
    "/admin/acts",
    "/admin/help-lines",
    "/admin/installation",
]


@pytest.mark.parametrize("path", PAGES)
def test_signed_out_people_are_sent_to_sign_in(client, path):
    assert "/login" in client.get(path).headers["Location"]


@pytest.mark.parametrize("path", PAGES)
def test_learners_and_coordinators_are_refused(app, path):
    assert browser(app, a_person()).get(path).status_code == 403
    assert browser(app, a_coordinator()).get(path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_administrators_get_each_page_within_six_statements(app, statements, path):
    client = browser(app, an_administrator())
    with statements() as ran:
        page = client.get(f"{path}?lang=en")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert len(ran) <= 6, ran


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_danish(app, path):
    page = browser(app, an_administrator()).get(f"{path}?lang=da")
    assert page.status_code == 200
    assert 'lang="da"' in page.text


def test_an_ended_role_opens_nothing(app):
    gry = a_person("Gry Holm")
    given = a_grant(gry, Role.ADMINISTRATOR)
    given.ended_at = given.created_at
    db.session.commit()
    assert browser(app, gry).get("/admin/").status_code == 403


def test_every_route_is_for_administrators(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("admin.")]
    assert rules
    for rule in rules:
        assert app.view_functions[rule.endpoint].access == "admin.policy.can_administer", rule.rule


def test_nobody_can_act_as_somebody_else_or_read_what_they_wrote(app):
    words = ("journal", "reflection", "stor", "perspective", "progress", "impersonat", "become", "as-user")
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/admin")]
    assert not [rule for rule in rules for word in words if word in rule]
