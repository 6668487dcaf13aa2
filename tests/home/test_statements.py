"""What is kept, and how accessible the site is."""

import pytest

from tests.factories import a_person, browser


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("path", ["/privacy", "/accessibility"])
def test_everybody_can_read_it_without_a_statement(client, statements, path, language):
    with statements() as ran:
        page = client.get(f"{path}?lang={language}")
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert "contact@installation.example" in page.text
    assert "The test municipality" in page.text
    assert ran == []


def test_privacy_says_how_long_backups_live(client):
    assert "30 days" in client.get("/privacy?lang=en").text


def test_privacy_says_what_the_studio_keeps(client):
    page = client.get("/privacy?lang=en").text
    for words in (
        "your perspective stays on an empty row",
        "your yes to each use",
        "Your hours and their notes",
        "9(2)(a)",
    ):
        assert words in page


def test_privacy_does_not_promise_what_the_database_cannot_keep(client):
    assert "may remove its safeguards" in client.get("/privacy?lang=en").text


def test_who_is_signed_in_is_led_to_their_data(app):
    page = browser(app, a_person()).get("/privacy").text
    assert "/account/data" in page
    assert "/account/delete" in page


def test_accessibility_names_who_enforces_it(client):
    assert "Digitaliseringsstyrelsen" in client.get("/accessibility?lang=da").text
