"""What changed between two texts can be read word by word, without colours."""

import re
from time import perf_counter

from flask import render_template_string

from lms.studio.differences import body_differences, differences

SHOWN = (
    '{% from "studio/parts/differences.html" import differences with context %}{{ differences(parts, whole=whole) }}'
)


def said(paragraphs):
    signs = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return [
        "".join(signs[part.change].format(part.text) for part in paragraph.parts) + ("~" * paragraph.reshaped)
        for paragraph in paragraphs
    ]


def test_a_changed_word_stands_beside_the_word_it_replaces():
    assert said(differences("The law says one thing.", "The law says another thing.")) == [
        "The law says -one-+another+ thing."
    ]


def test_words_changed_in_a_row_are_one_change():
    assert said(differences("She came, they say, too late today.", "She came far too late today.")) == [
        "She came-, they say,-+ far+ too late today."
    ]


def test_paragraphs_are_added_and_removed_whole():
    assert said(differences("One here.\n\nTwo there.", "One here.\n\nA wholly other paragraph.")) == [
        "One here.",
        "+A wholly other paragraph.+",
        "-Two there.-",
    ]


def test_formatting_is_told_apart_from_words():
    before, after = "It is **not** so.", "It is not so."
    assert said(differences(before, after)) == ["It is not so.~"]
    assert differences(before, after)[0].is_changed


def test_nothing_changed():
    assert not any(paragraph.is_changed for paragraph in differences("A.\n\nB.", "A.\n\nB."))


def test_a_block_tells_which_of_its_texts_changed():
    found = body_differences(
        {"heading": "A", "facts": {"f1": "x", "f2": "y"}}, {"heading": "A", "facts": {"f1": "x", "f3": "z"}}
    )
    assert [(field.path, said(field.paragraphs)) for field in found] == [
        (("facts", "f3"), ["+z+"]),
        (("facts", "f2"), ["-y-"]),
    ]
    assert body_differences(None, {"body": "New."})[0].path == ("body",)


def test_two_long_texts_are_compared_at_once():
    started = perf_counter()
    differences("one word and more " * 1100, "one word or more " * 1100)
    differences(
        "\n\n".join(f"paragraph {n} of many" for n in range(400)),
        "\n\n".join(f"paragraph {n} in all" for n in range(400)),
    )
    assert perf_counter() - started < 3


def test_a_page_says_added_and_removed_in_words(app):
    with app.test_request_context():
        parts = differences("Kept.\n\nOld <b> words.", "Kept.\n\nNew <b> words.")
        html = re.sub(r"\s+", " ", render_template_string(SHOWN, parts=parts, whole=True))
        changed = render_template_string(SHOWN, parts=parts, whole=False)
    assert '<del><span class="visually-hidden">[removed: </span>Old<span class="visually-hidden">]</span></del>' in html
    assert (
        '<ins><span class="visually-hidden">[added: </span>New<span class="visually-hidden">]</span></ins> &lt;b&gt;'
        in html
    )
    assert "Kept." in html
    assert "Kept." not in changed


def test_sources_and_pictures_are_named_without_signs(app):
    with app.test_request_context():
        after = "So it is [@S003 6.2]. ![A red square](media/square.png)"
        page = render_template_string(SHOWN, parts=differences("So it is.", after), whole=True)
    assert "[@" not in page
    assert "(picture: A red square)" in page
    assert "(source S003 6.2)" in page
