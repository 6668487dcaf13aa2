"""A story read aloud: rebuilt from its sound, kept encrypted, heard with its words and a separate yes."""

import io

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

from lms.core import crypto
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import StoryName, StoryRecording, StoryVoice
from lms.studio import ledger
from lms.studio.sounds import LARGEST, rebuilt
from tests.factories import a_person, browser, save
from tests.learning_factories import a_course
from tests.studio_stories_factories import a_consent, a_recording, a_story, a_wav

MARK = b"LISTrecorded by Bea Holt at 55.6 N"


@pytest.fixture
def bea(app):
    return a_person("Bea Holt")


@pytest.fixture
def story(bea):
    return a_story(bea, code="k3x9", kind=StoryName.FIRST, name="Bea")


def send(client, story, content, *, voice="own", name="bea-holt-at-home.wav"):
    """Send a recording as a browser does."""
    data = MultiDict({"voice": voice, "recording": FileStorage(io.BytesIO(content), filename=name)})
    stream, _length, boundary = stream_encode_multipart(data, use_tempfile=False)
    path = f"/studio/-/stories/{story.code}/recording/en"
    return client.post(path, data=stream.read(), content_type=f"multipart/form-data; boundary={boundary}")


def kept():
    return db.session.scalars(select(StoryRecording)).all()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Record something"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "isn't a recording"),
        (b"RIFF\x04\x00\x00\x00WAVE", "isn't a recording"),
        (b"ID3\x04" + bytes(4000), "isn't a recording"),
        (a_wav(width=1), "unusual kind"),
        (a_wav(rate=4000), "unusual kind"),
        (a_wav(0.2), "hardly anything"),
        (a_wav(601), "longer than ten minutes"),
    ],
    ids=["empty", "svg", "hollow", "mp3", "8 bit", "slow", "short", "long"],
)
def test_anything_else_is_refused_in_words(app, bea, story, content, sentence):
    answer = send(browser(app, bea), story, content)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("&#39;", "'")
    assert not kept()


def test_only_this_address_may_be_sent_so_much_and_no_more(app, bea, story):
    client = browser(app, bea)
    three = b"RIFF" + bytes(3 * 1024 * 1024)
    assert send(client, story, three).status_code == 422
    assert client.post(f"/studio/-/stories/{story.code}/name", data={"shown_name": three}).status_code == 413
    assert send(client, story, bytes(LARGEST + 1)).status_code == 413


def test_nothing_but_the_sound_survives(app, bea, story):
    answer = send(browser(app, bea), story, a_wav(extra=MARK))
    assert answer.status_code == 302
    [recording] = kept()
    assert recording.seconds == 2
    assert recording.allowed_at is None
    assert b"RIFF" not in recording.sealed
    sound = crypto.unseal(recording.sealed)
    assert sound[44:] == a_wav()[44:]
    assert b"Bea" not in sound


def test_two_channels_become_one():
    sound = rebuilt(a_wav(channels=2))
    assert (sound.seconds, sound.content[22]) == (2, 1)


def test_a_file_that_lies_about_its_length_is_no_harm(app):
    with pytest.raises(DomainError):
        rebuilt(a_wav()[:60])


def test_a_new_recording_takes_the_place_of_the_old_and_loses_its_yes(app, bea, story):
    a_recording(story)
    send(browser(app, bea), story, a_wav(3))
    [recording] = kept()
    assert (recording.seconds, recording.allowed_at) == (3, None)
    assert f"recording:{recording.id}" not in ledger.entries()


def test_the_own_voice_needs_the_own_name(app, bea, story):
    story.name_kind, story.shown_name = StoryName.PSEUDONYM, "Linden"
    save(story)
    a_recording(story, allowed=False)
    answer = browser(app, bea).post(f"/studio/-/stories/{story.code}/recording/en/allow")
    assert answer.status_code == 409
    assert kept()[0].allowed_at is None


@pytest.mark.parametrize(
    ("kind", "voice", "allowed", "uses", "status"),
    [
        (StoryName.FIRST, StoryVoice.OWN, True, ["voice"], 200),
        (StoryName.FIRST, StoryVoice.OWN, False, ["voice"], 404),
        (StoryName.FIRST, StoryVoice.OWN, True, ["print"], 404),
        (StoryName.ANONYMOUS, StoryVoice.OWN, True, ["voice"], 404),
        (StoryName.ANONYMOUS, StoryVoice.READER, True, ["voice"], 200),
    ],
)
def test_readers_hear_only_what_is_allowed_twice(client, tmp_path, story, kind, voice, allowed, uses, status):
    lesson = a_course(tmp_path)
    story.name_kind = kind
    a_consent(save(story), lesson, uses=uses)
    a_recording(story, voice=voice, allowed=allowed)
    path = f"/modules/{lesson.module.slug}/{lesson.slug}/"
    answer = client.get(f"{path}-/stories/k3x9/en.wav")
    assert answer.status_code == status
    assert ("<audio" in client.get(path).text) == (status == 200)
    if status == 200:
        assert (answer.mimetype, answer.headers["Cache-Control"]) == ("audio/wav", "no-store")
        assert client.get(f"{path}-/stories/k3x9/en.wav", headers={"Range": "bytes=0-3"}).data == b"RIFF"


def test_without_approved_words_nobody_hears_it(app, client, tmp_path, story):
    lesson = a_course(tmp_path)
    a_consent(story, lesson)
    a_recording(story)
    story.texts[0].approved_at = None
    save(story)
    assert client.get(f"/modules/{lesson.module.slug}/{lesson.slug}/-/stories/k3x9/en.wav").status_code == 404


def test_its_owner_hears_and_deletes_it(app, bea, story):
    client = browser(app, bea)
    number = a_recording(story, allowed=False).id
    answer = client.get(f"/studio/-/stories/{story.code}/recording/en/listen")
    assert (answer.data[:4], answer.headers["Cache-Control"]) == (b"RIFF", "no-store")
    page = client.get(f"/studio/-/stories/{story.code}/recording/en")
    assert "microphone=(self)" in page.headers["Permissions-Policy"]
    client.post(f"/studio/-/stories/{story.code}/recording/en/delete")
    assert not kept()
    assert ledger.entries() == [f"recording:{number}"]
