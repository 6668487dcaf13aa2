"""Dialogue cards: read with good errors, stored where something changed, written back byte for byte, asked for by language."""

import shutil

import pytest
from sqlalchemy import select

from lms.core.db import db
from lms.curriculum import exporting, writing
from lms.curriculum.models import Card, CardDeck
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.operations import import_all
from lms.curriculum.queries import cards
from lms.curriculum.reading.curriculum import read
from tests.curriculum.source_files import SHIPPED, contents, replace, small_curriculum

ADVISED = "advice: [job_centre_staff, citizens], quotation: citizens, content_note: true"
CARDS = f"""themes: [introduction, paper]
cards:
- {{id: c1, theme: introduction, kind: question, more: 1, sources: [S001 c1], voice: null}}
- {{id: c3, theme: paper, kind: picture, sources: [S001 c3], voice: null}}
- {{id: c4, theme: paper, kind: question, {ADVISED}, sources: [S001 c4], voice: null}}
"""
TEXT = """title: The cards
intro:
- An hour together.
themes:
  introduction: Beginning
  paper: Paper
cards:
  c1:
    question: What stands in the way?
    more:
    - And what else?
  c3:
    question: What do you see?
    scene: A stack of paper.
  c4:
    question: How do you get an overview?
    advice:
      job_centre_staff:
      - Take time.
      citizens:
      - Use fresh eyes.
      - Be clear.
    quotation: It was about being watched.
    content_note: Side B mentions control.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80"><rect class="soft line" x="10" y="10" width="50" height="40"/></svg>\n'


@pytest.fixture
def folder(tmp_path):
    made = small_curriculum(tmp_path / "modules")
    (made / "first/cards.yaml").write_text(CARDS)
    for language in ("en", "da"):
        (made / f"first/cards.{language}.yaml").write_text(TEXT)
    (made / "first/drawings").mkdir()
    (made / "first/drawings/c3.svg").write_text(SVG)
    return made


def wrong(folder):
    with pytest.raises(ContentError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("cards.yaml", "theme: paper, kind: picture", "theme: nowhere, kind: picture", "cards.yaml:4: “nowhere”"),
        ("cards.yaml", "{id: c3,", "{id: c1,", "cards.yaml:4: The card “c1” is there twice."),
        (
            "cards.yaml",
            "[S001 c3], voice: null",
            "[S001 c3], voice: I was there",
            "cards.yaml:4: A voice is written by",
        ),
        ("cards.yaml", "[S001 c4]", "[S009 c4]", "cards.yaml:5: The source S009"),
        ("cards.da.yaml", "      - Be clear.\n", "", "cards.da.yaml: Card c4: the advice (citizens)"),
        ("cards.en.yaml", "    scene: A stack of paper.\n", "", "cards.en.yaml:13: Missing here: scene."),
        (
            "cards.en.yaml",
            "    - And what else?\n",
            "    - One\n    - Two\n",
            "cards.en.yaml:11: 1 were expected; 2 stand here.",
        ),
        ("cards.en.yaml", "    quotation: It was about being watched.\n", "", "Missing here: quotation."),
    ],
)
def test_a_mistake_is_named_with_its_place(folder, file, before, after, said):
    replace(folder / "first" / file, before, after)
    assert any(said in line for line in wrong(folder)), wrong(folder)


def test_a_drawing_belongs_to_a_picture_card(folder):
    shutil.copy(folder / "first/drawings/c3.svg", folder / "first/drawings/c4.svg")
    assert wrong(folder) == [
        "first/drawings/c4.svg: This is no drawing of a picture card; expected <card>.svg for: c3."
    ]


def test_a_lesson_lays_out_cards_that_exist(folder):
    lesson = folder / "first/t1-all/lesson.yaml"
    lesson.write_text(lesson.read_text() + "- id: deck\n  kind: cards\n  cards: [c1, c9]\n")
    for language in ("en", "da"):
        text = folder / f"first/t1-all/lesson.{language}.md"
        text.write_text(text.read_text() + "\n::: cards deck\ntitle: Cards\nintro: Some cards.\n:::\n")
    assert wrong(folder) == ["first/t1-all/lesson.yaml: “deck” lays out the card “c9”, which stands in no cards.yaml."]


def test_canonical_files_stay_as_they_are(folder):
    assert writing.files(read(folder)) == contents(folder)


def test_what_was_imported_comes_out_again(app, folder, tmp_path):
    import_all(folder)
    exporting.export_to(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(folder)


def test_an_import_touches_only_what_has_changed(app, folder):
    assert import_all(folder).cards == ("c1", "c3", "c4")
    before = {card.code: card.changed_at for card in db.session.scalars(select(Card))}
    assert import_all(folder).cards == ()
    replace(folder / "first/cards.da.yaml", "      - Take time.", "      - Tag dig tid.")
    assert import_all(folder).cards == ("c4",)
    after = {card.code: card.changed_at for card in db.session.scalars(select(Card))}
    assert [code for code in after if after[code] != before[code]] == ["c4"]


def test_a_card_that_is_gone_keeps_its_words_for_who_used_it(app, folder):
    import_all(folder)
    replace(folder / "first/cards.yaml", CARDS.splitlines()[2] + "\n", "")
    for language in ("en", "da"):
        text = "  c1:\n    question: What stands in the way?\n    more:\n    - And what else?\n"
        replace(folder / f"first/cards.{language}.yaml", text, "")
    assert import_all(folder).cards == ("c3", "c4", "c1")
    assert [card.code for card in cards.cards("en")] == ["c3", "c4"]
    assert [card.question for card in cards.cards("en", ["c1"])] == ["What stands in the way?"]
    assert [card.code for card in db.session.scalars(select(Card).where(Card.position.is_(None)))] == ["c1"]


def test_the_deck_speaks_the_readers_language(app, folder):
    replace(folder / "first/cards.da.yaml", "title: The cards", "title: Kortene")
    replace(folder / "first/cards.da.yaml", "paper: Paper", "paper: Papir")
    import_all(folder)
    assert db.session.scalars(select(CardDeck)).one().themes == ["introduction", "paper"]
    english, danish = cards.deck("first", "en"), cards.deck("first", "da")
    assert (english.title, danish.title) == ("The cards", "Kortene")
    assert [(theme.number, theme.name, len(own)) for theme, own in danish.themes] == [
        (0, "Beginning", 1),
        (1, "Papir", 2),
    ]
    assert cards.deck("second", "en") is None


def test_a_card_has_both_sides_and_an_empty_place_for_a_voice(app, folder):
    import_all(folder)
    first, picture, card = cards.cards("en")
    assert (first.more, first.has_back, first.is_picture) == (("And what else?",), True, False)
    assert picture.is_picture
    assert 'role="img"' in picture.drawing
    assert "A stack of paper." in picture.drawing
    assert [(side.who, side.lines) for side in card.advice] == [
        ("job_centre_staff", ("Take time.",)),
        ("citizens", ("Use fresh eyes.", "Be clear.")),
    ]
    assert (card.quotation, card.quotation_by) == ("It was about being watched.", "citizens")
    assert [(one.code, one.section) for one in card.citations] == [("S001", "c4")]
    assert card.voice is None


def test_the_shipped_cards_are_whole():
    [module] = [module for module in read(SHIPPED).modules if module.cards]
    deck = module.cards
    assert deck.codes == [f"c{number}" for number in range(1, 35)]
    assert len(deck.structure["themes"]) == 11
    pictures = [card["id"] for card in deck.structure["cards"] if card["kind"] == "picture"]
    assert pictures == ["c3", "c6", "c11", "c14", "c18", "c20", "c22", "c26", "c30", "c32"]
    advised = [card["id"] for card in deck.structure["cards"] if card.get("advice") == ["job_centre_staff", "citizens"]]
    assert len(advised) == 19
    assert {card["voice"] for card in deck.structure["cards"]} == {None}
    by_staff = [card["id"] for card in deck.structure["cards"] if card.get("quotation") == "job_centre_staff"]
    assert by_staff == ["c12", "c29"]
