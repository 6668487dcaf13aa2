"""Texts become safe HTML once, in their language, with citations as links."""

import pytest

from lms.core import markdown
from lms.curriculum import assembling
from lms.curriculum.reading.curriculum import read
from lms.curriculum.rendering import rendered
from tests.curriculum.source_files import SHIPPED, small_curriculum


@pytest.fixture(scope="module")
def curriculum(tmp_path_factory):
    return read(small_curriculum(tmp_path_factory.mktemp("files") / "modules"))


def lesson_in(curriculum, language):
    lesson = curriculum.modules[0].lessons[0]
    made = rendered(lesson.structure, lesson.texts[language], language, curriculum.sources)
    return {block.id: block for block in assembling.blocks(lesson.structure, made)}, made


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("A *b* **c**", "<p>A <em>b</em> <strong>c</strong></p>"),
        ("# A", "<h3>A</h3>"),
        ("#### A", "<h4>A</h4>"),
        ("> A", "<blockquote>\n<p>A</p>\n</blockquote>"),
        ("3. A", '<ol start="3">\n<li>A</li>\n</ol>'),
        ("[a](https://b.example)", '<p><a href="https://b.example">a</a></p>'),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("![a](https://b.example/c.png)", '<p><img alt="a"></p>'),
        ("    code", "<p>code</p>"),
        ("a & b", "<p>a &amp; b</p>"),
    ],
)
def test_the_subset_and_nothing_else(text, html):
    assert markdown.to_html(text) == html


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:x">a</a>',
        '<p style="x" onclick="y" class="z">a</p>',
        "<iframe src=x></iframe>",
        '<img src="//b">',
    ],
)
def test_the_allow_list_is_strict(html):
    cleaned = markdown.safe(html)
    assert not any(word in cleaned for word in ("javascript", "style", "onclick", "class", "iframe", "src"))


def test_inline_and_plain_forms():
    assert markdown.to_inline_html("a *b*") == "a <em>b</em>"
    assert markdown.to_text("### A\n\nb *c*\n\n- [d](https://e.example)") == "A\n\nb c\n\nd"


def test_a_citation_is_a_link_in_the_texts_language(curriculum):
    english, _ = lesson_in(curriculum, "en")
    danish, _ = lesson_in(curriculum, "da")
    assert '<a class="cite" href="#source-S001">(Report, 6.2)</a>' in english["opening"].html
    assert '<a class="cite" href="#source-S001">(Rapporten, 6.2)</a>' in danish["opening"].html
    assert '<a class="cite" href="#source-S001">(Report)</a>' in english["quiz"].questions[0].options[0].feedback


def test_a_picture_is_addressed_by_its_bytes(curriculum):
    blocks, _ = lesson_in(curriculum, "en")
    digest = curriculum.modules[0].lessons[0].structure["media"]["square.png"]
    assert f'<img src="/media/{digest}" alt="A red square">' in blocks["opening"].html


def test_blocks_know_their_words(curriculum):
    blocks, made = lesson_in(curriculum, "en")
    assert (blocks["opening"].heading, blocks["case"].heading) == ("A Tuesday", "Ada's week")
    assert blocks["case"].note == "This part is about losing a job."
    assert not blocks["story"].required
    assert blocks["reflection"].prompt_text == "Think of a day.\n\nWhat helped?"
    assert blocks["dilemma"].question == "Would you <em>start</em>?"
    assert blocks["dilemma"].sides[0].argument == "<p>One.</p>\n<p>Two.</p>"
    [fact] = blocks["facts"].facts
    assert [(it.code, it.short, it.section, it.url) for it in fact.citations] == [
        ("S001", "Report", "6.2", "https://report.example"),
        ("E02", "Page", "", ""),
    ]
    node = blocks["play"].nodes["n2"]
    assert (node.low, node.high, node.choices[4].id, node.choices[4].consequence) == (
        "Little",
        "Much",
        "5",
        "<p>Noted.</p>",
    )
    assert [source.code for source in assembling.sources(made)] == ["S001", "E02"]


def test_every_shipped_lesson_is_rendered_in_both_languages():
    curriculum = read(SHIPPED)
    for lesson in (lesson for module in curriculum.modules for lesson in module.lessons):
        for language in ("en", "da"):
            made = rendered(lesson.structure, lesson.texts[language], language, curriculum.sources)
            assert "[@" not in str(made)
            assert len(assembling.blocks(lesson.structure, made)) == len(lesson.structure["blocks"])
