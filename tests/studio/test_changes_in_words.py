"""What a partner signs is said in words, also where it isn't text: right answers, ways and rules by the names of things."""

import copy

import pytest

from lms.studio.block_forms.entries import Offer
from lms.studio.comparing import Document, compare
from lms.studio.rules_in_words import in_words
from tests.studio_drafts_factories import small_lesson


def told(app, kind, change, *, language="en", offer=None):
    """Return what the sign-off page says of a block that changed, and what it leaves as stored."""
    structure, texts, _sources = small_lesson()
    after = copy.deepcopy(structure)
    block = next(one for one in after["blocks"] if one["kind"] == kind)
    change(block)
    before, now = Document(structure, texts[language]), Document(after, texts[language])
    with app.test_request_context(query_string={"lang": language}):
        [made] = in_words(before, now, compare(before, now), offer or Offer())
        said = [
            f"{part.change.value}: {part.text}"
            for paragraph in made.shapes
            if paragraph.is_changed
            for part in paragraph.parts
        ]
    return " | ".join(said), [(rule.path, rule.before, rule.after) for rule in made.rules]


def test_a_right_answer_is_said_by_its_words(app):
    def turn(block):
        question = next(one for one in block["questions"] if one["kind"] == "single")
        question["right"] = [next(one for one in question["options"] if one not in question["right"])]

    said, stored = told(app, "quiz", turn)
    assert "Question 1: " in said
    assert "removed: " in said
    assert "added: " in said
    assert stored == []


def test_a_scenarios_way_is_said_by_the_names_of_scenes(app):
    def turn(block):
        block["start"] = block["nodes"][-1]["id"]

    said, stored = told(app, "scenario", turn)
    assert "Which scene comes first?" in said
    assert "Scene" in said
    assert stored == []


def test_an_effect_is_said_with_its_value(app):
    def turn(block):
        effects = next(
            choice["effects"] for node in block["nodes"] for choice in node.get("choices", ()) if choice.get("effects")
        )
        effects[0]["add"] += 3

    said, stored = told(app, "scenario", turn)
    assert "What goes up or down: Trust" in said
    assert stored == []


def test_another_story_is_said_by_its_name_and_not_by_its_code(app):
    offer = Offer(stories=(("a1b2", "Told by Heather"),))
    said, stored = told(app, "story", lambda block: block.update(story="a1b2"), offer=offer)
    assert "Told by Heather" in said
    assert stored == []


def test_what_no_form_asks_is_said_as_it_is_stored(app):
    said, stored = told(app, "story", lambda block: block.pop("required"))
    assert said == ""
    assert stored == [(("required",), "False", "")]


@pytest.mark.parametrize("kind", ["facts", "case", "dilemma", "quiz", "scenario"])
def test_a_new_part_says_its_rules_too(app, kind):
    structure, texts, _sources = small_lesson()
    earlier = structure | {"blocks": [one for one in structure["blocks"] if one["kind"] != kind]}
    before, now = Document(earlier, texts["en"]), Document(structure, texts["en"])
    with app.test_request_context():
        [made] = [one for one in in_words(before, now, compare(before, now), Offer()) if one.kind == kind]
    assert made.shapes
    assert made.rules == ()
