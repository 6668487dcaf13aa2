"""Dialogue cards and comparisons on pages: both sides, every date, and an empty place for a voice."""

import pytest

from lms.core.db import db
from lms.curriculum.operations import import_all
from tests.curriculum.comparison_files import with_comparison_and_cards
from tests.curriculum.source_files import replace, small_curriculum

LESSON = "/modules/first/t1-all/"
VOICE = "A voice may stand here when a person with lived experience has written one."


@pytest.fixture
def folder(app, tmp_path):
    made = with_comparison_and_cards(small_curriculum(tmp_path / "modules"))
    import_all(made)
    db.session.commit()
    return made


def block(page, name):
    return page.split(f'id="{name}" data-place')[1].split("</section>\n")[0]


def test_a_module_without_cards_has_no_page_of_them(app, client, folder):
    assert client.get("/modules/second/-/cards").status_code == 404
    assert client.get("/modules/nowhere/-/cards").status_code == 404


def test_everybody_may_see_all_cards_by_theme(app, client, folder):
    page = client.get("/modules/first/-/cards").text
    assert '<h2 id="paper">Paper</h2>' in page
    assert 'id="c4"' in page
    assert page.count(VOICE) == 2


def test_a_lesson_lays_its_cards_out_with_both_sides(app, client, folder):
    deck = block(client.get(LESSON).text, "deck")
    assert deck.index("What stands in the way?") < deck.index("How do you get an overview?")
    assert deck.count("Turn the card") == 2
    assert "Advice from citizens" in deck
    assert "Use fresh eyes." in deck
    assert "What the quotation in the source was about:" in deck
    assert "After: Report, c4" in deck
    assert '<a href="/modules/first/-/cards">' in deck


def test_a_changed_card_shows_at_once(app, client, folder):
    client.get(LESSON)
    replace(folder / "first/cards.en.yaml", "Use fresh eyes.", "Look again.")
    import_all(folder)
    assert "Look again." in client.get(LESSON).text


def test_a_comparison_says_when_and_what_has_changed(app, client, folder):
    table = block(client.get(LESSON).text, "countries")
    assert '<th scope="col" data-column="dk">Denmark</th>' in table
    assert "as described in 2017" in table
    assert "as described in November 2026" in table
    assert table.count("Changed since") == 2  # in the table, and in what phones show
    assert table.count("Not described in our sources.") == 2
    assert '<a href="https://report.example" rel="noopener external">Check the current rule' in table


def test_without_scripts_everything_is_shown(app, client, folder):
    table = block(client.get(LESSON).text, "countries")
    assert '<fieldset class="choice" hidden>' in table
    assert table.count("hidden>") == 1
