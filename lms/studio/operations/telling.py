"""Telling a story: its words in each language, the name it goes under, and being asked for one at most once (rules 4, 11)."""

import re
import secrets

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import Story, StoryName, StoryText
from lms.studio import ledger, ownership
from lms.studio.models import Collaboration, StoryRequest

SHORTEST_WORD = 3  # of a name, to be looked for in a text


def begin(*, by: Person) -> Story:
    """Start a story that nobody else sees. An empty one begun earlier is used again."""
    empty = ownership.visible_to(by).where(Story.withdrawn_at.is_(None), ~Story.texts.any())
    story = db.session.scalars(empty).first()
    if story is None:
        story = Story(code=secrets.token_hex(12), created_at=now(), name_kind=StoryName.ANONYMOUS)
        db.session.add(story)
        db.session.flush()
        ledger.strike("story", story.id)  # SQLite gives the number of a deleted row again
        ownership.give(story, by)
        record(Area.STUDIO, "told", "story", story.id, by=None)
    return story


def write(story: Story, language: str, *, body: str, note: str, version: int) -> StoryText:
    """Save the owner's words in one language. What comes from an older page is set aside, and nothing is lost (rule 10).

    A changed wording is shown to nobody before its owner has approved it.
    """
    _refuse_withdrawn(story)
    text = text_in(story, language)
    if text is None:
        text = StoryText(story_id=story.id, language=language, body=body, note=note, version=1)
        db.session.add(text)
    elif (text.body, text.note) == (body, note):
        return text
    elif version != text.version:
        text.aside = "\n\n".join(part for part in (text.aside, body) if part)
    else:
        text.body, text.note, text.approved_at = body, note, None
        text.version += 1
    return text


def settle(text: StoryText, *, take: bool) -> None:
    """Choose between the text and what was set aside beside it: take that instead, or put it away."""
    if take and text.aside is not None:
        text.body, text.approved_at = text.aside, None
        text.version += 1
    text.aside = None


def approve(text: StoryText, *, version: int) -> None:
    """The owner says: this is how I want it told in this language. Refuses a wording they have not seen."""
    if version != text.version or text.aside is not None:
        raise DomainError(
            _("The text has changed since you opened the page. Nothing was shown. Read it again, then approve.")
        )
    if not text.body.strip():
        raise DomainError(_("There are no words to approve yet."))
    text.approved_at = text.approved_at or now()


def name(story: Story, kind: StoryName, shown_name: str, *, by: Person) -> None:
    """Choose the name a story is told under. A pseudonym must not hold the own name."""
    _refuse_withdrawn(story)
    shown_name = shown_name.strip()
    if kind is not StoryName.ANONYMOUS and not shown_name:
        raise DomainError(_("Write the name that readers will see."), field="shown_name", status=422)
    if kind is StoryName.PSEUDONYM and holds_name(shown_name, by):
        sentence = _("This pseudonym holds a part of your own name, so it would not hide you. Choose another.")
        raise DomainError(sentence, field="shown_name", status=422)
    story.name_kind = kind
    story.shown_name = "" if kind is StoryName.ANONYMOUS else shown_name


def holds_name(text: str, person: Person) -> bool:
    """Tell whether a text holds a part of somebody's own name."""
    words = (word for word in re.findall(r"\w+", person.name.casefold()) if len(word) >= SHORTEST_WORD)
    return any(re.search(rf"\b{re.escape(word)}", text.casefold()) for word in words)


def text_in(story: Story, language: str) -> StoryText | None:
    """Return a story's text in one language."""
    return db.session.scalar(select(StoryText).where(StoryText.story_id == story.id, StoryText.language == language))


def ask(collaboration: Collaboration) -> None:
    """Say on a module's desk that a story would be welcome: once per module, to nobody in particular (rule 11)."""
    asked = select(StoryRequest.id).where(StoryRequest.module_id == collaboration.module_id)
    if db.session.scalar(asked) is not None:
        raise DomainError(_("A story has been asked for once for this module. Nobody is asked again."))
    db.session.add(StoryRequest(module_id=collaboration.module_id, asked_at=now()))


def _refuse_withdrawn(story: Story) -> None:
    if story.withdrawn_at is not None:
        raise DomainError(_("This story is withdrawn, and its words are deleted. You can begin a new one."))
