"""Pictures in lessons: drawing and words put together, mistakes named, nothing lost on the way."""

import pytest

from lms.curriculum import assembling, digests, writing
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.reading.curriculum import read
from lms.curriculum.reading.single import check_texts
from lms.curriculum.rendering import rendered
from tests.curriculum.picture_files import DRAWING, spoil, with_picture
from tests.curriculum.source_files import contents, small_curriculum


@pytest.fixture
def folder(tmp_path):
    return with_picture(small_curriculum(tmp_path / "modules"))


def problems(folder):
    with pytest.raises(ContentError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def picture(folder):
    curriculum = read(folder)
    [lesson] = curriculum.modules[0].lessons
    made = rendered(lesson.structure, lesson.texts["en"], "en", curriculum.sources)
    return assembling.blocks(lesson.structure, made)[-1]


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("drawings/bridge.svg", "ink-line thick", "nothing", "drawings/bridge.svg:3: The class “nothing” is not known"),
        (
            "drawings/bridge.svg",
            'data-label="far"',
            'data-label="away"',
            "The label “away” has a place here, but does not stand",
        ),
        (
            "drawings/bridge.svg",
            'data-label="far"',
            'data-label="bank"',
            "The label “bank” of lesson.yaml needs one place here; it has 2.",
        ),
        ("lesson.yaml", "labels: [bank, far]", "labels: [bank]", "The label “far” has a place here"),
        (
            "lesson.yaml",
            "drawing: bridge",
            "drawing: tunnel",
            "drawings/tunnel.svg: The block “bridge” shows this drawing",
        ),
        ("lesson.yaml", "drawing: bridge", "drawing: tunnel", "drawings/bridge.svg: No block shows this drawing."),
        ("lesson.en.md", "  far: Far & off\n", "", "Missing here: far."),
        (
            "lesson.en.md",
            "far: Far & off",
            "far: There, and back, and there",
            "These words don't fit into their place",
        ),
        (
            "lesson.en.md",
            "description: A bridge leads from one *bank* to the other. Nobody stands on it.\n",
            "",
            "Missing here: description.",
        ),
    ],
)
def test_a_mistake_is_named_with_file_and_line(folder, name, old, new, sentence):
    spoil(folder, name, old, new)
    assert any(sentence in problem for problem in problems(folder)), problems(folder)


def test_a_drawing_belongs_to_one_block(folder):
    spoil(
        folder,
        "lesson.yaml",
        "- id: bridge\n",
        "- id: again\n  kind: picture\n  drawing: bridge\n  labels: [bank, far]\n- id: bridge\n",
    )
    assert any("Two blocks show this drawing" in problem for problem in problems(folder))


def test_another_file_beside_drawings_is_named(folder):
    (folder / "first/t1-all/drawings/note.txt").write_text("x", encoding="utf-8")
    assert any("drawings/note.txt: A file called like name.svg" in problem for problem in problems(folder))


def test_a_picture_is_shown_with_its_words(folder):
    block = picture(folder)
    assert block.heading == "A bridge"
    assert ">Far &amp; off</tspan>" in block.picture
    assert "A bridge leads from one bank to the other." in block.picture
    assert "<em>bank</em>" in block.description
    assert block.caption == "Ours."


def test_files_come_out_as_they_went_in(folder):
    assert writing.files(read(folder)) == contents(folder)


def test_another_drawing_is_another_lesson(folder):
    before = read(folder).modules[0].lessons[0]
    spoil(folder, "drawings/bridge.svg", "M20 80q160 -60 320 0", "M20 80q160 -50 320 0")
    after = read(folder).modules[0].lessons[0]
    assert before.structure["blocks"][-1]["svg"] == DRAWING
    assert digests.of_text(before.structure, before.texts["en"]) != digests.of_text(after.structure, after.texts["en"])


def test_a_lesson_can_be_checked_from_its_files_alone(folder):
    curriculum = read(folder)
    [lesson] = curriculum.modules[0].lessons
    files = {name: str(content) for name, content in writing.lesson_files(lesson).items()}
    assert check_texts(files, lesson.structure.get("media", {}), curriculum.sources) == []
