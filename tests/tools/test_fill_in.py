"""Filling in a practice tool in its lesson."""

import pytest
from sqlalchemy import func, select

from lms.activity.models import TrailEntry
from lms.core.db import db
from lms.curriculum import queries as curriculum
from lms.tools.models import Worksheet, WorksheetCopy
from lms.tools.queries import sheets_in
from tests.factories import a_person, browser
from tests.tools_factories import LESSON, SHEET, a_form, a_lesson_with_tool, on_device

FILLED = {
    "when": "Monday",
    "task": "The till.\r\nThe phone.",
    "model": "b",
    "signs": ["s3", "s1"],
    "weight": "4",
    "plan.1.what": "Later start",
    "plan.1.ok": "y",
    "plan.1.done": "1",
    "check.goal.score": "5",
    "check.respect.score": "2",
}
KEPT = FILLED | {"task": "The till.\nThe phone.", "signs": ["s3", "s1"]}


@pytest.fixture
def lesson(app, tmp_path):
    curriculum.forget()
    return a_lesson_with_tool(tmp_path)


@pytest.fixture
def ada(app):
    return a_person("Ada Lund")


@pytest.fixture
def page(app, ada, lesson):
    return browser(app, ada)


def kept(person, lesson):
    return sheets_in(person.id, lesson.id)["planner"]


def rows():
    return db.session.scalar(select(func.count()).select_from(Worksheet))


def test_signed_out_the_sheet_can_be_filled_in_and_printed_but_not_sent(client, lesson):
    shown = client.get(LESSON).text
    assert 'name="f.when"' in shown
    assert "No real citizens here: fictional cases only" in shown
    assert "gone when you close it" in shown
    assert f'href="{SHEET}"' in shown
    assert f'action="{SHEET}"' not in shown


def test_signed_out_nothing_is_saved(client, lesson):
    assert client.post(SHEET, data=a_form(lesson, fields=FILLED)).status_code == 401
    assert rows() == 0


def test_a_stranger_never_sees_the_sheet(app, page, lesson):
    page.post(SHEET, data=a_form(lesson, fields={"when": "Only mine."}))
    assert "Only mine." in page.get(LESSON).text
    eve = browser(app, a_person("Eve Stranger"))
    assert "Only mine." not in eve.get(LESSON).text
    assert "Only mine." not in eve.get(SHEET).text


def test_a_block_that_is_no_tool_or_not_there_is_unknown(page, lesson):
    assert page.post(f"{LESSON}-/tools/opening", data=a_form(lesson)).status_code == 404
    assert page.get(f"{LESSON}-/tools/nothing").status_code == 404
    assert page.post("/modules/first/nowhere/-/tools/planner", data=a_form(lesson)).status_code == 404


def test_the_page_of_another_account_saves_nothing_here(page, lesson):
    answer = page.post(SHEET, data=a_form(lesson, fields=FILLED, account="somebody-else"))
    assert answer.status_code == 403
    assert rows() == 0


def test_an_empty_sheet_is_refused_in_words(page, lesson):
    answer = page.post(SHEET, data=a_form(lesson, fields={"when": "  "}))
    assert answer.status_code == 422
    assert "nothing to save yet" in answer.text


def test_what_is_too_long_is_shown_again_with_a_message(page, lesson):
    answer = page.post(SHEET, data=a_form(lesson, fields={"task": "a" * 5_001}))
    assert answer.status_code == 422
    assert "5001 characters" in answer.text
    assert "a" * 5_001 in answer.text
    assert rows() == 0


def test_what_is_filled_in_stands_in_its_fields_again(page, ada, lesson):
    answer = page.post(SHEET, data=a_form(lesson, fields=FILLED))
    assert (answer.status_code, answer.location) == (302, f"{LESSON}#planner")
    assert kept(ada, lesson).values == KEPT
    shown = page.get(LESSON).text
    assert 'value="Monday"' in shown
    assert "\nThe till.\nThe phone.</textarea>" in shown
    assert 'name="f.model" value="b" checked' in shown
    assert 'name="f.signs" value="s1" checked' in shown
    assert 'name="f.signs" value="s2">' in shown
    assert 'name="f.weight" value="4" checked' in shown
    assert '<option value="5" selected>' in shown
    assert 'data-adds="weight check.goal.score check.respect.score">11</output>' in shown
    assert "of 20 at most" in shown
    assert "Only you can see what you write here" in shown


def test_in_danish_it_says_gemt(page, lesson):
    answer = page.post(f"{SHEET}?lang=da", data=a_form(lesson, fields=FILLED), headers={"HX-Request": "true"})
    assert "Gemt " in answer.text


