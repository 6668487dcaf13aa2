"""One's own sheets: listed, printed, taken along, deleted; with the account's data and its end."""

import json

import pytest
from sqlalchemy import func, select

from lms.core.db import db
from lms.curriculum import queries as curriculum
from lms.curriculum.models import Lesson
from lms.tools import personal_data
from lms.tools.models import Worksheet, WorksheetCopy
from lms.tools.queries import sheets_in
from tests.factories import a_person, browser
from tests.tools_factories import LESSON, SHEET, a_form, a_lesson_with_tool

FIELDS = {
    "when": "Monday",
    "model": "b",
    "signs": ["s1", "s2"],
    "weight": "4",
    "plan.2.done": "1",
    "check.goal.score": "5",
}


@pytest.fixture
def lesson(app, tmp_path):
    curriculum.forget()
    return a_lesson_with_tool(tmp_path)


@pytest.fixture
def ada(app):
    return a_person("Ada Lund")


@pytest.fixture
def page(app, ada, lesson):
    made = browser(app, ada)
    made.post(SHEET, data=a_form(lesson, fields=FIELDS))
    return made


@pytest.fixture
def here(page, ada, lesson):
    return f"/tools/-/sheets/{sheets_in(ada.id, lesson.id)['planner'].id}"


WAYS = ["delete", "text", "data"]


@pytest.mark.parametrize("way", WAYS)
def test_signed_out_there_is_only_the_way_in(client, here, way):
    assert client.get(f"{here}/{way}").status_code in (302, 401)


@pytest.mark.parametrize("way", WAYS)
def test_strangers_meet_nothing(app, here, way):
    eve = browser(app, a_person("Eve Stranger"))
    assert eve.get(f"{here}/{way}").status_code == 404
    assert eve.post(f"{here}/delete").status_code == 404
    assert eve.post(f"{here}/choice", data={"keep": "newer", "copy": 1, "version": 1}).status_code == 404
    assert "Monday" not in eve.get("/tools/").text


def test_the_list_is_open_and_names_every_tool_with_its_lesson(client, lesson):
    shown = client.get("/tools/").text
    assert f'href="{LESSON}#planner"' in shown
    assert "A planner" in shown
    assert "My sheets" not in shown


def test_the_list_shows_whoever_is_signed_in_their_own_sheets(page, here):
    shown = page.get("/tools/").text
    assert "My sheets" in shown
    assert f"{here}/text" in shown
    assert f"{here}/delete" in shown


def test_the_list_says_when_there_is_nothing(app, lesson):
    assert "There is nothing here yet" in browser(app, a_person("Bea Peer")).get("/tools/").text


def test_the_list_takes_few_statements(page, statements):
    page.get("/tools/")
    with statements() as ran:
        page.get("/tools/")
    assert len(ran) <= 4


def test_a_sheet_whose_lesson_is_gone_can_still_be_taken_along(page, here, lesson):
    db.session.get(Lesson, lesson.id).retired_at = lesson.current.created_at
    db.session.commit()
    assert "A planner" in page.get("/tools/").text
    assert "Monday" in page.get(f"{here}/text").text


def test_the_empty_sheet_can_be_printed_by_everybody(client, lesson):
    shown = client.get(SHEET).text
    assert 'class="rule"' in shown
    assert "☐ Together" in shown
    assert "☒" not in shown


def test_the_sheet_prints_what_is_kept(page):
    shown = page.get(SHEET).text
    assert "Monday" in shown
    assert "☒ Alone" in shown
    assert "☐ Together" in shown
    assert '<strong class="ringed">4</strong>' in shown


@pytest.mark.parametrize("way", ["page", "paper", "text"])
def test_the_sheet_says_its_version_and_who_keeps_it_current(page, here, way):
    shown = page.get({"page": LESSON, "paper": SHEET, "text": f"{here}/text"}[way]).text
    assert "Version 1, " in shown
    assert "Kept current by: curriculum editor." in shown


def test_as_text_it_holds_the_words_of_the_fields(page, here):
    answer = page.get(f"{here}/text")
    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="planner.txt"'
    for line in ("A planner", "When:\nMonday", "Which model:\nAlone", "Which signs:\nTired, Late", "In all:\n9"):
        assert line in answer.text
    assert "What we try · 2 · Done:\nYes" in answer.text
    assert "Which task" not in answer.text


def test_as_data_it_holds_ids_and_words(page, here):
    data = json.loads(page.get(f"{here}/data").text)
    assert (data["tool"], data["lesson"], data["language"]) == ("t5", "t1-all", "en")
    assert data["values"] == FIELDS
    assert {"field": "Which model", "text": "Alone"} in data["in_words"]


def test_it_is_deleted_for_good_after_a_question(page, here, lesson, ada):
    page.post(SHEET, data=a_form(lesson, fields={"when": "Late"}, writer="another-page-0123456789"))
    assert "Delete this sheet?" in page.get(f"{here}/delete").text
    assert page.post(f"{here}/delete").location == "/tools/"
    assert sheets_in(ada.id, lesson.id) == {}
    assert db.session.scalar(select(func.count()).select_from(WorksheetCopy)) == 0
    assert page.post(f"{here}/delete").status_code == 404


def test_a_page_that_still_shows_a_deleted_sheet_overwrites_nothing_new(page, here, lesson, ada):
    old = sheets_in(ada.id, lesson.id)["planner"].version
    page.post(f"{here}/delete")
    page.post(SHEET, data=a_form(lesson, fields={"when": "New"}, writer="another-page-0123456789"))
    newer = sheets_in(ada.id, lesson.id)["planner"].version
    assert newer != old or newer >= old


def test_the_persons_data_hold_it_in_clear_text(page, ada):
    [sheet] = personal_data.export(ada)["worksheets"]
    assert (sheet["lesson"], sheet["block"], sheet["fields"]) == ("t1-all", "planner", FIELDS)


def test_erasing_leaves_other_peoples_sheets(app, page, ada, lesson):
    bea = a_person("Bea Peer")
    browser(app, bea).post(SHEET, data=a_form(lesson, fields={"when": "Mine"}))
    page.post(SHEET, data=a_form(lesson, fields={"when": "Late"}, writer="another-page-0123456789"))
    personal_data.erase(ada)
    db.session.commit()
    assert sheets_in(ada.id, lesson.id) == {}
    assert sheets_in(bea.id, lesson.id)["planner"].values == {"when": "Mine"}
    assert db.session.scalar(select(func.count()).select_from(Worksheet)) == 1
