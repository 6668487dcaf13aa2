"""Pictures in a draft: sent, drawn anew, put into a text, published with it; whatever isn't one is refused in words."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import Media
from lms.studio import archives, documents
from lms.studio.models import DraftPicture
from lms.studio.operations import transfer
from lms.studio.pictures import LARGEST, MOST_BYTES, redrawn
from lms.studio.queries.drafts import all_sources, pictures_of
from tests.curriculum.source_files import png
from tests.factories import a_person, browser, save
from tests.studio_drafts_factories import a_practice_of, a_room

MARK = b"taken by Bea Holt at 55.6 N"
WORDS = {"words_en": "A table [with] three chairs", "words_da": "Et bord med tre stole"}


def a_picture(form="PNG", size=(60, 40), **saved):
    stream = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(stream, form, **saved)
    return stream.getvalue()


def with_exif():
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = MARK.decode(), 6  # a description, and: turned by a quarter
    return a_picture("JPEG", exif=exif)


def a_bomb():
    """A PNG that is small, and would be forty thousand points wide and high."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.fixture
def room(app):
    return a_room()


def place(room):
    return f"/studio/-/drafts/{room.draft.id}/pictures"


def send(app, room, content, who="bea", *, script=False, into="", words=WORDS):
    data = MultiDict({**words, "into": into, "picture": FileStorage(io.BytesIO(content), filename="Bea_Holt.png")})
    stream, _length, boundary = stream_encode_multipart(data, use_tempfile=False)
    return browser(app, room.people[who]).post(
        place(room),
        data=stream.read(),
        headers={"X-Requested-With": "picture"} if script else {},
        content_type=f"multipart/form-data; boundary={boundary}",
    )


def kept():
    return db.session.scalars(select(DraftPicture)).all()


def test_signed_out_leads_to_the_sign_in_and_strangers_find_nothing(app, room, client):
    assert client.get(place(room)).status_code == 302
    room.people["eve"] = a_person("Eve")
    assert browser(app, room.people["eve"]).get(place(room)).status_code == 404
    assert send(app, room, a_picture(), "eve").status_code == 404
    assert kept() == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Choose a picture first"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "no picture we can read"),
        (b"GIF89a" + bytes(100), "no picture we can read"),
        (b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>", "no picture we can read"),
        (a_picture()[:60], "no picture we can read"),
        (b"PK\x03\x04" + bytes(100), "no picture we can read"),
        (a_bomb(), "more points than we can take"),
        (b"\xff\xd8\xff" + bytes(LARGEST), "larger than eight megabytes"),
    ],
    ids=["nothing", "svg", "gif", "html", "cut off", "zip", "bomb", "too large"],
)
def test_an_upload_that_is_not_what_it_claims_is_refused_in_words(app, room, content, sentence):
    answer = send(app, room, content)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert WORDS["words_da"] in answer.text  # what was typed is still there
    told = send(app, room, content, script=True)
    assert told.status_code == 422
    assert sentence in told.get_json()["errors"]["picture"]
    assert kept() == []


def test_what_can_be_seen_is_said_in_each_language(app, room):
    answer = send(app, room, a_picture(), words={"words_en": "A table"})
    assert answer.status_code == 422
    assert "Say what can be seen" in answer.text
    assert kept() == []


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_only_the_points_of_a_picture_are_kept(form):
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", MARK.decode())
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    sent = a_picture(form, exif=exif, **({"pnginfo": info} if form == "PNG" else {})) + b"<script>" + MARK
    assert MARK in sent
    made = redrawn(sent)
    assert (MARK in made.content, b"script" in made.content) == (False, False)
    assert Image.open(io.BytesIO(made.content)).format == form
    assert made.name.startswith(made.digest[:16])


@pytest.mark.parametrize(("form", "beside"), [("JPEG", "comment"), ("PNG", "icc_profile"), ("WEBP", "xmp")])
def test_nothing_said_beside_the_points_is_written_again(form, beside):
    made = Image.open(io.BytesIO(redrawn(a_picture(form, **{beside: MARK * 20})).content))
    made.load()
    assert beside not in made.info
    assert MARK not in str(made.info).encode()


