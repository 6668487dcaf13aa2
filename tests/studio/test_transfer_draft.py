"""A draft leaves as files and comes back the same; what files propose is taken over part by part."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Lesson, Media, Proposal, Source
from lms.studio import archives, documents
from lms.studio.operations import texts
from tests.curriculum.source_files import png
from tests.factories import a_person, browser, save
from tests.studio_drafts_factories import a_practice_of, a_room


@pytest.fixture
def room(app):
    room = a_room()
    # The picture of the small lesson is in the house, as after an import.
    digest = next(iter(documents.freeze(room.draft)[0]["media"].values()))
    save(Media(digest=digest, kind="image/png", content=png()))
    return room


def files(app, draft, person):
    answer = browser(app, person).post(f"/studio/-/drafts/{draft.id}/files/export")
    assert answer.mimetype == "application/zip"
    return answer.data


def bring(app, draft, person, content):
    sent = {"archive": (io.BytesIO(content), "lesson.zip")}
    address = f"/studio/-/drafts/{draft.id}/files/import"
    return browser(app, person).post(address, data=sent, content_type="multipart/form-data")


def frozen(draft):
    db.session.expire_all()
    return documents.freeze(draft)


def changed(content, old, new):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for info in source.infolist():
            target.writestr(info, source.read(info).replace(old, new))
    return made.getvalue()


def packed(**named):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in named.items():
            target.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip at all",
        packed(**{"a/lesson.yaml": "x", "a/lesson.en.md": "x", "a/lesson.da.md": "x"}),
        packed(**{"a/lesson.yaml": "x", "a/../../evil": "x"}),
        packed(**{"a/lesson.yaml": b"0" * 30_000_000, "a/lesson.en.md": "x", "a/lesson.da.md": "x"}),
    ],
    ids=["nothing", "no zip", "no lesson", "a way out", "a bomb"],
)
def test_what_is_no_lesson_is_refused_with_words(app, room, content):
    before = frozen(room.draft)
    answer = bring(app, room.draft, room.people["bea"], content)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert frozen(room.draft) == before


def test_files_come_back_the_same(app, room):
    bea = room.people["bea"]
    content = files(app, room.draft, bea)
    practice = a_practice_of(bea)
    assert bring(app, practice, bea, content).status_code == 302
    structure, words = frozen(room.draft)
    again, _ = frozen(practice)
    kept = {block["id"]: block for block in again["blocks"]}
    assert [kept[block["id"]] for block in structure["blocks"]] == structure["blocks"]
    assert again["media"] == structure["media"]
    text = frozen(practice)[1]["da"]["blocks"]
    assert {name: text[name] for name in words["da"]["blocks"]} == words["da"]["blocks"]
    assert bring(app, room.draft, bea, content).status_code == 302
    assert "What files propose" not in browser(app, bea).get(f"/studio/-/drafts/{room.draft.id}/files").text


def with_picture(content, picture):
    """Put another picture where the lesson's own is."""
    return changed(content, png(), picture)


def test_of_pictures_from_elsewhere_only_what_they_show_comes_in(app, room):
    bea, secret = room.people["bea"], b"taken in Nordby by Sten Lund"
    stream, said = io.BytesIO(), PngInfo()
    said.add_text("Comment", secret.decode())
    Image.new("RGB", (30, 20), (10, 90, 40)).save(stream, "PNG", pnginfo=said)
    content = with_picture(files(app, room.draft, bea), stream.getvalue() + secret)
    practice = a_practice_of(bea)
    for draft in (room.draft, practice):
        assert bring(app, draft, bea, content).status_code == 302
    media = {row.digest: row.content for row in db.session.scalars(select(Media))}
    assert not any(secret in row for row in media.values())
    proposed = db.session.scalars(select(Proposal)).one().structure["media"]
    assert frozen(practice)[0]["media"].items() >= proposed.items()
    [shown] = [Image.open(io.BytesIO(media[digest])) for digest in proposed.values()]
    assert (shown.size, shown.getpixel((5, 5))) == ((30, 20), (10, 90, 40))
    again = files(app, practice, bea)
    assert bring(app, practice, bea, again).status_code == 302
    assert files(app, practice, bea) == again


def test_files_with_a_picture_that_is_none_are_refused(app, room):
    content = with_picture(files(app, room.draft, room.people["bea"]), png()[:20] + b"<script>alert(1)</script>")
    answer = bring(app, room.draft, room.people["bea"], content)
    assert answer.status_code == 422
    assert "media/square.png: This is no picture we can read" in answer.text


