"""Beginning a sheet from what one wrote in an earlier one."""

import pytest

from lms.core.transaction import transaction
from lms.curriculum import queries as curriculum
from lms.curriculum import writing
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.operations import import_all
from lms.curriculum.reading.curriculum import read
from lms.tools.queries import sheets_in
from tests.curriculum.source_files import contents, replace, small_curriculum
from tests.curriculum.tool_files import with_tool
from tests.factories import a_person, browser
from tests.tools_factories import LESSON, SHEET, a_form, a_lesson_with_tool

STRUCTURE = """- id: agreement
  kind: tool
  keeps: account
  from: t1-all/planner
  fields:
  - id: when
    kind: line
  - id: model
    kind: choice
    options: [a, b]
  - id: extra
    kind: line
"""
TEXT = """
::: tool agreement
title: An agreement
intro: What it is for.
fields:
  when:
    label: When
  model:
    label: Which model
    options:
      a: Together
      b: Alone
  extra:
    label: What else
:::
"""
START = f"{LESSON}-/tools/agreement/start"
OFFER = "Start from what you chose in “A planner”"
EARLIER = {"when": "Monday", "model": "b", "task": "The till"}


def with_two_tools(folder):
    files = with_tool(small_curriculum(folder))
    for name, more in {"lesson.yaml": STRUCTURE, "lesson.en.md": TEXT, "lesson.da.md": TEXT}.items():
        path = files / "first" / "t1-all" / name
        path.write_text(path.read_text() + more)
    return files


@pytest.fixture
def lesson(app, tmp_path):
    curriculum.forget()
    made = a_lesson_with_tool(tmp_path)
    with transaction():
        import_all(with_two_tools(tmp_path / "two"))
    return made


@pytest.fixture
def ada(app):
    return a_person("Ada Lund")


@pytest.fixture
def page(app, ada, lesson):
    made = browser(app, ada)
    made.post(SHEET, data=a_form(lesson, fields=EARLIER))
    return made


def agreement(person, lesson):
    return sheets_in(person.id, lesson.id)["agreement"].values


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("from: t1-all/planner", "from: t1-all/opening"),
        ("from: t1-all/planner", "from: t1-all/agreement"),
        (
            "  - id: model\n    kind: choice\n    options: [a, b]\n  - id: extra",
            "  - id: when2\n    kind: line\n  - id: task",
        ),
    ],
)
def test_a_start_that_does_not_fit_is_named(tmp_path, old, new):
    files = with_two_tools(tmp_path / "modules")
    replace(files / "first" / "t1-all" / "lesson.yaml", old, new)
    with pytest.raises(ContentError) as caught:
        read(files)
    assert any("t1-all/agreement: from: " in str(problem) for problem in caught.value.problems)


def test_the_files_are_canonical_as_they_are(tmp_path):
    files = with_two_tools(tmp_path / "modules")
    assert writing.files(read(files)) == contents(files)


def test_signed_out_there_is_no_offer_and_nothing_to_copy(client, page, lesson):
    assert OFFER not in client.get(LESSON).text
    assert client.post(START).status_code in (302, 401)


def test_nobody_begins_from_somebody_elses_sheet(app, page, lesson):
    eve = a_person("Eve Stranger")
    other = browser(app, eve)
    assert OFFER not in other.get(LESSON).text
    assert other.post(START).status_code == 302
    assert sheets_in(eve.id, lesson.id) == {}


def test_a_sheet_without_an_earlier_one_begins_from_nothing(page):
    assert page.post(f"{SHEET}/start").status_code == 302
    assert page.post(f"{LESSON}-/tools/nothing/start").status_code == 404


def test_what_both_ask_for_is_copied_once_into_empty_fields(page, ada, lesson):
    assert OFFER in page.get(LESSON).text
    page.post(START)
    assert "stands in the empty fields now" in page.get(LESSON).text
    assert agreement(ada, lesson) == {"when": "Monday", "model": "b"}
    assert OFFER not in page.get(LESSON).text


def test_what_stands_there_is_never_overwritten(page, ada, lesson):
    page.post(f"{LESSON}-/tools/agreement", data=a_form(lesson, fields={"when": "Friday", "extra": "More"}))
    page.post(START)
    assert agreement(ada, lesson) == {"when": "Friday", "extra": "More", "model": "b"}
    assert "model" in sheets_in(ada.id, lesson.id)["planner"].values
