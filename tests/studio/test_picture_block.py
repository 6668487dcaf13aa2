"""A picture in a draft: its words are written, its drawing stays, and both leave and come back with the files."""

import io
import json
import zipfile

import pytest

from lms.core.db import db
from lms.curriculum.models import Media, Proposal
from lms.studio import documents
from lms.studio.operations import blocks
from lms.studio.operations.blocks import Filling
from tests.curriculum.picture_files import DRAWING
from tests.curriculum.source_files import png
from tests.factories import a_person, browser, save
from tests.studio_drafts_factories import a_practice_of, a_room

STRUCTURE = {"drawing": "bridge", "labels": ["bank", "far"], "svg": DRAWING}
WORDS = {
    "title": "A bridge",
    "description": "A bridge leads across. Nobody stands on it.",
    "labels": {"bank": "Here", "far": "Far & off"},
}


@pytest.fixture
def room(app):
    room = a_room()
    digest = next(iter(documents.freeze(room.draft)[0]["media"].values()))
    save(Media(digest=digest, kind="image/png", content=png()))
    filling = Filling(bodies={"en": WORDS, "da": WORDS}, structure=STRUCTURE, name="bridge")
    blocks.add(room.draft, "picture", by=room.writers["bea"], after="opening", filling=filling)
    db.session.commit()
    return room


def place(room, language="en"):
    return f"/studio/-/drafts/{room.draft.id}/blocks/bridge/{language}"


def send(app, room, language="en", **fields):
    db.session.expire_all()
    version = room.text("bridge", language).version * 100_000 + room.block("bridge").version
    sent = {f"body.{name.replace('__', '.')}": value for name, value in fields.items()}
    return browser(app, room.people["bea"]).post(place(room, language), data=sent | {"version": version})


def sentences(room):
    db.session.expire_all()
    return [problem.sentence for problem in documents.validate(room.draft) if problem.block == "bridge"]


def test_strangers_find_nothing(app, room, client):
    assert client.get(place(room)).status_code == 302
    assert browser(app, a_person("Eve")).get(place(room)).status_code == 404


def test_the_form_shows_the_drawing_and_asks_for_its_words_alone(app, room):
    page = browser(app, room.people["bea"]).get(place(room)).text
    assert ">Far &amp; off</tspan>" in page
    assert "The drawing itself can&#39;t be changed here" in page
    assert 'name="body.labels.bank"' in page
    assert 'name="structure' not in page


def test_words_are_saved_and_the_drawing_stays(app, room):
    send(app, room, "da", title="En bro", labels__bank="Her", caption="Vores.")
    body = documents.body_in(room.block("bridge"), "da")
    assert (body["title"], body["labels"], body["caption"]) == ("En bro", {"bank": "Her", "far": "Far & off"}, "Vores.")
    assert room.block("bridge").structure == STRUCTURE


def test_a_word_too_long_for_its_place_is_kept_and_named(app, room):
    send(app, room, labels__far="There, and back, and there again")
    assert room.text("bridge").body["labels"]["far"] == "There, and back, and there again"
    assert sentences(room) == ["Word 2 in the drawing is too long for its place."]


def test_an_empty_word_is_named(app, room):
    send(app, room, labels__bank="", description="")
    found = sentences(room)
    assert any("word 1 in the drawing" in sentence for sentence in found)


def test_readers_see_it_in_the_preview_with_the_picture_in_words(app, room):
    page = browser(app, room.people["carl"]).get(f"/studio/-/drafts/{room.draft.id}/preview").text
    assert "The picture in words" in page
    assert ">Far &amp; off</tspan>" in page


def test_it_can_be_moved_taken_out_and_brought_back(app, room):
    bea = browser(app, room.people["bea"])
    base = f"/studio/-/drafts/{room.draft.id}/blocks/bridge"
    before = documents.freeze(room.draft)[0]["blocks"][1]
    bea.post(f"{base}/move", data={"position": 1})
    bea.post(f"{base}/delete")
    assert "bridge" not in room.names()
    bea.post(f"{base}/restore")
    db.session.expire_all()
    assert next(one for one in documents.freeze(room.draft)[0]["blocks"] if one["id"] == "bridge") == before


def test_it_leaves_as_a_file_of_its_own_and_comes_back_the_same(app, room):
    bea = browser(app, room.people["bea"])
    content = bea.post(f"/studio/-/drafts/{room.draft.id}/files/export").data
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("t1-all/drawings/bridge.svg").decode() == DRAWING
        assert b"svg" not in archive.read("t1-all/lesson.yaml")
    practice = a_practice_of(room.people["bea"])
    sent = {"archive": (io.BytesIO(content), "lesson.zip")}
    bea.post(f"/studio/-/drafts/{practice.id}/files/import", data=sent, content_type="multipart/form-data")
    db.session.expire_all()
    frozen = [documents.freeze(draft) for draft in (room.draft, practice)]
    mine, theirs = (
        (next(one for one in structure["blocks"] if one["id"] == "bridge"), words["da"]["blocks"]["bridge"])
        for structure, words in frozen
    )
    assert json.dumps(mine) == json.dumps(theirs)


def test_another_drawing_is_proposed_in_words_and_taken_over(app, room):
    bea = browser(app, room.people["bea"])
    content = bea.post(f"/studio/-/drafts/{room.draft.id}/files/export").data
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            target.writestr(info, source.read(info).replace(b"-60 320", b"-50 320"))
    sent = {"archive": (io.BytesIO(made.getvalue()), "lesson.zip")}
    base = f"/studio/-/drafts/{room.draft.id}/files"
    bea.post(f"{base}/import", data=sent, content_type="multipart/form-data")
    assert "The drawing, known by the mark" in bea.get(base).text
    bea.post(f"{base}/proposals/{db.session.query(Proposal).one().id}", data={"block": "bridge"})
    db.session.expire_all()
    assert room.block("bridge").structure["svg"] == DRAWING.replace("-60 320", "-50 320")
