"""Canonical files: read and written again they stay as they are, and nothing is lost on the way."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from lms.curriculum import writing
from lms.curriculum.reading.curriculum import read
from tests.curriculum.generated import curricula
from tests.curriculum.source_files import SHIPPED, contents, replace, shipped_copy, small_curriculum


def test_the_small_curriculum_is_canonical_as_it_is(tmp_path):
    folder = small_curriculum(tmp_path / "modules")
    assert writing.files(read(folder)) == contents(folder)


def test_the_shipped_files_are_canonical():
    loose = [path for path, content in writing.files(read(SHIPPED)).items() if contents(SHIPPED)[path] != content]
    assert loose == [], "run `lms modules format`"


def test_format_keeps_what_the_files_say(tmp_path):
    folder = shipped_copy(tmp_path / "modules")
    before = read(folder)
    replace(folder / "programme.yaml", "minutes: 65,", "minutes:   65,")
    assert writing.write(before, folder) == ["programme.yaml"]
    assert read(folder) == before
    assert contents(folder) == contents(SHIPPED)


def test_loose_forms_of_the_same_content_become_one(tmp_path):
    folder = small_curriculum(tmp_path / "modules")
    before = contents(folder)
    lesson = folder / "first/t1-all/lesson.yaml"
    replace(
        lesson,
        "review: {by: 2027-05-22, role: curriculum editor}",
        "review:\n  role: 'curriculum editor'\n  by: '2027-05-22'",
    )
    replace(lesson, "      to: end\n    - id: b", "      to: [{to: end}]\n    - id: b")
    text = folder / "first/t1-all/lesson.en.md"
    replace(text, "closing: Both can be right.", "closing: |\n  Both can be right.   \n")
    replace(text, "Prose with", "\n\nProse with")
    assert sorted(writing.write(read(folder), folder)) == ["first/t1-all/lesson.en.md", "first/t1-all/lesson.yaml"]
    assert contents(folder) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(curricula())
def test_what_is_written_is_read_back_as_it_was(curriculum):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writing.write(curriculum, folder)
        again = read(folder)
        assert again == curriculum
        writing.write(again, folder)  # hypothesis may have drawn keys in another order
        assert writing.write(read(folder), folder) == []
