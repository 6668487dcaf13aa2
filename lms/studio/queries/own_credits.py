"""Where somebody is named, for themselves: in the lessons they wrote along in, also in those they have left."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Contribution, Credit
from lms.studio.models import Partner
from lms.studio.queries.stories import titles_of


@dataclass(frozen=True, kw_only=True)
class OwnCredit:
    """A lesson with what somebody said they did for it, and the name readers see; none is "a partner"."""

    lesson_id: int
    title: str
    name: str
    contributions: tuple[Contribution, ...]


def own_credits(user: Person, language: str) -> list[OwnCredit]:
    """Return where somebody is named."""
    rows = db.session.scalars(
        select(Credit)
        .join(Partner, Partner.id == Credit.partner_id)
        .where(Partner.person_id == user.id)
        .order_by(Credit.lesson_id, Credit.id)
    )
    by_lesson = defaultdict(list)
    for row in rows:
        by_lesson[row.lesson_id].append(row)
    titles = titles_of(by_lesson, language)
    return [
        OwnCredit(
            lesson_id=lesson_id,
            title=titles[lesson_id],
            name=named[-1].name,
            contributions=tuple(credit.contribution for credit in named),
        )
        for lesson_id, named in by_lesson.items()
    ]