def test_a_photo_with_further_ones_behind_it_is_its_first():
    sent = a_picture("MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), (0, 0, 200))])
    made = redrawn(sent)
    assert (made.kind, made.name[-4:]) == ("image/jpeg", ".jpg")
    assert Image.open(io.BytesIO(made.content)).getpixel((5, 5))[0] > 180


def test_fine_greys_stay_greys():
    stream = io.BytesIO()
    Image.new("I;16", (20, 20), 30_000).save(stream, "PNG")
    assert Image.open(io.BytesIO(redrawn(stream.getvalue()).content)).getpixel((5, 5)) == (117, 117, 117)


def test_a_photo_that_draws_itself_over_and_over_is_refused():
    sent = a_picture("JPEG", size=(400, 400), progressive=True)
    last = sent[sent.rindex(b"\xff\xda") : -2]
    assert redrawn(sent)
    with pytest.raises(DomainError, match="no picture we can read"):
        redrawn(sent[:-2] + last * 100 + sent[-2:])


def test_a_photo_that_has_to_be_read_as_a_whole_has_fewer_points(monkeypatch):
    monkeypatch.setattr("lms.studio.pictures.MOST_PROGRESSIVE", 399)
    assert redrawn(a_picture("JPEG", size=(20, 20)))
    with pytest.raises(DomainError, match="more points"):
        redrawn(a_picture("JPEG", size=(20, 20), progressive=True))


def test_a_turned_photo_stands_upright():
    made = Image.open(io.BytesIO(redrawn(with_exif()).content))
    assert made.size == (40, 60)
    assert not made.getexif()


def test_a_large_picture_is_made_smaller():
    noise = Image.effect_noise((2600, 1400), 90).convert("RGB")
    stream = io.BytesIO()
    noise.save(stream, "PNG")
    assert MOST_BYTES < len(stream.getvalue()) < LARGEST * 2
    sent = io.BytesIO()
    noise.save(sent, "JPEG", quality=90)
    made = redrawn(sent.getvalue())
    assert len(made.content) <= MOST_BYTES
    assert max(Image.open(io.BytesIO(made.content)).size) <= 2000


def test_too_many_points_at_once_are_refused():
    stream = io.BytesIO()
    Image.new("1", (6000, 6000)).save(stream, "PNG")
    with pytest.raises(DomainError, match="more points"):
        redrawn(stream.getvalue())


def test_a_picture_sent_twice_is_there_once_and_says_what_was_said_last(app, room):
    send(app, room, a_picture())
    told = send(app, room, a_picture(), "bo", script=True, words={"words_en": "Red", "words_da": "Rød"}).get_json()
    [one] = kept()
    assert one.words == {"en": "Red", "da": "Rød"}
    assert told == {"name": one.name, "address": f"/media/{one.digest}", "words": one.words, "label": "Red"}
    answer = browser(app, room.people["carl"]).get(told["address"])
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")


def test_without_scripts_a_picture_comes_into_the_text_in_both_languages(app, room):
    answer = send(app, room, a_picture(), into="opening")
    assert answer.location.endswith("/put?block=opening")
    bea = browser(app, room.people["bea"])
    page = bea.get(answer.location).text
    assert "At the beginning" in page
    assert bea.post(answer.location, data={"place": "1"}).status_code == 302
    db.session.expire_all()
    [one] = kept()
    assert f"![A table (with) three chairs](media/{one.name})" in room.text("opening", "en").body["body"]
    assert f"![Et bord med tre stole](media/{one.name})" in room.text("opening", "da").body["body"]
    before = room.text("opening").version
    bea.post(answer.location, data={"place": "1"})
    db.session.expire_all()
    assert room.text("opening").version == before
    assert f'src="/media/{one.digest}"' in bea.get(f"/studio/-/drafts/{room.draft.id}/preview").text


def test_it_leaves_and_comes_back_with_the_lesson(app, room):
    square = next(iter(documents.freeze(room.draft)[0]["media"].values()))
    save(Media(digest=square, kind="image/png", content=png()))
    put_in(app, room)
    [one] = kept()
    structure, _texts = documents.freeze(room.draft)
    assert structure["media"][one.name] == one.digest
    packed = archives.packed(documents.as_lesson(room.draft, pictures_of(structure)))
    lesson = archives.lesson_of(*archives.files_in(packed), all_sources())
    other = a_practice_of(room.people["bo"])
    writer = room.writers["bo"].__class__(room.people["bo"].id, None)
    transfer.take_over(other, lesson.structure, lesson.texts, only="opening", by=writer)
    db.session.expire_all()
    assert documents.freeze(other)[0]["media"][one.name] == one.digest


def test_a_picture_a_text_shows_stays_and_another_is_gone_with_its_bytes(app, room):
    put_in(app, room)
    [one] = kept()
    bea = browser(app, room.people["bea"])
    assert bea.post(f"{place(room)}/{one.id}/delete").status_code == 409
    send(app, room, a_picture(size=(10, 10)))
    other = kept()[1]
    digest = other.digest
    assert bea.post(f"{place(room)}/{other.id}/delete").status_code == 302
    db.session.expire_all()
    assert [picture.id for picture in kept()] == [one.id]
    assert db.session.scalar(select(Media.id).where(Media.digest == digest)) is None
    assert bea.get(f"/media/{one.digest}").status_code == 200


def test_a_picture_of_another_draft_is_not_there(app, room):
    send(app, room, a_picture())
    [one] = kept()
    practice = a_practice_of(room.people["bea"])
    bea = browser(app, room.people["bea"])
    assert bea.post(f"/studio/-/drafts/{practice.id}/pictures/{one.id}/delete").status_code == 404
    assert bea.get(f"/studio/-/drafts/{practice.id}/pictures/{one.id}/put?block=first").status_code == 404


def put_in(app, room):
    answer = send(app, room, a_picture(), into="opening")
    browser(app, room.people["bea"]).post(answer.location, data={"place": "0"})
    db.session.expire_all()
