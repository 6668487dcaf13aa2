"""`lms modules`: each command says what it did, and exits with 1 and clear lines when it could not."""

from datetime import date

import pytest
from click.testing import CliRunner

from lms.cli.modules import modules
from lms.curriculum.reading.curriculum import read
from lms.curriculum.reviews import due
from tests.curriculum.source_files import contents, replace, small_curriculum


@pytest.fixture
def folder(tmp_path):
    return small_curriculum(tmp_path / "modules")


def run(*arguments, app=None):
    if app:
        return app.test_cli_runner().invoke(modules, [str(argument) for argument in arguments])
    return CliRunner().invoke(modules, [str(argument) for argument in arguments])


def test_check_names_every_mistake_and_exits_with_1(folder):
    replace(folder / "first/module.yaml", "pass_mark: 80", "pass_mark: 180")
    replace(folder / "first/t1-all/lesson.yaml", "who: citizens", "who: everybody")
    result = run("check", folder)
    assert result.exit_code == 1
    assert "first/module.yaml:5: 180 is out of range" in result.stderr
    assert "2 mistakes. Nothing was changed." in result.stderr


def test_check_says_that_all_is_well(folder):
    result = run("check", folder)
    assert (result.exit_code, result.output) == (0, f"{folder}: 1 modules, 1 lessons, 2 sources, no mistakes.\n")


def test_check_mentions_loose_files_and_format_puts_them_right(folder):
    before = contents(folder)
    replace(folder / "first/module.yaml", "pass_mark: 80", "pass_mark:   80")
    assert "Not in canonical form (1): first/module.yaml" in run("check", folder).output
    assert "1 files changed." in run("format", folder).output
    assert contents(folder) == before
    assert "0 files changed." in run("format", folder).output


def test_check_lists_what_is_due_for_review(folder):
    assert "Nothing is due for review." in run("check", folder, "--due").output
    replace(folder / "first/t1-all/lesson.yaml", "by: 2027-05-22", "by: 2020-01-01")
    result = run("check", folder, "--due")
    assert result.exit_code == 1
    assert "Due for review since 2020-01-01: first/t1-all (curriculum editor)." in result.output


def test_a_review_is_due_on_its_day(folder):
    assert due(read(folder), date(2027, 5, 21)) == []
    assert [review.place for review in due(read(folder), date(2027, 5, 22))] == ["first", "first/t1-all"]


def test_import_tells_what_changed_and_export_gives_it_back(app, folder, tmp_path):
    assert "New lessons: t1-all." in run("import", folder, app=app).output
    assert run("import", folder, app=app).output == "Unchanged lessons: 1.\n"
    assert "Exported" in run("export", tmp_path / "out", app=app).output
    assert contents(tmp_path / "out") == contents(folder)


def test_import_of_broken_files_exits_with_1(app, folder):
    (folder / "sources.yaml").unlink()
    result = run("import", folder, app=app)
    assert result.exit_code == 1
    assert "sources.yaml: This file is missing." in result.stderr
