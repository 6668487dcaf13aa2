"""What a list shows of a block below its heading."""

import pytest

from lms.studio.excerpts import LENGTH, excerpt_of
from lms.studio.models import DraftBlock, DraftText


def a_block(kind="text", structure=None, **bodies):
    texts = [DraftText(language=code, body=body) for code, body in bodies.items()]
    return DraftBlock(name="one", kind=kind, structure=structure or {}, texts=texts)


def words(block, after="", language="en"):
    found = excerpt_of(block, language, after=after)
    return found and found.words


def test_the_heading_is_not_said_twice_and_marks_and_sources_are_left_out():
    body = {"heading": "A Tuesday", "body": "Some **bold** words [@S003 6.2].\n\n* a list\n* of two"}
    assert words(a_block(en=body), after="A Tuesday") == "Some bold words. a list of two"


def test_words_that_stand_for_a_heading_are_not_said_twice():
    assert words(a_block(en={"body": "Short and good."}), after="Short and good.") is None
    assert words(a_block(en={"body": "Long and good."}), after="Long and…") == "…good."


def test_it_is_short_and_cut_after_a_word():
    cut = words(a_block(en={"body": "seven " * 60}))
    assert len(cut) <= LENGTH
    assert cut.endswith("seven…")
    assert words(a_block(en={"body": "seven, " * 60})).endswith("seven…")


def test_what_is_missing_in_ones_language_is_shown_in_the_other():
    found = excerpt_of(a_block(en={"body": ""}, da={"body": "På dansk."}), "en", after="")
    assert (found.words, found.language) == ("På dansk.", "da")


@pytest.mark.parametrize("kind", ["quiz", "text"])
def test_nothing_written_is_no_excerpt(kind):
    assert excerpt_of(a_block(kind=kind), "en", after="") is None


def test_of_a_quiz_the_questions_are_shown():
    structure = {"questions": [{"id": "q1", "kind": "true_false", "right": ["true"]}]}
    body = {"q1": {"stem": "Is it so?", "options": {"true": {"text": "Yes", "feedback": "Right."}}}}
    assert words(a_block("quiz", structure, en=body)) == "Is it so?"
