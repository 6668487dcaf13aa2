"""A lesson and a module as PDF: tagged, titled, in their language, with every kind of block, and a story only where its
owner allows that."""

import io
import logging

import pikepdf
import pypdf
import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Lesson
from lms.curriculum.operations import import_all
from lms.learning.prints import press
from lms.studio.models import StoryExport
from tests.curriculum.comparison_files import with_comparison_and_cards
from tests.curriculum.picture_files import with_picture
from tests.curriculum.source_files import replace
from tests.curriculum.tool_files import with_tool
from tests.factories import a_person, browser, save
from tests.learning_factories import COURSE, LESSON
from tests.measures_factories import measured_curriculum
from tests.studio_factories import a_collaboration
from tests.studio_stories_factories import WORDS, a_consent, a_story

logging.getLogger("pypdf").setLevel(logging.ERROR)
PDF, MODULE_PDF = f"{LESSON}-/lesson.pdf", f"{COURSE}-/module.pdf"
TOLD = WORDS.replace("*", "").replace(" ", "")


@pytest.fixture
def folder(tmp_path):
    return with_picture(with_tool(with_comparison_and_cards(measured_curriculum(tmp_path / "whole"))))


@pytest.fixture
def lesson(app, folder):
    """A published lesson with every kind of block, which holds the story k3x9."""
    import_all(folder)
    db.session.commit()
    return db.session.scalars(select(Lesson).where(Lesson.slug == "t1-all")).one()


@pytest.fixture
def story(lesson):
    bea = a_person("Bea Holt")
    a_collaboration(lesson.module, peers=[bea, a_person("Bo Friis")], professionals=[a_person("Carl Juhl")])
    return a_story(bea, code="k3x9")


def said(answer):
    """Return what a PDF says, without spaces and line ends."""
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def noted():
    return db.session.scalars(select(StoryExport.kind)).all()


