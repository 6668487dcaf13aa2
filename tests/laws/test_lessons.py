"""Every shipped lesson is whole, in both languages, and can be read after a long day. `pytest -s` on this file prints the figures."""

from pathlib import Path

import pytest

from lms.curriculum.reading.curriculum import read
from tests.readability import flesch, lix, plain, strings, words

CURRICULUM = read(Path(__file__).parents[2] / "modules")
LESSONS = {lesson.slug: lesson for module in CURRICULUM.modules for lesson in module.lessons}
NEEDED = {"text", "facts", "dilemma", "case", "reflection", "quiz"}
SHORT = 10  # minutes of a lesson that may hold fewer words
MOST_LIX = 45
LEAST_FLESCH = 45


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_is_whole(slug):
    blocks = LESSONS[slug].structure["blocks"]
    missing = NEEDED - {block["kind"] for block in blocks}
    assert not missing, f"{slug} lacks {sorted(missing)}"
    assert blocks[0]["kind"] == "text", f"{slug} opens with a situation, not with {blocks[0]['kind']}"
    questions = [question for block in blocks if block["kind"] == "quiz" for question in block["questions"]]
    assert 2 <= len(questions) <= 6, f"{slug} asks {len(questions)} questions"


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_can_be_read(slug):
    lesson = LESSONS[slug]
    kinds = {block["id"]: block["kind"] for block in lesson.structure["blocks"]}
    least = 450 if lesson.structure["minutes"] <= SHORT else 500
    for language in ("en", "da"):
        blocks = lesson.texts[language]["blocks"]
        prose = " ".join(
            plain(text) for name, body in blocks.items() if kinds[name] == "text" for text in strings(body)
        )
        whole = "\n\n".join(plain(text) for text in strings(blocks))
        count, ease, weight = len(words(prose)), flesch(whole), lix(whole)
        print(f"{slug} {language}: {count} words, {f'LIX {weight:.0f}' if language == 'da' else f'Flesch {ease:.0f}'}")
        assert least <= count <= 900, f"{slug}, {language}: {count} words of prose"
        assert language != "da" or weight <= MOST_LIX, f"{slug}: LIX {weight:.0f}"
        assert language != "en" or ease >= LEAST_FLESCH, f"{slug}: Flesch {ease:.0f}"


def test_all_kinds_of_question_are_used():
    asked = {
        question["kind"]
        for lesson in LESSONS.values()
        for block in lesson.structure["blocks"]
        if block["kind"] == "quiz"
        for question in block["questions"]
    }
    assert asked == {"single", "multiple", "true_false", "ordering", "matching", "short_text"}
