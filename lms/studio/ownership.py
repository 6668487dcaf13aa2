"""Who told a story: known in one table, and asked in this file alone (rule 4; a law test counts its readers).

Pages, drafts, mails, exports and the trail know a story by its code and the name its owner chose. Whoever needs the owner
needs them as *the person at the keyboard*: so this file answers "is it yours?" and "which are yours?", and whom to keep
from knowing it never arises.
"""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Story, StoryConsent
from lms.studio.models import StoryOwner

DAYS_AHEAD = timedelta(days=2)  # before the days to think again end


def visible_to(user: Person) -> Select[Story]:
    """Select somebody's own stories, those they withdrew too. Nobody else sees a story before its consent begins."""
    return select(Story).where(Story.id.in_(select(StoryOwner.story_id).where(StoryOwner.person_id == user.id)))


def owner_of(story: Story) -> int | None:
    """Return the id of who told the story; None once they are forgotten."""
    return db.session.scalar(select(StoryOwner.person_id).where(StoryOwner.story_id == story.id))


def is_owner(user: Person, story: Story) -> bool:
    """Only who told it reads, changes, allows and withdraws a story."""
    return owner_of(story) == user.id


def days_end(moment: datetime) -> Select[int, str, datetime]:
    """Select whose days to think again about a story end soon: person, the story's code, and when. Ask for one person.

    A reminder is read from here whenever it is shown, so that no inbox holds that somebody told a story.
    """
    return (
        select(StoryOwner.person_id, Story.code, StoryConsent.from_at)
        .join(Story, Story.id == StoryOwner.story_id)
        .join(StoryConsent, StoryConsent.story_id == Story.id)
        .where(
            Story.withdrawn_at.is_(None),
            StoryConsent.withdrawn_at.is_(None),
            StoryConsent.from_at > moment,
            StoryConsent.from_at <= moment + DAYS_AHEAD,
        )
        .order_by(StoryConsent.from_at)
    )


def give(story: Story, person: Person) -> None:
    """Note whose story it is."""
    db.session.add(StoryOwner(story_id=story.id, person_id=person.id))


def forget(story: Story) -> None:
    """Delete what says whose story it was."""
    db.session.execute(delete(StoryOwner).where(StoryOwner.story_id == story.id))
