"""The stories that can be put into a lesson."""

from flask_babel import gettext as _

from lms.accounts.models import Person
from lms.studio.block_forms.entries import Offer
from lms.studio.models import Draft
from lms.studio.queries.drafts import source_choices
from lms.studio.queries.offered_stories import offered, openings_of


def story_choices(user: Person, draft: Draft, language: str) -> tuple[tuple[str, str], ...]:
    """Return the stories that may stand in a draft: code, and what tells them apart.

    For a lesson these are the ones offered to it, the same for every partner: were they the writer's own, whoever puts one in
    would be known as its teller (rule 4). A practice lesson is seen by nobody else, so it offers the writer's own.
    """
    if draft.lesson_id is None:
        return tuple(openings_of(user).items())
    return _offered_to(draft.lesson_id, language)


def offer_in(lesson_id: int, language: str) -> Offer:
    """Return what a lesson's parts can point to, with names to read: sources, and the stories offered to it."""
    return Offer(sources=source_choices(language), stories=_offered_to(lesson_id, language))


def _offered_to(lesson_id: int, language: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, _told(one.name, one.note)) for one in offered([lesson_id], language))


def _told(name: str, note: str) -> str:
    told = _("Told by %(name)s", name=name) if name else _("Told without a name")
    return f"{told}: {note}" if note else str(told)