def test_what_is_not_there_can_not_be_printed(app, client, lesson):
    for path in (f"{COURSE}nothing/-/lesson.pdf", "/modules/nowhere/-/module.pdf", "/modules/second/-/module.pdf"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


@pytest.mark.parametrize(("path", "title"), [(PDF, "All kinds"), (MODULE_PDF, "First")])
def test_it_is_tagged_titled_says_its_language_and_brings_its_fonts(client, lesson, path, title):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    with pikepdf.open(io.BytesIO(answer.data)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot is not None
        assert str(document.Root.Lang) == "en"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == title
            assert metadata["pdfuaid:part"] == "1"
        fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert fonts
        assert all("/FontFile2" in each or "/FontFile3" in each for each in fonts)
        alternatives = [
            str(each.Alt) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
        assert {"A red square", "A bridge leads from one bank to the other. Nobody stands on it."} <= set(alternatives)


def test_its_bookmarks_follow_its_headings(client, lesson):
    outline = pypdf.PdfReader(io.BytesIO(client.get(MODULE_PDF).data)).outline
    assert outline[0].title == "First"
    assert any(getattr(each, "title", "") == "All kinds" for each in outline[1])


def test_a_lesson_holds_every_kind_of_block(client, lesson):
    text = said(client.get(PDF))
    for words in (
        "Lesson 1 of 1",
        "Written from published sources. No person with lived experience has yet decided anything in it.",
        "It is made from",
        "Revision 1, published on",
        "Prose with weight and a source",
        "Work gives purpose",
        "Where do you stand now, before the arguments?",
        "Constructed case",
        "This part is about losing a job.",
        "What helped?",
        "Question 6 Which word?",
        "What is said to each answer",
        "You lead.",
        f"{LESSON}#play",
        "The picture in words",
        "A bridge leads from one bank to the other. Nobody stands on it.",
        "The rule in force",
        "What stands in the way?",
        "fictional cases only",
        "#before",
        "The team task of this module",
        "Looked up in",
        "Page 1 of",
    ):
        assert words.replace(" ", "") in text, words


def test_what_is_said_to_an_answer_stands_behind_everything_else(client, lesson):
    text = said(client.get(PDF))
    assert text.index("Sources") < text.rindex("Whatissaidtoeachanswer") < text.index("Itcosts.")


def test_it_speaks_the_language_of_its_text(client, lesson):
    answer = client.get(f"{PDF}?lang=da")
    with pikepdf.open(io.BytesIO(answer.data)) as document:
        assert str(document.Root.Lang) == "da"
    text = said(answer)
    for words in ("Lektion 1 af 1", "Skrevet ud fra offentlige kilder.", "Konstrueret case", "Side 1 af", "Kilder"):
        assert words.replace(" ", "") in text, words
    assert "Constructed" not in text


def test_a_link_prints_no_story_and_notes_nothing(client, lesson, story):
    a_consent(story, lesson)
    for path in (PDF, MODULE_PDF):
        text = said(client.get(path))
        assert TOLD not in text
        assert "Nostoryisprintedhere." in text
    assert not noted()


@pytest.mark.parametrize("path", [PDF, MODULE_PDF])
def test_the_button_prints_a_story_and_its_owner_sees_that(client, lesson, story, path):
    a_consent(story, lesson)
    answer = client.post(path)
    assert TOLD in said(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert noted() == ["print"]


@pytest.mark.parametrize("path", [PDF, MODULE_PDF])
def test_a_story_without_that_consent_or_taken_back_is_never_in_it(client, lesson, story, path):
    consent = a_consent(story, lesson, uses=["voice"])
    assert TOLD not in said(client.post(path))
    consent.uses = ["print"]
    save(consent)
    assert TOLD in said(client.post(path))
    consent.withdrawn_at = now()
    save(consent)
    assert TOLD not in said(client.post(path))
    assert noted() == ["print"]


def test_no_store_keeps_a_story(client, lesson, story):
    press._kept.clear()
    a_consent(story, lesson)
    client.post(PDF)
    assert not press._kept._kept
    kept = client.get(PDF).data
    assert list(press._kept._kept.values()) == [kept]
    assert client.get(PDF).data == kept


def test_the_pages_lead_to_it(app, client, lesson, story):
    assert f'href="{PDF}"' in client.get(LESSON).text
    page = client.get(COURSE).text
    assert f'href="{MODULE_PDF}"' in page
    assert f'action="{MODULE_PDF}"' not in page
    a_consent(story, lesson)
    assert f'action="{PDF}"' in client.get(LESSON).text
    assert f'action="{MODULE_PDF}"' in client.get(COURSE).text


def test_a_sign_in_is_not_needed_and_changes_nothing(app, client, lesson):
    assert browser(app, a_person("Ada Lund")).get(PDF).data == client.get(PDF).data


def test_a_sign_that_can_not_be_printed_is_told_in_words(app, client, folder):
    replace(folder / "first/t1-all/lesson.en.md", "It begins.", "It begins \N{CJK UNIFIED IDEOGRAPH-6F22}.")
    import_all(folder)
    db.session.commit()
    answer = client.get(PDF)
    assert answer.status_code == 409
    assert "Print the page itself from your browser instead" in answer.text


def test_one_that_is_too_large_or_waits_too_long_is_told_in_words(client, lesson, monkeypatch):
    press._kept.clear()
    monkeypatch.setattr(press, "MOST_SECONDS", 0.01)
    with press._turn:
        assert client.get(PDF).status_code == 503
    monkeypatch.setattr(press, "MOST_BYTES", 100)
    assert client.get(PDF).status_code == 413


@pytest.mark.parametrize(("path", "most"), [(PDF, 8), (MODULE_PDF, 9)])
def test_it_takes_few_statements(client, lesson, statements, path, most):
    client.get(path)
    with statements() as ran:
        client.get(path)
    assert len(ran) <= most, ran
