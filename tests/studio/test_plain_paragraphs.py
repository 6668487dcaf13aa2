"""Without JavaScript a text is plain paragraphs; what nobody touched keeps its formatting."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.curriculum.notation.problems import Page
from lms.curriculum.notation.prose import Prose
from lms.studio.paragraphs import applied, applied_line, plain, plain_line, sent
from lms.studio.runs import environment, parser
from tests.studio_texts import curriculum_texts

TEXT = """Some **bold words** and a [link](https://x.example/a_b) here [@S003 6.2].

### A *small* heading

- one **two**
- three

1. first
2. second

> quoted *text*

Two lines\\
of an address."""


def html(text):
    return parser().render(text, environment())


def test_a_text_is_shown_without_any_sign():
    assert plain(TEXT).split("\n\n") == [
        "Some bold words and a link here [@S003 6.2].",
        "A small heading",
        "- one two\n- three",
        "1. first\n2. second",
        "> quoted text",
        "Two lines\nof an address.",
    ]


def test_what_is_sent_back_unchanged_changes_no_letter():
    loose = "*a*  and\nb\n\n\n* one\n\n* two\n"
    assert applied(TEXT, plain(TEXT).replace("\n", "\r\n")) == TEXT
    assert applied(loose, plain(loose)) == "*a*  and\nb\n\n* one\n\n* two"


def test_every_text_of_the_curriculum_comes_back_as_it_was():
    texts = curriculum_texts()
    assert len(texts) > 500
    for text in texts:
        assert applied(text, plain(text)) == text
        if "\n" not in text:
            assert applied_line(text, plain_line(text)) == text


@pytest.mark.parametrize(
    ("shown", "written", "expected"),
    [
        ("and a link here", "and another link, here", "and another [link](https://x.example/a_b), here"),
        ("bold words", "bold new words", "**bold new words**"),
        ("A small heading", "My small heading", "### My *small* heading"),
        ("A small heading", "A heading #", "### A heading \\#"),
        ("- three", "- three\n- four", "- one **two**\n- three\n- four\n"),
        ("- one two\n", "", "\n\n- three\n\n"),
        ("1. first", "1. first of all", "1. first of all\n2. second"),
        ("> quoted text", "> said text", "> said *text*"),
        (" [@S003 6.2]", "", "here.\n\n"),
        ("a link here [@S003 6.2]", "a link [@S003 7.1]", "[@S003 7.1]"),
        ("\nof an address", "\nand an address", "Two lines\\\nand an address."),
    ],
)
def test_a_changed_paragraph_keeps_the_formatting_of_the_words_that_stayed(shown, written, expected):
    made = applied(TEXT, plain(TEXT).replace(shown, written, 1))
    assert expected in made
    untouched = [part for part in TEXT.split("\n\n") if plain(part) in plain(TEXT).replace(shown, written, 1)]
    assert all(part in made for part in untouched)


def test_a_paragraph_can_be_added_moved_and_taken_away():
    parts = plain(TEXT).split("\n\n")
    assert applied(TEXT, "\n\n".join(["A new one.", *parts])) == f"A new one.\n\n{TEXT}"
    assert applied(TEXT, "\n\n".join(parts[1:])) == TEXT.split("\n\n", 1)[1]
    assert applied(TEXT, "") == ""


@pytest.mark.parametrize(
    "words",
    ["# 1 on the list", "* or a star", "2017. That year", "::: text a", ":: f1", "---", "===", "[a](b)", "a*b*c", "_so_",
     "![x](y)", "<b>loud</b>", "a \\* b", "[@nobody]", "snake_case", "1) first", "> said"],
)  # fmt: skip
def test_words_that_look_like_signs_stay_words(words):
    made = applied("", f"Before.\n\n{words}")
    said = html(made).replace("&lt;", "<").replace("&gt;", ">")
    if not re.match(r"[*>] |1\) ", words):  # these begin a line of a list or a quote
        assert words in said
    page = Page("text")
    Prose(sources={"S003"}).check(made, page, 1)
    assert not page.problems


def test_a_form_says_a_text_in_one_of_two_ways():
    assert sent({"body": "**a**  \r\n\r\n\r\nb\r\n"}, "body", "x") == "**a**\n\nb"
    assert sent({"plain__body": "a b"}, "body", "a **b**") == "a **b**"
    assert sent({"plain__stem": "a new\r\nb"}, "stem", "a **b**", inline=True) == "a new **b**"
    assert sent({}, "body", "x") is None


letters = st.text(alphabet="ab *_[]()!\\<>#-+=1.:@S\n\u00e6~`", max_size=60)


@settings(max_examples=60, deadline=None)
@given(letters, letters)
def test_nothing_that_is_written_gets_lost(base, text):
    made = applied(base, text)
    assert re.sub(r"[\s*•>+-]+|\d+[.)]", "", plain(made)) == re.sub(r"[\s*•>+-]+|\d+[.)]", "", text)
    assert applied(made, plain(made)) == made


@settings(max_examples=60, deadline=None)
@given(letters)
def test_a_line_says_what_was_written(text):
    assert plain_line(applied_line("", text)) == " ".join(text.split())
