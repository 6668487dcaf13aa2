"""Frameworks side by side: every cell with its source and date, good errors, nothing lost on the way."""

import pytest

from lms.curriculum import assembling, exporting, writing
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.operations import import_all
from lms.curriculum.reading.curriculum import read
from lms.curriculum.rendering import rendered
from tests.curriculum.comparison_files import with_comparison_and_cards
from tests.curriculum.source_files import contents, replace, small_curriculum


@pytest.fixture
def folder(tmp_path):
    return with_comparison_and_cards(small_curriculum(tmp_path / "modules"))


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("lesson.yaml", "columns: [dk, uk, it]", "columns: [dk]", "Two columns or more were expected."),
        (
            "lesson.yaml",
            "      uk:\n        told",
            "      fr:\n        told",
            "“fr” is no column; expected: dk, uk, it.",
        ),
        ("lesson.yaml", "sources: [S001 2.2]", "sources: []", "A cell needs a source."),
        ("lesson.yaml", "sources: [S001 2.2]", "sources: [S009]", "The source S009 does not stand"),
        ("lesson.yaml", "check: {dk: S001}", "check: {es: S001}", "“es” is no column"),
        ("lesson.yaml", "who: law, as_of: '2026-11'", "who: law, as_of: lately", "“lately” is no date"),
        ("lesson.en.md", "        since: A supplement.\n", "", "Missing here: since."),
        ("lesson.en.md", "  it: Italy\n", "", "Missing here: it."),
        ("lesson.en.md", "        told: A benefit.\n", "        told: '<b>x</b>'\n", "HTML is not part of the format"),
    ],
)
def test_a_mistake_is_named(folder, file, before, after, said):
    replace(folder / "first/t1-all" / file, before, after)
    with pytest.raises(ContentError) as caught:
        read(folder)
    assert any(said in str(problem) and f"{file}:" in str(problem) for problem in caught.value.problems), caught.value


def test_it_is_written_as_it_was_read(folder):
    assert writing.files(read(folder)) == contents(folder)


def test_it_comes_out_of_the_database_as_it_went_in(app, folder, tmp_path):
    import_all(folder)
    exporting.export_to(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(folder)


def test_a_cell_knows_who_says_it_as_of_when_and_what_has_changed(folder):
    curriculum = read(folder)
    lesson = curriculum.modules[0].lessons[0]
    made = rendered(lesson.structure, lesson.texts["en"], "en", curriculum.sources)
    blocks = {block.id: block for block in assembling.blocks(lesson.structure, made)}
    block = blocks["countries"]
    [topic] = block.topics
    cell = topic.cells["dk"]
    assert (cell.told.html, cell.told.who, cell.told.as_of) == (
        "<p>A <em>subsidy</em>.</p>",
        "report_authors",
        "2017",
    )
    assert (cell.since.html, [one.code for one in cell.since.citations]) == ("<p>A supplement.</p>", ["E02"])
    assert topic.cells["uk"].since is None
    assert "it" not in topic.cells
    assert [column.check and column.check.url for column in block.columns] == ["https://report.example", None, None]
    assert not block.required
    assert blocks["deck"].cards == ("c1", "c4")
    assert not blocks["deck"].required
    assert {"S001", "E02"} <= {source["code"] for source in made["sources"]}
