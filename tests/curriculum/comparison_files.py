"""A comparison and a set of dialogue cards, put into the small curriculum."""

CARDS = """themes: [paper]
cards:
- {id: c1, theme: paper, kind: question, more: 1, sources: [S001 c1], voice: null}
- {id: c4, theme: paper, kind: question, advice: [citizens], quotation: citizens, sources: [S001 c4], voice: null}
"""
CARD_TEXT = """title: The cards
intro:
- An hour together.
themes:
  paper: Paper
cards:
  c1:
    question: What stands in the way?
    more:
    - And what else?
  c4:
    question: How do you get an overview?
    advice:
      citizens:
      - Use fresh eyes.
    quotation: It was about being watched.
"""
STRUCTURE = """- id: countries
  kind: comparison
  columns: [dk, uk, it]
  check: {dk: S001}
  topics:
  - id: money
    cells:
      dk:
        told: {who: report_authors, as_of: '2017', sources: [S001 2.5]}
        since: {who: law, as_of: '2026-11', sources: [E02]}
      uk:
        told: {who: report_authors, as_of: '2017', sources: [S001 2.2]}
- id: deck
  kind: cards
  cards: [c1, c4]
"""
TEXT = """
::: comparison countries
title: Side by side
intro: Three countries.
columns:
  dk: Denmark
  uk: The United Kingdom
  it: Italy
topics:
  money:
    label: Money
    cells:
      dk:
        told: A *subsidy*.
        since: A supplement.
      uk:
        told: A benefit.
:::

::: cards deck
title: Two cards
intro: Choose one.
:::
"""


def with_comparison_and_cards(folder):
    """Put both at the end of the small curriculum's lesson; return the folder."""
    lesson = folder / "first/t1-all/lesson.yaml"
    lesson.write_text(lesson.read_text() + STRUCTURE)
    (folder / "first/cards.yaml").write_text(CARDS)
    for language in ("en", "da"):
        text = folder / f"first/t1-all/lesson.{language}.md"
        text.write_text(text.read_text() + TEXT)
        (folder / f"first/cards.{language}.yaml").write_text(CARD_TEXT)
    return folder
