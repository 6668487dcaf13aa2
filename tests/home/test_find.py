"""`/search`: what readers can read is found, in their language, and nothing else."""

import pytest
from sqlalchemy import update

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Lesson
from lms.curriculum.operations import import_all, refresh
from tests.curriculum.source_files import replace, small_curriculum


@pytest.fixture
def modules(app, tmp_path):
    folder = small_curriculum(tmp_path / "modules")
    import_all(folder)
    refresh()
    return folder


def test_without_a_question_there_is_only_the_form(client):
    page = client.get("/search")
    assert page.status_code == 200
    assert 'name="q"' in page.text
    assert "result" not in page.text.split("<main")[1].split("</main")[0].replace("results", "")


def test_a_lesson_is_found_by_what_stands_in_a_part_and_the_part_is_linked(client, modules):
    page = client.get("/search?q=kind").text
    assert 'href="/modules/first/t1-all/"' in page
    assert "<mark>" in page


def test_a_story_is_never_found(client, modules):
    assert "Nothing was found" in client.get("/search?q=k3x9").text
    assert "Somebody tells" not in client.get("/search?q=somebody+tells").text


def test_what_is_right_in_a_quiz_is_not_given_away(client, modules):
    page = client.get("/search?q=café").text
    assert "Nothing was found" in page


def test_a_lesson_that_was_taken_out_is_not_found_from_that_moment(client, modules):
    assert "t1-all" in client.get("/search?q=kind").text
    db.session.execute(update(Lesson).where(Lesson.slug == "t1-all").values(withdrawn_at=now()))
    db.session.commit()
    assert "t1-all" not in client.get("/search?q=kind").text


def test_a_changed_lesson_is_found_by_its_new_words_once_search_knows(client, modules):
    replace(modules / "first/t1-all/lesson.en.md", "summary: Every kind of block.", "summary: Rhubarb.")
    import_all(modules)
    assert "t1-all" not in client.get("/search?q=kind").text
    assert refresh() == 2  # a new revision has a new text in both languages
    assert refresh() == 0
    assert "t1-all" in client.get("/search?q=rhubarb").text


def test_nothing_here_but_something_in_the_other_language_is_said(client, modules):
    replace(modules / "first/t1-all/lesson.da.md", "summary: ", "summary: Rabarber. ")
    import_all(modules)
    refresh()
    assert "1 result in Dansk" in client.get("/search?q=rabarber").text


def test_what_was_typed_comes_back_as_text(client):
    page = client.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page


def test_few_statements_answer(client, modules, statements):
    client.get("/search?q=kind")
    with statements() as ran:
        client.get("/search?q=kind")
    assert len(ran) <= 4
