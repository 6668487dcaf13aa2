"""A draft's pages: begun, arranged, previewed, stepped back in, checked in both languages."""

import re
from html import unescape

import pytest

from lms.core.db import db
from lms.curriculum.models import Module
from lms.studio.models import Draft
from lms.studio.operations import blocks, drafting
from tests.factories import a_person, browser
from tests.studio_drafts_factories import a_practice_of, a_published_lesson, a_room
from tests.studio_factories import a_collaboration


@pytest.fixture
def room(app):
    return a_room()


def acts(app, room, who="bea"):
    client = browser(app, room.people[who])
    return lambda path, **data: client.post(f"/studio/-/drafts/{room.draft.id}{path}", data=data)


def test_signed_out_leads_to_the_sign_in(room, client):
    assert client.get("/studio/first/t1-all/").status_code == 302
    assert client.get("/studio/-/practice/").status_code == 302


def test_strangers_find_nothing(app, room):
    eve = browser(app, a_person("Eve"))
    base = f"/studio/-/drafts/{room.draft.id}"
    for path in (
        "/studio/first/t1-all/",
        f"{base}/",
        f"{base}/add",
        f"{base}/preview",
        f"{base}/conflicts",
        f"{base}/files",
    ):
        assert eve.get(path).status_code == 404, path
    assert eve.post(f"{base}/blocks/opening/delete").status_code == 404
    assert eve.post(f"{base}/files/export").status_code == 404


def test_a_lesson_that_is_not_there_is_404(app, room):
    assert browser(app, room.people["bea"]).get("/studio/first/nowhere/").status_code == 404


def test_a_draft_is_begun_once_from_what_is_published(app):
    lesson = a_published_lesson()
    bea = a_person("Bea")
    a_collaboration(db.session.get_one(Module, lesson.module_id), peers=[bea], in_force=False)
    client = browser(app, bea)
    assert "Begin with what is published" in client.get("/studio/first/t1-all/").text
    for _ in range(2):
        assert client.post("/studio/first/t1-all/start", data={"from": "published"}).status_code == 302
    assert db.session.query(Draft).count() == 1
    assert "Write in Danish" in client.get("/studio/first/t1-all/").text


def test_a_new_lesson_begins_with_its_title(app, room):
    bea = browser(app, room.people["bea"])
    assert bea.post("/studio/first/-/new-lesson", data={"title": ""}).status_code == 422
    answer = bea.post("/studio/first/-/new-lesson", data={"title": "A first day"})
    assert "A first day" in bea.get(answer.location).text


def test_parts_are_added_moved_taken_out_and_brought_back(app, room):
    act = acts(app, room)
    for _ in range(2):
        act("/add", kind="text", heading="Neu", key="k", after="opening")
    db.session.expire_all()
    assert room.names()[1:3] == ["opening", "neu"]
    act("/blocks/neu/move", position=1)
    assert room.names()[1] == "neu"
    act("/blocks/neu/delete")
    assert "neu" not in room.names()
    assert "Taken out" in browser(app, room.people["bo"]).get(f"/studio/-/drafts/{room.draft.id}/").text
    act("/blocks/neu/restore")
    assert room.names()[1] == "neu"


def test_the_outline_says_how_each_part_begins_and_offers_the_readers_language_first(app, room):
    bea = browser(app, room.people["bea"])
    page = {code: bea.get(f"/studio/-/drafts/{room.draft.id}/?lang={code}").text for code in ("en", "da")}
    assert 0 < page["en"].index("Write in English") < page["en"].index("Write in Danish")
    assert 0 < page["da"].index("Skriv på dansk") < page["da"].index("Skriv på engelsk")
    for code, text in page.items():
        excerpts = re.findall(r'<p class="excerpt">([^<]*)</p>', text)
        assert len(excerpts) == len(room.names()) - 2, code  # two prompts are said whole in their headings
        assert all(len(words) <= 160 for words in map(unescape, excerpts))
        assert not any(mark in words for words in excerpts for mark in ("[@", "**", "]("))


