"""Credits: what people confirm themselves that they did, under the name they chose; theirs to take back."""

from collections.abc import Collection

from sqlalchemy import select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Contribution, Credit, Lesson
from lms.studio.models import NameKind, Partner


def confirm(lesson: Lesson, contributions: Collection[Contribution], *, by: Partner) -> None:
    """Let exactly these contributions of a partner stand with a lesson; the others are taken back."""
    db.session.execute(select(Partner.id).where(Partner.id == by.id).with_for_update())
    there = {credit.contribution: credit for credit in _credits(lesson, by)}
    name = credited_name(by)
    for contribution, credit in there.items():
        if contribution not in contributions:
            db.session.delete(credit)
        elif credit.name != name:
            credit.name = name
    db.session.add_all(
        Credit(lesson_id=lesson.id, partner_id=by.id, contribution=contribution, name=name, confirmed_at=now())
        for contribution in contributions
        if contribution not in there
    )
    db.session.flush()
    record(Area.STUDIO, "credited", "lesson", lesson.id, by=by.person_id)


def mine(lesson: Lesson, partner: Partner) -> list[Contribution]:
    """Return what a partner has confirmed for a lesson."""
    return [credit.contribution for credit in _credits(lesson, partner)]


def credited_name(partner: Partner) -> str:
    """Return the name readers see; nothing for somebody who chose to stay anonymous."""
    return "" if partner.name_kind is NameKind.ANONYMOUS else partner.shown_name


def _credits(lesson: Lesson, partner: Partner) -> list[Credit]:
    found = select(Credit).where(Credit.lesson_id == lesson.id, Credit.partner_id == partner.id)
    return list(db.session.scalars(found.order_by(Credit.id)))
