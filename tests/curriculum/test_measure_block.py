"""Questions before and after a module, in files: read, written, shown, and every mistake named."""

import pytest

from lms.curriculum import queries, writing
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.reading.curriculum import read
from tests.curriculum.source_files import contents, replace
from tests.measures_factories import a_measured_course, measured_curriculum

EN, YAML = "first/t1-all/lesson.en.md", "first/t1-all/lesson.yaml"


@pytest.fixture
def folder(tmp_path):
    return measured_curriculum(tmp_path / "modules")


def problems(folder):
    with pytest.raises(ContentError) as caught:
        read(folder)
    return " ".join(str(problem) for problem in caught.value.problems)


def test_it_goes_round_byte_for_byte(folder):
    before = contents(folder)
    assert writing.write(read(folder), folder) == []
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (YAML, "  moment: before\n", "  moment: during\n", "“during” is not known here"),
        (YAML, "  moment: before\n", "  moment: before\n  required: true\n", "A measure is never required"),
        (YAML, "    right: [a]\n  - id: v", "    right: [e]\n  - id: v", "Exactly one of the options was expected."),
        (YAML, "    options: [a, b, c]\n  - id: c", "    options: [a]\n  - id: c", "Three options or more"),
        (YAML, "    kind: vignette\n", "    kind: opinion\n", "“opinion” is not known here"),
        (EN, "    later: Have you asked first?\n", "", "Missing here: later."),
        (EN, "      c: Wait a little\n", "", "Missing here: c."),
        (EN, "    low: Not at all\n", "", "Missing here: low."),
    ],
)
def test_a_mistake_is_named(folder, file, old, new, expected):
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert expected in problems(folder)


def test_a_team_task_is_there_in_both_languages_or_in_none(folder):
    replace(folder / "first" / "module.yaml", "team_task: true\n", "")
    assert "“team_task” is not known here" in problems(folder)


def test_it_is_shown_without_what_is_right_and_never_required(app, tmp_path):
    a_measured_course(tmp_path)
    lesson = queries.published_lesson("first", "t1-all", "en")
    block = lesson.block("before")
    assert not block.required
    assert not hasattr(block.questions[0], "right")
    assert [question.values for question in block.questions[:3]] == [
        ("a", "b", "c", "d"),
        ("a", "b", "c"),
        tuple("1234567"),
    ]
    assert lesson.team_task.task == "<p>Trace <strong>one</strong> rule together.</p>"
