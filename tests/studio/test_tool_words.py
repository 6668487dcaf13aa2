"""The words of a practice tool in the studio: all of them can be written, and nothing else changes."""

import pytest

from lms.core.db import db
from lms.curriculum.reading.curriculum import read
from lms.studio import documents
from lms.studio.block_forms.entries import Subject
from lms.studio.block_forms.layout import layout
from lms.studio.bodies import fitted
from lms.studio.models import Draft
from lms.studio.problems import of_block
from tests.curriculum.source_files import small_curriculum
from tests.curriculum.tool_files import with_tool
from tests.factories import browser
from tests.studio_drafts_factories import a_room


def a_lesson(folder):
    return read(with_tool(small_curriculum(folder / "modules"))).modules[0].lessons[0]


def leaves(part, path=()):
    if isinstance(part, dict):
        return {leaf for key, value in part.items() for leaf in leaves(value, (*path, key))}
    return {path}


@pytest.fixture
def lesson(tmp_path):
    return a_lesson(tmp_path)


@pytest.fixture
def room(app, lesson):
    room = a_room()
    tool = next(block for block in documents.load(lesson.structure, lesson.texts) if block.name == "planner")
    room.draft.blocks.append(tool)
    db.session.commit()
    return room


def test_the_lesson_comes_out_of_a_draft_as_it_went_in(lesson):
    draft = Draft(blocks=documents.load(lesson.structure, lesson.texts))
    assert documents.freeze(draft) == (lesson.structure, dict(lesson.texts))


def test_the_form_asks_for_every_text_and_nothing_of_the_structure(lesson):
    structure, body = lesson.structure["blocks"][-1], lesson.texts["en"]["blocks"]["planner"]
    groups = layout(Subject(kind="tool", structure=structure, body=body))
    entries = [entry for group in groups for entry in group.all_entries()]
    assert {entry.place for entry in entries} == {"body"}
    assert leaves(body) <= {entry.path for entry in entries}


def test_a_body_without_words_has_the_shape_of_its_fields(lesson):
    structure = lesson.structure["blocks"][-1]
    body = fitted("tool", structure, {})
    assert list(body) == ["title", "intro", "fields"]
    assert body["fields"]["weight"] == {"label": "", "low": "", "high": ""}
    assert body["fields"]["check"]["rows"] == {"goal": "", "respect": ""}


def test_an_empty_word_is_named(room):
    block = next(each for each in room.draft.blocks if each.name == "planner")
    text = next(each for each in block.texts if each.language == "en")
    fields = text.body["fields"]
    gone = fields | {"weight": fields["weight"] | {"low": ""}, "check": fields["check"] | {"rows": {"goal": "G"}}}
    text.body = text.body | {"fields": gone}
    sentences = [problem.sentence for problem in of_block(block) if problem.language == "en"]
    assert sentences == [
        "Still empty: field 6, what the lowest step means.",
        "Still empty: field 8, row 2.",
    ]


def test_its_words_are_changed_on_its_page(app, room):
    place = f"/studio/-/drafts/{room.draft.id}/blocks/planner/en"
    bea = browser(app, room.people["bea"])
    shown = bea.get(place).text
    assert (
        "Which fields the sheet has can&#39;t be changed here" in shown or "Which fields the sheet has can't" in shown
    )
    assert 'name="body.fields.task.label"' in shown
    assert "Which task" in shown
    db.session.expire_all()
    version = room.text("planner", "en").version * 100_000 + room.block("planner").version
    bea.post(place, data={"version": version, "body.fields.task.label": "Which piece of work"})
    db.session.expire_all()
    assert room.text("planner", "en").body["fields"]["task"]["label"] == "Which piece of work"
    assert room.text("planner", "en").body["fields"]["when"]["label"] == "When"


def test_the_draft_shows_it_as_readers_will_see_it(app, room):
    shown = browser(app, room.people["bea"]).get(f"/studio/-/drafts/{room.draft.id}/preview")
    assert shown.status_code == 200
    assert "A planner" in shown.text