def test_the_practice_lesson_is_begun_and_used_like_any_other(app):
    bea = a_person("Bea")
    client = browser(app, bea)
    assert "Begin my practice lesson" in client.get("/studio/-/practice/").text
    client.post("/studio/-/practice/")
    client.post("/studio/-/practice/")
    draft = db.session.query(Draft).one()
    assert "My practice lesson" in client.get("/studio/-/practice/").text
    for path in ("", "preview", "preview?in=both", "files", "conflicts", "blocks/first/en/history"):
        assert client.get(f"/studio/-/drafts/{draft.id}/{path}").status_code == 200, path
    assert client.post(f"/studio/-/drafts/{draft.id}/files/export").status_code == 200
    assert browser(app, a_person("Bo")).get(f"/studio/-/drafts/{draft.id}/").status_code == 404


def test_the_preview_shows_both_languages_as_readers_see_them(app, room):
    page = browser(app, room.people["bo"]).get(f"/studio/-/drafts/{room.draft.id}/preview?in=both").text
    for name in room.names()[1:]:
        assert f'id="en-{name}"' in page
        assert f'id="da-{name}"' in page
    assert "Here the reader answers." in page
    assert "Sign in to answer" not in page
    assert "&lt;p" not in page


def test_the_preview_hides_no_step_of_a_case(app, room):
    assert "lesson.js" not in browser(app, room.people["bo"]).get(f"/studio/-/drafts/{room.draft.id}/preview").text


def test_the_preview_bears_what_is_not_finished(app, room):
    for kind in ("text", "facts", "dilemma", "case", "story", "reflection", "quiz", "scenario"):
        blocks.add(room.draft, kind, by=room.writers["bea"])
    block = room.block("play")
    broken = block.structure | {"start": "gone"}
    blocks.reshape(block, broken, base_version=block.version, by=room.writers["bea"])
    db.session.commit()
    page = browser(app, room.people["bo"]).get(f"/studio/-/drafts/{room.draft.id}/preview").text
    assert "Say which scene comes first." in page


def test_undo_and_history_go_through_their_pages(app, room):
    act = acts(app, room)
    act("/blocks/opening/en", version=100_001, **{"body.heading": "Second heading"})
    page = browser(app, room.people["bo"]).get(f"/studio/-/drafts/{room.draft.id}/blocks/opening/en/history").text
    assert "Pen Bea" in page
    assert "Second" in page
    act("/blocks/opening/en/undo")
    db.session.expire_all()
    assert room.text("opening").body["heading"] != "Second heading"
    act("/blocks/opening/en/history/2")
    db.session.expire_all()
    assert room.text("opening").body["heading"] == "Second heading"


def test_the_older_language_is_marked_until_somebody_checked_it(app, room):
    act = acts(app, room)
    act("/blocks/opening/en", version=100_001, **{"body.heading": "Changed"})
    address = f"/studio/-/drafts/{room.draft.id}/"
    assert "older than the other language" in browser(app, room.people["bo"]).get(address).text
    act("/blocks/opening/da/checked")
    assert "older than the other language" not in browser(app, room.people["bo"]).get(address).text


def test_a_closed_draft_takes_nothing(app, room):
    drafting.close(room.draft, by=room.writers["carl"])
    db.session.commit()
    act = acts(app, room)
    assert act("/blocks/opening/delete").status_code == 409
    assert act("/add", kind="text").status_code == 422
    assert act("/blocks/opening/en", version=100_001, **{"body.heading": "X"}).status_code == 409


def test_a_practice_of_another_is_not_shown(app):
    draft = a_practice_of(a_person("Bea"))
    assert browser(app, a_person("Carl")).get(f"/studio/-/drafts/{draft.id}/preview").status_code == 404
