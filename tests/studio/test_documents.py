"""A draft gives back exactly the lesson it was made from."""

import json

import pytest

from lms.curriculum.reading.curriculum import read
from lms.studio import documents
from lms.studio.models import Draft
from tests.curriculum.source_files import SHIPPED, shipped_copy, small_curriculum


def whole(folder):
    return [lesson for module in read(folder).modules for lesson in module.lessons]


def exact(structure, texts):
    return json.dumps([structure, texts], ensure_ascii=False)


@pytest.mark.parametrize("make", [small_curriculum, shipped_copy], ids=["every kind", "shipped"])
def test_every_lesson_comes_out_byte_for_byte(tmp_path, make):
    lessons = whole(make(tmp_path / "modules"))
    assert lessons
    for lesson in lessons:
        draft = Draft(blocks=documents.load(lesson.structure, lesson.texts))
        assert exact(*documents.freeze(draft)) == exact(lesson.structure, dict(lesson.texts)), lesson.slug


def test_shipped_modules_are_there():
    assert any(SHIPPED.iterdir())
