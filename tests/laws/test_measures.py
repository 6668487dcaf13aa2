"""Every module asks the same before its first lesson and after its last, and has a team task, in both languages."""

from pathlib import Path

import pytest

from lms.curriculum.kinds.measure import Asked
from lms.curriculum.reading.curriculum import read

MODULES = {module.slug: module for module in read(Path(__file__).parents[2] / "modules").modules}
LANGUAGES = ("en", "da")
ALL = [asked.value for asked in Asked]
LONGER = 1.35  # how much longer the longest answer may be than the shortest


def blocks(lesson, moment):
    return [block for block in lesson.structure["blocks"] if block.get("moment") == moment]


def asked(module, moment, language):
    lesson = module.lessons[0 if moment == "before" else -1]
    (block,) = blocks(lesson, moment)
    return block["questions"], lesson.texts[language]["blocks"][block["id"]]["questions"]


@pytest.mark.parametrize("slug", MODULES)
def test_it_stands_before_the_first_lesson_and_after_the_last_and_nowhere_else(slug):
    lessons = MODULES[slug].lessons
    found = [
        (lesson.slug, place, block["moment"])
        for lesson in lessons
        for place, block in enumerate(lesson.structure["blocks"])
        if block["kind"] == "measure"
    ]
    last = len(lessons[-1].structure["blocks"]) - 1
    assert found == [(lessons[0].slug, 1, "before"), (lessons[-1].slug, last, "after")]


@pytest.mark.parametrize("slug", MODULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_before_and_after_ask_the_same_word_for_word(slug, language):
    before, after = (asked(MODULES[slug], moment, language) for moment in ("before", "after"))
    assert before == after, f"{slug}, {language}: change a question in both places, or the answers can't be compared"
    assert [question["kind"] for question in before[0]] == ALL


@pytest.mark.parametrize("slug", MODULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_four_answers_of_about_the_same_length(slug, language):
    for question in asked(MODULES[slug], "before", language)[1].values():
        lengths = [len(option) for option in question.get("options", {}).values()]
        assert not lengths or (len(lengths) == 4 and max(lengths) <= LONGER * min(lengths)), question


@pytest.mark.parametrize("slug", MODULES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_module_has_a_team_task(slug, language):
    task = MODULES[slug].texts[language]["team_task"]
    assert task["task"]
    assert task["ask"].rstrip(".").endswith("?") or "?" in task["ask"]
