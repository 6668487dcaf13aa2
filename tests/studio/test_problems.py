"""What is missing is named while drafting, in words, block by block; nothing of it is refused before sign-off."""

import pytest

from lms.core.db import db
from lms.studio import documents
from lms.studio.operations import blocks, texts
from lms.studio.scenario_problems import flaws
from tests.studio_drafts_factories import a_room


@pytest.fixture
def room(app):
    return a_room()


def sentences(room, name):
    db.session.expire_all()
    return [problem.sentence for problem in documents.validate(room.draft) if problem.block == name]


def test_a_finished_lesson_has_none(room):
    assert documents.validate(room.draft) == []


@pytest.mark.parametrize("kind", ["text", "facts", "dilemma", "case", "story", "reflection", "quiz", "scenario"])
def test_every_new_block_says_what_it_waits_for(room, kind):
    made = blocks.add(room.draft, kind, by=room.writers["bea"])
    assert any("empty" in sentence for sentence in sentences(room, made.name))


def test_a_missing_translation_is_named_once(room):
    made = blocks.add(room.draft, "dilemma", by=room.writers["bea"])
    body = {"title": "T", "question": "Q", "sides": {"a": {"label": "A", "argument": "A"}}, "closing": "C"}
    texts.save(made, "en", body=body, note="", base_version=1, by=room.writers["bea"])
    assert sentences(room, made.name) == [
        "Still empty: side 2, its name.",
        "Still empty: side 2, the argument.",
        "Not yet in Danish.",
    ]


def test_an_empty_option_is_named_by_its_place(room):
    text = room.text("quiz")
    first = next(iter(text.body))
    option = next(iter(text.body[first]["options"]))
    body = text.body | {first: text.body[first] | {"options": text.body[first]["options"] | {option: {}}}}
    texts.save(room.block("quiz"), "en", body=body, note="", base_version=1, by=room.writers["bea"])
    assert "Still empty: question 1, answer 1, the text." in sentences(room, "quiz")


def test_loops_and_scenes_nobody_meets_are_named(app):
    def scenario(*targets):
        nodes = [{"id": f"n{n}", "choices": [{"id": "a", "to": [{"to": to}]}]} for n, to in enumerate(targets, 1)]
        return {"values": [], "start": "n1", "nodes": nodes, "endings": [{"id": "open", "retry": "n1", "sources": []}]}

    with app.test_request_context():
        assert flaws(scenario("n2", "end")) == []
        assert [flaw.sentence for flaw in flaws(scenario("n2", "n1"))] == [
            "Scene 1: a way leads back to it. That makes a loop."
        ]
        assert [flaw.sentence for flaw in flaws(scenario("end", "end"))] == ["Scene 2: no way leads to it."]
        assert [flaw.sentence for flaw in flaws(scenario("gone"))] == ["Scene 1: a way leads to a scene that is gone."]
