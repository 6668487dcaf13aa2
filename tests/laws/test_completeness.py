"""The programme holds what it promises, in every module and lesson, in both languages."""

from pathlib import Path

import pytest

from lms.core.i18n import LANGUAGES
from lms.curriculum.ingredients import INGREDIENTS
from lms.curriculum.reading.curriculum import read
from tests.readability import plain, strings, words

CURRICULUM = read(Path(__file__).parents[2] / "modules")
MODULES = {module.slug: module for module in CURRICULUM.modules}
LESSONS = {lesson.slug: lesson for module in CURRICULUM.modules for lesson in module.lessons}
SCENARIOS = {"s1", "s2", "s3", "s4", "s5", "s6"}
LEAST_NODES = 8  # endings count
COMPARED = {"m2-five-countries", "m10-incentives"}  # where a comparison is the practice tool
SAME = 25  # letters from which a text that is the same in both languages was not translated


def blocks(lesson, kind):
    return [block for block in lesson.structure["blocks"] if block["kind"] == kind]


def test_all_twelve_modules_and_their_lessons_are_there():
    assert len(MODULES) == 12
    assert len(LESSONS) >= 60


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_has_its_practice_tool(slug):
    kind = "comparison" if slug in COMPARED else "tool"
    assert blocks(LESSONS[slug], kind), f"{slug} has no {kind}"


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_ends_with_what_to_try_tomorrow(slug):
    kinds = [block for block in LESSONS[slug].structure["blocks"] if block["kind"] != "measure"]
    assert kinds[-1]["id"] == "tomorrow"
    assert kinds[-1]["kind"] == "text"


@pytest.mark.parametrize("slug", LESSONS)
def test_a_lesson_keeps_places_open_for_people_with_lived_experience(slug):
    assert LESSONS[slug].structure["slots"][:2] == ["decide", "make"]


@pytest.mark.parametrize("slug", MODULES)
def test_a_module_asks_for_one_telling_at_most(slug):
    telling = [lesson.slug for lesson in MODULES[slug].lessons if "tell" in lesson.structure["slots"]]
    assert len(telling) <= 1, telling


@pytest.mark.parametrize("slug", MODULES)
def test_a_module_says_what_can_change_attitudes_and_leaves_testimony_open(slug):
    carried = MODULES[slug].structure["ingredients"]
    assert tuple(carried) == INGREDIENTS
    assert carried["testimony"] == [], "a testimony stands only where a person has told it"
    assert carried["skills"]


@pytest.mark.parametrize("slug", MODULES)
def test_a_module_has_a_team_task(slug):
    assert MODULES[slug].structure["team_task"]
    assert all(MODULES[slug].texts[language]["team_task"]["task"] for language in LANGUAGES)


def test_the_six_scenarios_are_there_with_enough_ways_through():
    found = {block["id"]: block for lesson in LESSONS.values() for block in blocks(lesson, "scenario")}
    assert found.keys() >= SCENARIOS
    for name in SCENARIOS:
        assert len(found[name]["nodes"]) + len(found[name]["endings"]) >= LEAST_NODES, name
        assert len(found[name]["endings"]) >= 3, name


@pytest.mark.parametrize("slug", LESSONS)
def test_no_text_was_left_in_the_other_language(slug):
    english, danish = (LESSONS[slug].texts[language] for language in ("en", "da"))
    there = {plain(text) for text in strings(danish)}
    same = [
        text for text in map(plain, strings(english)) if text in there and len(text) > SAME and len(words(text)) > 3
    ]
    assert not same, same
