"""Passages found in a part by their words: across spaces, sentences and formatting; cut where several meet."""

from lms.studio.passages import around, sentences_of, stands

BODY = {
    "heading": "A Tuesday",
    "body": 'Some **bold words** here [@S003 6.2]. She asked: "Why?" He left.\n\n- One thing\n- Another',
}


def said(body, passages=()):
    return [[sentence.words for sentence in one] for one in sentences_of(body, passages)]


def test_a_part_is_read_sentence_by_sentence_without_its_marks():
    assert said(BODY)[:2] == [["A Tuesday"], ["Some bold words here.", 'She asked: "Why?"', "He left."]]


def test_a_passage_is_found_over_the_end_of_a_sentence_whatever_its_spaces():
    pieces = [piece for one in around(BODY, "words  here. She\nasked") for piece in one]
    assert [piece.words for piece in pieces if piece.threads] == ["words here.", "She asked"]
    assert [piece.ends for piece in pieces if piece.threads] == [(), (1,)]


def test_words_that_are_not_there_any_more_have_changed():
    assert around(BODY, "Some loud words") == []
    assert not stands(BODY, "Some loud words")
    assert stands(BODY, "")
    assert stands(BODY, "SOME BOLD")


def test_passages_that_overlap_are_cut_where_they_meet():
    marked = sentences_of(BODY, [(7, "Some bold"), (9, "bold words")])
    pieces = [(piece.words, piece.threads, piece.ends) for piece in marked[1][0].pieces]
    assert pieces[:3] == [("Some ", (7,), ()), ("bold", (7, 9), (7,)), (" words", (9,), (9,))]
    assert "".join(words for words, _threads, _ends in pieces) == "Some bold words here."
