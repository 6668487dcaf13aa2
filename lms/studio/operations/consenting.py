"""Allowing a story in a lesson, and taking it out of one again (rule 4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now, today
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import Story, StoryConsent, StoryText
from lms.studio import ledger

DAYS_TO_THINK = 14


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What an owner is about to allow. `uses` are those besides reading: print, voice."""

    lesson_id: int
    languages: tuple[str, ...]
    uses: tuple[str, ...]
    until: date | None


def consent(story: Story, choice: Choice) -> list[StoryConsent]:
    """Allow the story in a lesson; it is shown to nobody before the days to think again are over."""
    refuse(story, choice)
    given = [_row(story, choice.lesson_id, language) for language in choice.languages]
    for row in given:
        row.given_at = now()
        row.from_at = row.given_at + timedelta(days=DAYS_TO_THINK)
        row.uses, row.until, row.withdrawn_at = list(choice.uses), choice.until, None
        db.session.add(row)
    record(Area.STUDIO, "consented", "story", story.id, by=None)
    return given


def refuse(story: Story, choice: Choice) -> None:
    """Raise DomainError for what can't be allowed as things are."""
    if story.withdrawn_at is not None:
        raise DomainError(_("This story is withdrawn, and its words are deleted. You can begin a new one."))
    if choice.until is not None and choice.until <= today() + timedelta(days=DAYS_TO_THINK):
        sentence = _("The story is shown to nobody in the first 14 days. Choose a later day, or leave the field empty.")
        raise DomainError(sentence, field="until", status=422)
    approved = select(StoryText.language).where(StoryText.story_id == story.id, StoryText.approved_at.is_not(None))
    if not choice.languages or set(choice.languages) - set(db.session.scalars(approved)):
        sentence = _("Approve the words in each language first. Nothing was allowed yet.")
        raise DomainError(sentence, field="in_da", status=422)


def take_out(consent: StoryConsent) -> None:
    """Take the story out of one lesson in one language, at once and without a reason. It stays with its owner."""
    if consent.withdrawn_at is None:
        consent.withdrawn_at = now()
        ledger.note("consent", consent.id)
        record(Area.STUDIO, "withdrawn", "story", consent.story_id, by=None)


def _row(story: Story, lesson_id: int, language: str) -> StoryConsent:
    row = db.session.scalar(
        select(StoryConsent).where(
            StoryConsent.story_id == story.id, StoryConsent.lesson_id == lesson_id, StoryConsent.language == language
        )
    )
    if row is None:
        return StoryConsent(story_id=story.id, lesson_id=lesson_id, language=language)
    if row.withdrawn_at is None:
        raise DomainError(
            _("You have allowed this already. It is on the story's page, and you can take it back there.")
        )
    ledger.strike("consent", row.id)
    return row
