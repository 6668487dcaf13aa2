"""The two measures themselves, on texts counted by hand."""

import pytest

from tests.readability import flesch, lix, plain, sentences, syllables, words


def test_marks_and_citations_are_no_words():
    assert plain("**One** *two* [three](https://four.example) [@S003 6.2].") == "One two three ."


def test_lix_of_a_text_counted_by_hand():
    text = "Hun går hjem. Beskæftigelse er vigtigt for hende."  # 8 words, 2 sentences, 2 of them long
    assert (len(words(text)), sentences(text)) == (8, 2)
    assert lix(text) == pytest.approx(8 / 2 + 100 * 2 / 8)


def test_flesch_of_a_text_counted_by_hand():
    text = "The cat sat. The people came home."  # 7 words, 2 sentences, 8 syllables
    assert [syllables(word) for word in ("people", "came", "home", "table", "see")] == [2, 1, 1, 2, 1]
    assert flesch(text) == pytest.approx(206.835 - 1.015 * 7 / 2 - 84.6 * 8 / 7)
