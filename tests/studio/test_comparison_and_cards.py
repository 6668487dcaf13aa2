"""Comparisons and sets of cards in the studio: their words, dates and sources can be written, and nothing is lost."""

import pytest

from lms.core.db import db
from lms.curriculum.operations import import_all
from lms.curriculum.reading.curriculum import read
from lms.studio import documents
from lms.studio.block_forms.entries import Subject
from lms.studio.block_forms.layout import layout
from lms.studio.models import Draft
from tests.curriculum.comparison_files import with_comparison_and_cards
from tests.curriculum.source_files import small_curriculum
from tests.factories import browser
from tests.studio_drafts_factories import a_room


@pytest.fixture
def folder(tmp_path):
    return with_comparison_and_cards(small_curriculum(tmp_path / "modules"))


@pytest.fixture
def lesson(folder):
    return read(folder).modules[0].lessons[0]


@pytest.fixture
def room(app, lesson):
    room = a_room()
    for block in documents.load(lesson.structure, lesson.texts):
        if block.kind in ("comparison", "cards"):
            block.position += 100
            room.draft.blocks.append(block)
    db.session.commit()
    return room


def leaves(part, path=()):
    if isinstance(part, dict):
        return {leaf for key, value in part.items() for leaf in leaves(value, (*path, key))}
    return {path}


def asked(lesson, name):
    structure = next(block for block in lesson.structure["blocks"] if block["id"] == name)
    body = lesson.texts["en"]["blocks"][name]
    parts = ["", *(topic["id"] for topic in structure.get("topics", ()))]
    subjects = [Subject(kind=structure["kind"], structure=structure, body=body, part=part) for part in parts]
    return body, [entry for each in subjects for group in layout(each) for entry in group.all_entries()]


def address(room, block, part=""):
    return f"/studio/-/drafts/{room.draft.id}/blocks/{block}/en" + (f"/parts/{part}" if part else "")


def test_the_lesson_comes_out_of_a_draft_as_it_went_in(lesson):
    draft = Draft(blocks=documents.load(lesson.structure, lesson.texts))
    assert documents.freeze(draft) == (lesson.structure, dict(lesson.texts))


@pytest.mark.parametrize("name", ["countries", "deck"])
def test_the_forms_ask_for_every_text(lesson, name):
    body, entries = asked(lesson, name)
    assert {entry.path for entry in entries if entry.place == "body"} == leaves(body)


def test_words_date_and_source_of_a_cell_are_saved(app, room):
    page = browser(app, room.people["bea"]).get(address(room, "countries", "money")).text
    assert "What has changed since?" in page
    version = room.text("countries", "en").version * 100_000 + room.block("countries").version
    sent = {
        "version": version,
        "plain__body.topics.money.cells.dk.since": "Another supplement.",
        "structure.topics.money.cells.dk.told.as_of": "2026-11",
        "structure.topics.money.cells.dk.told.sources.0.code": "E02",
    }
    browser(app, room.people["bea"]).post(address(room, "countries", "money"), data=sent)
    db.session.expire_all()
    block = room.block("countries")
    assert documents.body_in(block, "en")["topics"]["money"]["cells"]["dk"]["since"] == "Another supplement."
    told = block.structure["topics"][0]["cells"]["dk"]["told"]
    assert (told["as_of"], told["sources"], told["who"]) == ("2026-11", ["E02"], "report_authors")


def test_which_cards_lie_in_a_set_is_shown_and_stays(app, room):
    page = browser(app, room.people["bea"]).get(address(room, "deck")).text
    assert "Cards: 1, 4." in page
    assert 'name="structure' not in page


def test_an_empty_cell_is_named(app, room):
    block = room.block("countries")
    body = documents.body_in(block, "en")
    body = body | {"topics": {"money": body["topics"]["money"] | {"cells": {"dk": {"told": ""}}}}}
    next(text for text in block.texts if text.language == "en").body = body
    found = [problem.sentence for problem in documents.validate(room.draft) if problem.block == "countries"]
    assert "Still empty: topic 1, column 1, what the sources tell." in found


def test_readers_see_both_in_the_preview(app, room, folder):
    import_all(folder)
    page = browser(app, room.people["carl"]).get(f"/studio/-/drafts/{room.draft.id}/preview").text
    assert "Changed since" in page
    assert "Turn the card" in page
