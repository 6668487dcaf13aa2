"""A measure in a draft: its words are written, its questions stay, and both leave and come back with the files."""

import copy

import pytest

from lms.core.db import db
from lms.studio import documents
from lms.studio.operations import blocks
from lms.studio.operations.blocks import Filling
from tests.factories import browser
from tests.studio_drafts_factories import a_room
from tests.studio_forms import fields_of

STRUCTURE = {
    "moment": "before",
    "questions": [
        {"id": "k", "kind": "knowledge", "options": ["a", "b", "c"], "right": ["a"]},
        {"id": "c", "kind": "confidence"},
        {"id": "b", "kind": "behaviour"},
    ],
}
WORDS = {
    "title": "Before you begin",
    "questions": {
        "k": {"stem": "Who decides?", "options": {"a": "She does", "b": "We do", "c": "They do"}},
        "c": {"stem": "How sure are you?", "low": "Not at all", "high": "Completely"},
        "b": {"stem": "Will you ask?", "later": "Did you ask?", "low": "Not at all", "high": "Completely"},
    },
}


@pytest.fixture
def room(app):
    room = a_room()
    filling = Filling(
        bodies={code: copy.deepcopy(WORDS) for code in ("en", "da")}, structure=STRUCTURE, name="measure-before"
    )
    blocks.add(room.draft, "measure", by=room.writers["bea"], after="opening", filling=filling)
    db.session.commit()
    return room


def place(room, language="en"):
    return f"/studio/-/drafts/{room.draft.id}/blocks/measure-before/{language}"


def version(room):
    db.session.expire_all()
    return room.text("measure-before").version * 100_000 + room.block("measure-before").version


def problems(room):
    db.session.expire_all()
    return [problem.sentence for problem in documents.validate(room.draft) if problem.block == "measure-before"]


def test_the_form_asks_for_words_alone_and_reminds_of_the_other_place(app, room):
    page = browser(app, room.people["bea"]).get(place(room)).text
    assert "word for word" in page
    assert "body.questions.b.later" in page
    assert 'name="structure' not in page


def test_saving_changes_nothing_else(app, room):
    bea = browser(app, room.people["bea"])
    assert bea.post(place(room), data=fields_of(bea.get(place(room)).text)).status_code == 302
    db.session.expire_all()
    assert documents.body_in(room.block("measure-before"), "en") == WORDS
    assert room.block("measure-before").structure == STRUCTURE


def test_an_empty_text_is_named(app, room):
    assert problems(room) == []
    bea = browser(app, room.people["bea"])
    bea.post(place(room), data={"version": version(room), "body.questions.c.high": ""})
    assert problems(room) == ["Still empty: question 2, what the highest step means."]


def test_readers_see_it_in_the_preview(app, room):
    page = browser(app, room.people["carl"]).get(f"/studio/-/drafts/{room.draft.id}/preview").text
    assert "Who decides?" in page
    assert "They do" in page


def test_it_freezes_as_the_files_have_it(app, room):
    structure, texts = documents.freeze(room.draft)
    (block,) = [each for each in structure["blocks"] if each["kind"] == "measure"]
    assert block == {"id": "measure-before", "kind": "measure", **STRUCTURE}
    assert texts["en"]["blocks"]["measure-before"] == WORDS


def test_it_can_be_moved_taken_out_and_brought_back(app, room):
    bea, base = browser(app, room.people["bea"]), f"/studio/-/drafts/{room.draft.id}/blocks/measure-before"
    bea.post(f"{base}/move", data={"position": 1})
    bea.post(f"{base}/delete")
    assert "measure-before" not in room.names()
    bea.post(f"{base}/restore")
    assert "measure-before" in room.names()
