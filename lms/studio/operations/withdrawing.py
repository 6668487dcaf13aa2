"""Taking a story back: one click, no reason, at once, everywhere (rule 4). And doing it again after a restore."""

from sqlalchemy import delete, select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Story, StoryConsent, StoryName, StoryRecording, StoryText
from lms.studio import ledger, ownership
from lms.studio.models import StoryExport
from lms.studio.operations.consenting import take_out


def withdraw(story: Story) -> None:
    """Delete a story's words and recordings. Lessons hold only its code: a neutral line stands there from now on.

    What stays is the code, where it stood, and which files held it, so that its owner can still look that up.
    """
    if story.withdrawn_at is not None:
        return
    story.withdrawn_at = now()
    story.name_kind, story.shown_name = StoryName.ANONYMOUS, ""
    db.session.execute(delete(StoryText).where(StoryText.story_id == story.id))
    db.session.execute(delete(StoryRecording).where(StoryRecording.story_id == story.id))
    for consent in db.session.scalars(select(StoryConsent).where(StoryConsent.story_id == story.id)):
        consent.withdrawn_at = consent.withdrawn_at or story.withdrawn_at
    ledger.note("story", story.id)
    record(Area.STUDIO, "withdrawn", "story", story.id, by=None)


def forget(story: Story) -> None:
    """Withdraw a story, and delete all that is left of it: that it was, where it stood, whose it was."""
    withdraw(story)
    db.session.flush()
    remove(story)


def remove(story: Story) -> None:
    """Delete a story to the last row, without a note anywhere: for an erasure, which is noted and replayed as a whole.

    Were a note made beside the person's, their times would say whose story it was.
    """
    ownership.forget(story)
    for kind in (StoryText, StoryRecording, StoryConsent, StoryExport):
        db.session.execute(delete(kind).where(kind.story_id == story.id))
    db.session.execute(delete(Story).where(Story.id == story.id))


def withdraw_again(thing: str, thing_id: int) -> bool:
    """Do after a restore what the ledger says was done. Returns False when there was nothing left to do."""
    match thing:
        case "story":
            story = db.session.get(Story, thing_id)
            if story is None or story.withdrawn_at is not None:
                return False
            withdraw(story)
        case "consent":
            consent = db.session.get(StoryConsent, thing_id)
            if consent is None or consent.withdrawn_at is not None:
                return False
            take_out(consent)
        case "recording":
            recording = db.session.get(StoryRecording, thing_id)
            if recording is None:
                return False
            db.session.delete(recording)
        case _:
            raise KeyError(thing)
    return True