def test_with_scripts_the_answer_is_a_piece_that_says_saved(page, ada, lesson):
    answer = page.post(SHEET, data=a_form(lesson, fields=FILLED), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Saved " in answer.text
    assert f'name="version" value="{kept(ada, lesson).version}"' in answer.text


def test_with_scripts_a_refusal_is_a_piece_too(page, lesson):
    answer = page.post(SHEET, data=a_form(lesson, fields={}), headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.text


def test_what_no_field_offers_is_left_out(page, ada, lesson):
    wrong = {"when": "Now", "model": "z", "weight": "11", "signs": ["s9"], "plan.1.ok": "maybe", "part": "x"}
    page.post(SHEET, data=a_form(lesson, fields=wrong))
    assert kept(ada, lesson).values == {"when": "Now", "part": "x"}


def test_what_is_written_is_sealed_and_leaves_no_trail(page, lesson):
    before = db.session.scalar(select(func.count()).select_from(TrailEntry))
    page.post(SHEET, data=a_form(lesson, fields={"when": "Unheard of"}))
    assert b"Unheard" not in db.session.scalars(select(Worksheet.sealed)).one()
    assert db.session.scalar(select(func.count()).select_from(TrailEntry)) == before


def test_the_same_form_sent_twice_is_one_sheet(page, ada, lesson):
    for _ in range(2):
        page.post(SHEET, data=a_form(lesson, fields=FILLED))
    assert rows() == 1
    assert kept(ada, lesson).copies == ()


def test_an_older_page_never_overwrites_and_both_are_shown_for_choice(page, ada, lesson):
    page.post(SHEET, data=a_form(lesson, fields={"when": "Newer", "model": "a"}))
    page.post(SHEET, data=a_form(lesson, fields={"when": "Late", "model": "a"}, writer="another-page-0123456789"))
    assert kept(ada, lesson).values["when"] == "Newer"
    shown = page.get(LESSON).text
    assert "There are two versions of this sheet" in shown
    assert ("Newer" in shown, "Late" in shown) == (True, True)
    assert shown.count("Which model</dt>") == 0


@pytest.mark.parametrize(("keep", "left"), [("newer", "Newer"), ("other", "Late")])
def test_the_person_chooses_between_two(page, ada, lesson, keep, left):
    page.post(SHEET, data=a_form(lesson, fields={"when": "Newer"}))
    page.post(SHEET, data=a_form(lesson, fields={"when": "Late"}, writer="another-page-0123456789"))
    sheet = kept(ada, lesson)
    choice = {"keep": keep, "copy": sheet.copies[0].id, "version": sheet.version}
    assert page.post(f"/tools/-/sheets/{sheet.id}/choice", data=choice).location == f"{LESSON}#planner"
    assert kept(ada, lesson).values == {"when": left}
    assert db.session.scalar(select(func.count()).select_from(WorksheetCopy)) == 0


def test_a_cpr_number_is_pointed_out_and_saved(page, lesson):
    page.post(SHEET, data=a_form(lesson, fields={"task": "010190-1234"}))
    shown = page.get(LESSON).text
    assert "looks like it holds a CPR number. You can still save it" in shown
    assert 'id="t-planner-cpr" role="status">' in shown


def test_a_sheet_of_an_older_revision_keeps_what_has_lost_its_field(page, ada, lesson, tmp_path):
    page.post(SHEET, data=a_form(lesson, fields={"when": "Monday", "task": "The till"}))
    gone = [("lesson.yaml", "  - id: when\n    kind: line\n", "")]
    gone += [(f"lesson.{code}.md", "  when:\n    label: When\n", "") for code in ("en", "da")]
    newer = a_lesson_with_tool(tmp_path, *gone)
    shown = page.get(LESSON).text
    assert "From an earlier version of this sheet" in shown
    assert "Monday</textarea>" in shown
    sheet = kept(ada, lesson)
    page.post(SHEET, data=a_form(newer, fields={"when": "Monday", "task": "The phone"}, version=str(sheet.version)))
    assert kept(ada, lesson).values == {"when": "Monday", "task": "The phone"}


def test_a_device_sheet_is_sent_only_when_its_owner_says_so(page, ada, lesson, tmp_path):
    lesson = on_device(tmp_path)
    shown = page.get(LESSON).text
    assert "If you need someone now:" in shown
    assert "stays on your device" in shown
    assert "hx-post" not in shown.split('id="planner"')[1].split("</section>")[0]
    unasked = a_form(lesson, fields=FILLED)
    del unasked["save"]
    assert page.post(SHEET, data=unasked).status_code == 400
    assert rows() == 0
    page.post(SHEET, data=a_form(lesson, fields=FILLED))
    assert kept(ada, lesson).values == KEPT
    assert "Only you can see what you write here" in page.get(LESSON).text


def test_it_never_counts_towards_the_lesson(page, ada, lesson):
    published = curriculum.published_lesson("first", "t1-all", "en")
    assert "planner" not in [block.id for block in published.acts]


def test_a_lesson_page_asks_once_more_only_where_there_is_a_sheet(app, ada, page, lesson, statements):
    page.get(LESSON)
    with statements() as before:
        page.get(LESSON)
    page.post(SHEET, data=a_form(lesson, fields=FILLED))
    page.get(LESSON)
    with statements() as after:
        page.get(LESSON)
    assert len(after) == len(before) + 1


def test_a_heat_map_says_each_number_and_shades_it_on_screen_and_on_paper(page, lesson):
    assert '<td data-heat-of="f.check.goal.score">–</td>' in page.get(LESSON).text
    page.post(SHEET, data=a_form(lesson, fields=FILLED))
    assert '<td data-heat-of="f.check.goal.score" data-shade="4">5</td>' in page.get(LESSON).text
    assert '<td data-heat-of="f.check.respect.score" data-shade="1">2</td>' in page.get(LESSON).text
    assert '<td data-shade="4">5</td>' in page.get(SHEET).text


def test_examples_stand_in_groups_on_the_page_and_not_on_paper(client, lesson):
    shown = client.get(LESSON).text
    assert 'data-examples="f.plan."' in shown
    assert (
        shown.index("<summary>Everywhere</summary>")
        < shown.index("Begin an hour later")
        < shown.index("Shop</summary>")
    )
    assert "Begin an hour later" not in client.get(SHEET).text


def test_lights_count_where_the_rows_stand(page, lesson):
    page.post(SHEET, data=a_form(lesson, fields=FILLED | {"plan.2.ok": "y", "plan.3.ok": "n"}))
    for shown in (page.get(LESSON).text, page.get(SHEET).text):
        counted = [shown.split(f'data-option="{option}">')[1][0] for option in ("y", "l", "n")]
        assert counted == ["2", "0", "1"]
