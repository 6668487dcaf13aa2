"""What is the same in every language reads as words: order, right answers, ways and rules."""

import pytest

from lms.studio.block_forms.entries import Subject
from lms.studio.shapes import shape_lines
from tests.studio_drafts_factories import small_lesson


def lines(app, kind, reshaped=lambda structure: structure):
    structure, texts, _sources = small_lesson()
    block = next(one for one in structure["blocks"] if one["kind"] == kind)
    with app.test_request_context():
        return shape_lines(
            Subject(kind=kind, structure=reshaped(block), body=texts["en"]["blocks"].get(block["id"], {}))
        )


def test_an_order_is_told_by_what_stands_where(app):
    def turned(structure):
        questions = [
            one | {"options": one["options"][::-1]} if one["kind"] == "ordering" else one
            for one in structure["questions"]
        ]
        return {"questions": questions}

    assert "Question 4: Line 1: Ask" in lines(app, "quiz")
    assert "Question 4: Line 3: Ask" in lines(app, "quiz", turned)


def test_a_scenario_tells_where_it_leads(app):
    told = lines(app, "scenario")
    assert "Which scene comes first? Scene 1: First." in told
    assert "Scene 1: First. · Choice 2: What goes up or down: Trust +2, but only when: Trust is at least 3" in told
    assert (
        "Ending: Decoration · When is this the ending? It fits when: any of: Trust is at most 2; Scene 1: chose “Take”"
        in told
    )


@pytest.mark.parametrize("kind", ["facts", "case", "dilemma", "story", "reflection", "text"])
def test_every_kind_can_be_told(app, kind):
    assert all(lines(app, kind))
