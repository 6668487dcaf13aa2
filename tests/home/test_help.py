"""Someone to talk to now: numbers somebody vouched for, and no others."""

from html import escape

import pytest

from lms.activity.models import Area, TrailEntry
from lms.core.db import db
from lms.core.errors import DomainError
from lms.home.help_lines import help_lines
from lms.home.models import Finding, HelpLineConfirmation
from lms.home.operations import note_help_line
from tests.factories import an_administrator

UNVERIFIED = "dk-livslinien"


def test_everybody_finds_the_page_in_one_statement(client, statements):
    with statements() as ran:
        page = client.get("/help?lang=en")
    assert page.status_code == 200
    assert len(ran) <= 1
    for country in ("Denmark", "United Kingdom", "Italy", "Spain", "Netherlands"):
        assert country in page.text


def test_the_emergency_number_is_always_shown(app, client):
    note_help_line("eu-112", Finding.WRONG, by=an_administrator())
    db.session.commit()
    assert 'href="tel:112"' in client.get("/help").text


def test_verified_numbers_are_shown_with_their_source_and_date(client):
    page = client.get("/help?lang=en").text
    for line in help_lines():
        if line.verified:
            assert line.number in page
            assert escape(line.source) in page
    assert "22 November 2026" in page


def test_an_unverified_number_is_held_back_but_its_place_is_named(client):
    line = help_lines().line(UNVERIFIED)
    page = client.get("/help?lang=en").text
    assert not line.verified
    assert line.number not in page
    assert line.name["en"] in page
    assert line.url in page


def test_a_confirmed_number_is_shown(app, client):
    note_help_line(UNVERIFIED, Finding.RIGHT, by=an_administrator())
    db.session.commit()
    assert help_lines().line(UNVERIFIED).number in client.get("/help").text


def test_a_number_found_wrong_is_held_back(app, client):
    gry = an_administrator()
    note_help_line("gb-samaritans", Finding.RIGHT, by=gry)
    note_help_line("gb-samaritans", Finding.WRONG, by=gry)
    db.session.commit()
    assert "116 123" not in client.get("/help").text


def test_a_confirmation_counts_for_the_number_that_was_called_only(app, client):
    note_help_line(UNVERIFIED, Finding.RIGHT, by=an_administrator())
    db.session.query(HelpLineConfirmation).one().number = "00 00 00 00"
    db.session.commit()
    assert help_lines().line(UNVERIFIED).number not in client.get("/help").text


def test_an_unknown_line_is_refused(app):
    with pytest.raises(DomainError):
        note_help_line("nobody", Finding.RIGHT, by=an_administrator())


def test_checking_a_line_leaves_a_trail_of_ids(app):
    gry = an_administrator()
    note_help_line(UNVERIFIED, Finding.RIGHT, by=gry)
    entry = db.session.query(TrailEntry).one()
    assert (entry.area, entry.verb, entry.actor_id) == (Area.ADMINISTRATION, "confirmed", gry.id)


def test_every_line_is_complete_and_only_emergency_numbers_are_always_shown():
    assert {line.id for line in help_lines() if line.always} == {"eu-112", "gb-999"}
    assert len({line.id for line in help_lines()}) == len(list(help_lines()))
