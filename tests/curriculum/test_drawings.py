"""Drawings: what may stand in one, what comes out of it, and words that fit."""

from xml.etree import ElementTree as ET

import pytest

from lms.curriculum.drawings import MOST_BYTES, drawn, parsed, too_long
from lms.curriculum.lettering import lines_of, width_of
from lms.curriculum.notation.problems import Page
from tests.curriculum.picture_files import DRAWING

WHOLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120">\n{}\n</svg>'
SVG = "{http://www.w3.org/2000/svg}"


def problems(source):
    page = Page("a.svg")
    assert parsed(source, page) is None
    return [str(problem) for problem in page.problems]


def drawing(inner=""):
    page = Page("a.svg")
    found = parsed(WHOLE.format(inner), page)
    assert found is not None, page.problems
    return found


def read_back(markup):
    return ET.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize(
    ("inner", "sentence"),
    [
        ("<script>alert(1)</script>", "a.svg:2: <script> has no place here"),
        ('<a href="https://x.example"><rect/></a>', "a.svg:2: <a> has no place here"),
        ("<foreignObject/>", "a.svg:2: <foreignObject> has no place here"),
        ("<style>rect{}</style>", "a.svg:2: <style> has no place here"),
        ('<image href="x"/>', "a.svg:2: <image> has no place here"),
        ('<use href="#x"/>', "a.svg:2: <use> has no place here"),
        ('<rect style="fill:red"/>', "a.svg:2: “style” has no place in <rect>"),
        ('<rect fill="red"/>', "a.svg:2: “fill” has no place in <rect>"),
        ('<rect onclick="x()"/>', "a.svg:2: “onclick” has no place in <rect>"),
        ('<rect id="x"/>', "a.svg:2: “id” has no place in <rect>"),
        ('<g xmlns:x="https://x.example"/>', "a.svg:2: “xmlns:x” has no place in <g>"),
        ('<rect class="notice"/>', "a.svg:2: The class “notice” is not known in <rect>"),
        ('<text class="ink" data-label="a" data-width="9" x="1" y="1"/>', "a.svg:2: The class “ink” is not known"),
        ('<rect width="10px"/>', "a.svg:2: width=“10px” can't be read"),
        ('<path d="M0 0url(#a)"/>', "a.svg:2: d=“M0 0url(#a)” can't be read"),
        ("<path/>", "a.svg:2: <path> needs: d."),
        ('<text x="1" y="1"/>', "a.svg:2: <text> needs: data-label, data-width."),
        ('<text data-label="a" data-width="9" x="1" y="1">Hello</text>', "a.svg:2: Words stand in the lesson's texts"),
        ("Hello", "Words stand in the lesson's texts"),
        ("<g>" * 20 + "</g>" * 20, "a.svg:2: This is nested too deep."),
        ("<?php x ?>", "a.svg:2: Only elements have a place in a drawing"),
        ("<![CDATA[x]]>", "a.svg:2: Only elements have a place in a drawing"),
        ("<g>", "SVG was expected, but mismatched tag."),
    ],
)
def test_what_has_no_place_is_named_with_its_line(inner, sentence):
    assert any(sentence in problem for problem in problems(WHOLE.format(inner))), problems(WHOLE.format(inner))


@pytest.mark.parametrize(
    "source",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg>&a;</svg>',
        '<svg viewBox="0 0 360 120"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "<g/>",
        "",
        DRAWING.replace("</svg>", f"<!--{'x' * MOST_BYTES}--></svg>"),
    ],
    ids=["entity", "outside entity", "no namespace", "no viewBox", "no svg", "nothing", "too large"],
)
def test_what_is_no_drawing_is_refused(source):
    assert problems(source)


def test_only_what_was_read_comes_out():
    made = str(drawn(drawing("<!-- a word --><rect class='soft' x='1' y='2' width='3' height='4'/>"), title="A"))
    assert '<rect class="soft" x="1" y="2" width="3" height="4"/>' in made
    assert "a word" not in made
    assert "style" not in made


def test_it_is_an_image_with_a_name_and_a_description():
    whole = parsed(DRAWING, Page(""))
    root = read_back(drawn(whole, title="A <b>", labels={"bank": "Here", "far": "&"}, description="Told."))
    named, told = root.get("aria-labelledby"), root.get("aria-describedby")
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title[@id='{named}']").text == "A <b>"
    assert root.find(f"{SVG}desc[@id='{told}']").text == "Told."
    assert [" ".join(text.itertext()) for text in root.iter(f"{SVG}text")] == ["Here", "&"]


def test_two_pictures_on_a_page_have_names_of_their_own():
    one, other = drawn(drawing(), title="One"), drawn(drawing(), title="Other")
    assert read_back(one).get("aria-labelledby") != read_back(other).get("aria-labelledby")


def test_a_scene_without_a_title_is_decoration():
    root = read_back(drawn(drawing(), title=""))
    assert root.get("aria-hidden") == "true"
    assert root.find(f"{SVG}title") is None


def test_words_break_into_even_lines_that_fit():
    lines = lines_of("Who works with whom, and who does what?", size=17, room=200)
    assert " ".join(lines) == "Who works with whom, and who does what?"
    assert len(lines) == 2
    assert all(width_of(line, 17) <= 200 for line in lines)


def test_a_long_word_breaks_only_where_its_writer_says():
    assert lines_of("Beskæftigelses\u00adindsats", size=17, room=140) == ["Beskæftigelses-", "indsats"]
    assert lines_of("Beskæftigelses\u00adindsats", size=17, room=400) == ["Beskæftigelsesindsats"]
    assert lines_of("Beskæftigelsesindsats", size=17, room=140) == ["Beskæftigelsesindsats"]


def test_what_does_not_fit_is_known():
    whole = parsed(DRAWING, Page(""))
    assert too_long(whole, {"bank": "Here", "far": "There"}) == []
    assert too_long(whole, {"bank": "Arbejdsmarkedsuddannelse", "far": "One line too many for its place"}) == [
        "bank",
        "far",
    ]
