"""Stories and what belongs to them, made in a line. Bea tells."""

import io
import math
import wave
from array import array
from datetime import timedelta

from lms.core import crypto
from lms.core.clock import now
from lms.curriculum.models import Story, StoryConsent, StoryName, StoryRecording, StoryText, StoryVoice
from lms.studio import ownership
from tests.factories import save

WORDS = "I *came* back on a Sunday."


def a_story(owner, *, code="c0de", kind=StoryName.ANONYMOUS, name="", words=WORDS, languages=("en",), approved=True):
    """Return a story of `owner` with the same words in these languages."""
    story = save(Story(code=code, created_at=now(), name_kind=kind, shown_name=name))
    ownership.give(story, owner)
    for language in languages:
        save(StoryText(story_id=story.id, language=language, body=words, approved_at=now() if approved else None))
    return story


def a_consent(story, lesson, *, language="en", uses=("print", "voice"), until=None, given=None):
    """Return a consent whose days to think again are over, unless it was given otherwise."""
    given = given or now() - timedelta(days=20)
    return save(
        StoryConsent(
            story_id=story.id,
            lesson_id=lesson.id,
            language=language,
            given_at=given,
            from_at=given + timedelta(days=14),
            uses=list(uses),
            until=until,
        )
    )


def a_recording(story, *, language="en", voice=StoryVoice.OWN, allowed=True):
    """Return a recording of two seconds."""
    moment = now()
    return save(
        StoryRecording(
            story_id=story.id,
            language=language,
            voice=voice,
            sealed=crypto.seal(a_wav()),
            seconds=2,
            made_at=moment,
            allowed_at=moment if allowed else None,
        )
    )


def a_wav(seconds=2, *, rate=8000, channels=1, width=2, extra=b""):
    """Return a WAV file with a tone, and whatever else a device writes behind it."""
    wave_of_it = array("h", (int(9000 * math.sin(at / 8 * math.pi)) for at in range(16)))
    samples = int(seconds * rate) * channels
    tone = (wave_of_it * (samples // 16 + 1))[:samples]
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(tone.tobytes() if width == 2 else bytes(len(tone)))
    return buffer.getvalue() + extra
