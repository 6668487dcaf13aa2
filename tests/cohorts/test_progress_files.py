"""The table as CSV and XLSX: what the screen shows, all pages, harmless to a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from lms.core.danish import sort_key
from tests.cohort_factories import SINCE, a_coordinated_cohort, a_participant
from tests.factories import a_person, browser
from tests.learning_factories import a_learner, a_module, a_module_done


@pytest.fixture
def module(app):
    return a_module(title="First, steps")


def someone(cohort, name):
    person = a_person(name, email=f"{sort_key(name).encode().hex()}@work.example")
    a_participant(cohort, person)
    return person


def as_csv(app, person, cohort, query=""):
    content = browser(app, person).get(f"/cohorts/{cohort.id}/progress.csv{query}").data
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def as_xlsx(app, person, cohort, query=""):
    content = browser(app, person).get(f"/cohorts/{cohort.id}/progress.xlsx{query}").data
    sheet = load_workbook(BytesIO(content)).active
    for row in sheet.iter_rows():
        assert {cell.data_type for cell in row if cell.value is not None} <= {"s"}
    return [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]


def test_head_and_lines(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_module_done(a_learner(someone(cohort, "Åse Lund")), module, SINCE)
    head = ["Name", *(f"T1 First, steps: {what}" for what in ("status", "lessons done", "completed on"))]
    assert as_csv(app, fin, cohort) == [head, ["Åse Lund", "Completed", "", "2026-09-10"]]


def test_all_pages_filtered_and_sorted_as_on_the_screen(app, module):
    fin, cohort = a_coordinated_cohort([module])
    for number in range(60):
        someone(cohort, f"Person {number:02}")
    someone(cohort, "Somebody Else")
    query = "?name=person&sort=-name&page=2"
    lines = as_csv(app, fin, cohort, query)
    assert [line[0] for line in lines[1:]] == [f"Person {number:02}" for number in reversed(range(60))]
    assert as_xlsx(app, fin, cohort, query) == lines


@pytest.mark.parametrize("name", ["=1+1", "+45", "-2", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_a_name_that_looks_like_a_formula_is_text(app, module, name):
    fin, cohort = a_coordinated_cohort([module])
    someone(cohort, name)
    lines = as_csv(app, fin, cohort)
    assert lines[1][0] == f"'{name}"
    assert as_xlsx(app, fin, cohort) == lines


@pytest.mark.parametrize("name", ["\tTab", "\rReturn", "\x01=1"])
def test_odd_characters_do_no_harm(app, module, name):
    fin, cohort = a_coordinated_cohort([module])
    someone(cohort, name)
    assert as_csv(app, fin, cohort)[1][0].startswith("'")
    assert as_xlsx(app, fin, cohort)[1][0].startswith("'")


def test_a_download_names_no_cohort_and_is_kept_nowhere(app, module):
    fin, cohort = a_coordinated_cohort([module], name="Sick-leave team")
    for ending, kind in (("csv", "text/csv"), ("xlsx", "spreadsheetml")):
        answer = browser(app, fin).get(f"/cohorts/{cohort.id}/progress.{ending}")
        assert kind in answer.content_type
        assert "Sick" not in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"
