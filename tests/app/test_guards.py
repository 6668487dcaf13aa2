"""Headers, cookies and hosts of an installation that is served over https, and what another site can't make it do."""

import re

import pytest
from flask import request

from lms.core.db import Base, db
from lms.core.settings import Mode
from tests.cohort_factories import a_cohort, an_invitation
from tests.conftest import dispose, make_app
from tests.factories import an_organisation

HOST = "learn.example.org"
HTTPS = {"base_url": f"https://{HOST}"}


@pytest.fixture
def installed():
    """An installation as it runs, with forms guarded."""
    app = make_app("sqlite://", mode=Mode.PRODUCTION, base_url=HTTPS["base_url"], trusted_proxies=1)
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        Base.metadata.create_all(db.engine)
        yield app
    dispose(app)


def ask(app, path, *, client=None, **options):
    client = client or app.test_client()
    return client.open(path, base_url=HTTPS["base_url"], **options)


def test_no_form_works_without_its_token(installed):
    client = installed.test_client()
    taken = []
    for rule in installed.url_map.iter_rules():
        if "POST" in rule.methods:
            path = re.sub(r"<int:\w+>", "1", rule.rule)
            answer = ask(installed, re.sub(r"<\w+>", "x", path), client=client, method="POST", data={"on": "yes"})
            taken += [rule.rule] if answer.status_code != 400 else []
    assert not taken, f"these act for any page in the world that sends a form: {taken}"


def test_cookies_belong_to_this_host_alone(installed):
    answer = ask(installed, "/login?lang=da")
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(cookie.startswith("__Host-lms_form=") for cookie in cookies)
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; ")), cookie
        assert "Domain" not in cookie


def test_every_answer_has_its_guards(installed):
    for path in ("/", "/login", "/nowhere", "/static/style.css"):
        answer = ask(installed, path)
        answer.close()
        headers = answer.headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_invitation_to_a_cohort_can_be_accepted_though_its_page_sends_no_referer(installed):
    an_invitation(a_cohort(an_organisation()), "ada@work.example", token="letter")
    client = installed.test_client()
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    page = ask(installed, "/join/letter", client=client, headers=proxied).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page).group(1)
    form = {"csrf_token": token, "name": "Ada Lund", "language": "en"}
    answer = ask(installed, "/join/letter", client=client, method="POST", data=form, headers=proxied)
    assert answer.status_code == 302


def test_a_foreign_host_gets_a_page_that_says_so(installed):
    answer = installed.test_client().get("/login", base_url="https://evil.example")
    assert answer.status_code == 400
    assert HTTPS["base_url"] in answer.get_data(as_text=True)
    assert "evil.example" not in answer.get_data(as_text=True)


def test_a_client_address_counts_only_from_the_proxies_in_front(installed):
    seen = []
    installed.before_request(lambda: seen.append(request.remote_addr))
    ask(installed, "/healthz", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
    assert seen == ["192.0.2.7"]


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_what_another_site_sends_is_not_offered_for_sending_again(installed, headers):
    form = {"email": "eve@stranger.example"}
    page = ask(installed, "/account/email", method="POST", data=form, headers=headers).get_data(as_text=True)
    assert "eve@stranger.example" not in page
    own = {"Sec-Fetch-Site": "same-origin", "Origin": HTTPS["base_url"]}
    page = ask(installed, "/account/email", method="POST", data=form, headers=own).get_data(as_text=True)
    assert "eve@stranger.example" in page


@pytest.mark.parametrize("question", ["endpoint=x", "_scheme=javascript&_external=1", "_method=POST", "_anchor=x"])
def test_an_address_cannot_steer_where_the_language_links_lead(client, question):
    answer = client.get(f"/help?{question}")
    assert answer.status_code == 200
    assert "javascript:" not in answer.get_data(as_text=True)
    assert 'href="/help?' in answer.get_data(as_text=True)
