"""The stories that can be put into a lesson."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Story, StoryText
from lms.studio import ownership
from lms.studio.models import Draft
from lms.studio.queries.offered_stories import offered

OPENING = 60  # characters by which somebody knows their own story again


def story_choices(user: Person, draft: Draft, language: str) -> tuple[tuple[str, str], ...]:
    """Return the stories that may stand in a draft: code, and what tells them apart.

    For a lesson these are the ones offered to it, the same for every partner: were they the writer's own, whoever puts one in
    would be known as its teller (rule 4). A practice lesson is seen by nobody else, so it offers the writer's own.
    """
    if draft.lesson_id is None:
        return _own(user)
    return tuple((one.code, _told(one.name, one.note)) for one in offered([draft.lesson_id], language))


def _told(name: str, note: str) -> str:
    told = _("Told by %(name)s", name=name) if name else _("Told without a name")
    return f"{told}: {note}" if note else str(told)


def _own(user: Person) -> tuple[tuple[str, str], ...]:
    own = ownership.visible_to(user).where(Story.withdrawn_at.is_(None)).with_only_columns(Story.id)
    rows = db.session.execute(
        select(Story.code, StoryText.body)
        .join(StoryText, StoryText.story_id == Story.id)
        .where(Story.id.in_(own))
        .order_by(Story.id, StoryText.language)
    )
    made: dict[str, str] = {}
    for code, body in rows:
        words = " ".join(body.split())
        made.setdefault(code, words if len(words) <= OPENING else f"{words[: OPENING - 1].rstrip()}…")
    return tuple(made.items())
