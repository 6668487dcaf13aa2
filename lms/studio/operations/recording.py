"""A story read aloud: kept encrypted, heard only after a separate yes (rule 4)."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import Story, StoryRecording, StoryVoice
from lms.curriculum.stories import NAMED
from lms.studio import ledger


def keep(story: Story, language: str, *, sealed: bytes, seconds: int, voice: StoryVoice) -> StoryRecording:
    """Keep a sealed recording in place of an earlier one. Nobody but its owner hears it before `allow`."""
    if story.withdrawn_at is not None:
        raise DomainError(_("This story is withdrawn, and its words are deleted. You can begin a new one."))
    earlier = recording_in(story, language)
    if earlier is not None:
        delete(earlier)
        db.session.flush()
    made = StoryRecording(
        story_id=story.id, language=language, voice=voice, sealed=sealed, seconds=seconds, made_at=now()
    )
    db.session.add(made)
    db.session.flush()
    ledger.strike("recording", made.id)  # SQLite gives the number of a deleted row again
    return made


def allow(recording: StoryRecording, story: Story) -> None:
    """The separate yes: "my voice can be recognised", or "this reader's voice is all right with me"."""
    if recording.voice is StoryVoice.OWN and story.name_kind not in NAMED:
        raise DomainError(
            _(
                "You chose a pseudonym or no name, and your own voice would give you away. Ask somebody to read it aloud, "
                "or choose your name."
            )
        )
    recording.allowed_at = recording.allowed_at or now()


def disallow(recording: StoryRecording) -> None:
    """Take the yes back. The recording stays with its owner."""
    recording.allowed_at = None


def delete(recording: StoryRecording) -> None:
    """Delete a recording for good."""
    ledger.note("recording", recording.id)
    db.session.delete(recording)


def recording_in(story: Story, language: str) -> StoryRecording | None:
    """Return the recording of a story in one language."""
    return db.session.scalar(
        select(StoryRecording).where(StoryRecording.story_id == story.id, StoryRecording.language == language)
    )
