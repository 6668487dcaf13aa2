"""Everything shipped can be printed, in both languages: a module's PDF holds each of its lessons (24 files, about 40 s)."""

import io

import pikepdf
import pytest

from tests.pages import LESSONS, NOBODY


@pytest.mark.parametrize("module", LESSONS)
def test_a_module_with_its_lessons_becomes_a_tagged_pdf(world, module):
    client = world.client(NOBODY)
    for language in ("en", "da"):
        answer = client.get(f"/modules/{module}/-/module.pdf?lang={language}")
        assert answer.status_code == 200, f"{module}, {language}: {answer.text[:2000]}"
        with pikepdf.open(io.BytesIO(answer.data)) as document:
            assert str(document.Root.Lang) == language
            assert document.Root.MarkInfo.Marked
            assert len(document.pages) >= 2 * len(LESSONS[module])


def test_the_first_lesson_of_each_module_becomes_a_pdf_of_its_own(world):
    client = world.client(NOBODY)
    for module, lessons in LESSONS.items():
        answer = client.get(f"/modules/{module}/{lessons[0]}/-/lesson.pdf?lang=da")
        assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-"), f"{module}: {answer.text[:2000]}"