def test_a_published_edition_leaves_as_files_too(app, room):
    revision = db.session.get(Lesson, room.draft.lesson_id).current
    address = f"/studio/-/drafts/{room.draft.id}/editions/export"
    assert browser(app, a_person("Eve")).post(address, data={"revision": revision.id}).status_code == 404
    for unknown in ("", "nonsense", str(revision.id + 1)):
        assert browser(app, room.people["bea"]).post(address, data={"revision": unknown}).status_code == 404
    answer = browser(app, room.people["bea"]).post(address, data={"revision": revision.id})
    assert answer.mimetype == "application/zip"
    source = {text.language: text.source for text in revision.texts}
    again = archives.lesson_of(
        *archives.files_in(answer.data), {source.code: source.entry for source in db.session.query(Source)}
    )
    assert (again.structure, again.texts) == (revision.structure, source)


def test_of_a_story_the_files_hold_the_id_alone(app, room):
    with zipfile.ZipFile(io.BytesIO(files(app, room.draft, room.people["bo"]))) as archive:
        assert b"story: k3x9" in archive.read("t1-all/lesson.yaml")


def test_a_file_with_another_order_says_so_in_words(app, room):
    bea = room.people["bea"]
    content = changed(files(app, room.draft, bea), b"options: [a, b, c]", b"options: [c, b, a]")
    bring(app, room.draft, bea, content)
    page = browser(app, bea).get(f"/studio/-/drafts/{room.draft.id}/files").text
    assert re.search("Question 2 · Answer 1: The answer: <del>.*A.*</del><ins>.*C.*</ins>", page)


def test_the_desk_leads_partners_to_what_files_propose(app, room, statements):
    bea, desk = browser(app, room.people["bea"]), "/studio/first/"
    assert "What files propose" not in bea.get(desk).text
    content = changed(files(app, room.draft, room.people["bea"]), b"options: [a, b, c]", b"options: [c, b, a]")
    bring(app, room.draft, room.people["bea"], content)
    there = f"/studio/-/drafts/{room.draft.id}/files#proposals"
    with statements() as ran:
        assert there in browser(app, room.people["carl"]).get(desk).text
    assert len(ran) <= 20
    room.draft.closed_at = now()
    db.session.commit()
    assert "Begin a draft to compare it" in bea.get(desk).text


def test_what_was_taken_over_or_answered_by_a_publication_is_proposed_no_more(app, room):
    bea, desk = browser(app, room.people["bea"]), "/studio/first/"
    content = changed(files(app, room.draft, room.people["bea"]), b"options: [a, b, c]", b"options: [c, b, a]")
    bring(app, room.draft, room.people["bea"], content)
    proposal = db.session.query(Proposal).one()
    proposal.created_at = room.lesson.current.created_at - timedelta(hours=1)
    db.session.commit()
    assert "What files propose" not in bea.get(desk).text
    proposal.created_at = now()
    db.session.commit()
    bea.post(f"/studio/-/drafts/{room.draft.id}/files/proposals/{proposal.id}")
    assert "What files propose" not in bea.get(desk).text


def test_a_changed_file_is_proposed_and_taken_over_part_by_part(app, room):
    bea = room.people["bea"]
    old = room.text("reflection").body["body"]
    content = changed(files(app, room.draft, bea), old.encode(), b"A new question?")
    bring(app, room.draft, bea, content)
    bring(app, room.draft, bea, content)
    proposal = db.session.query(Proposal).one()
    assert room.text("reflection").body["body"] == old
    page = browser(app, room.people["carl"]).get(f"/studio/-/drafts/{room.draft.id}/files").text
    assert page.count("Take this part over") == 1
    texts.save(room.block("opening"), "en", body={"body": "Mine."}, note="", base_version=1, by=room.writers["bo"])
    db.session.commit()
    answer = browser(app, bea).post(
        f"/studio/-/drafts/{room.draft.id}/files/proposals/{proposal.id}", data={"block": "reflection"}
    )
    assert answer.status_code == 302
    db.session.expire_all()
    assert room.text("reflection").body["body"] == "A new question?"
    assert room.text("opening").body == {"body": "Mine."}


def test_another_picture_by_the_same_name_comes_beside_the_one_that_is_there(app, room):
    bea = room.people["bea"]
    before = documents.media_of(room.draft)
    [name] = before
    bring(app, room.draft, bea, changed(files(app, room.draft, bea), png(), png(b"\x00\x00\xff")))
    proposal = db.session.query(Proposal).one()
    address = f"/studio/-/drafts/{room.draft.id}/files/proposals/{proposal.id}"
    assert browser(app, bea).post(address, data={"block": "opening"}).status_code == 302
    structure, texts = frozen(room.draft)
    new = proposal.structure["media"][name]
    assert new != before[name]
    [own] = [one for one, digest in structure["media"].items() if digest == new]
    for language in ("en", "da"):
        assert f"](media/{own})" in texts[language]["blocks"]["opening"]["body"]
        assert f"](media/{name})" not in texts[language]["blocks"]["opening"]["body"]
    assert documents.media_of(room.draft) == before | {own: new}
