"""Credits: what people confirm themselves that they did, under the name they chose; theirs to take back."""

from collections.abc import Collection

from sqlalchemy import delete, select, update

from lms.accounts.models import Person
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


def follow_name(partner: Partner) -> None:
    """Let a partner's credits stand under the name they have now."""
    own = update(Credit).where(Credit.partner_id == partner.id)
    db.session.execute(own.values(name=credited_name(partner)))


def take_back(lesson_id: int, *, by: Person) -> None:
    """Take one's name off a lesson, also after one has left. Doing it twice changes nothing."""
    own = select(Partner.id).where(Partner.person_id == by.id)
    mine = Credit.lesson_id == lesson_id, Credit.partner_id.in_(own)
    if db.session.scalar(select(Credit.id).where(*mine).limit(1)) is not None:
        db.session.execute(delete(Credit).where(*mine))
        record(Area.STUDIO, "credited", "lesson", lesson_id, by=by.id)


def mine(lesson: Lesson, partner: Partner) -> list[Contribution]:
    """Return what a partner has confirmed for a lesson."""
    return [credit.contribution for credit in _credits(lesson, partner)]


def credited_name(partner: Partner) -> str:
    """Return the name readers see; nothing for somebody who chose to stay anonymous."""
    return "" if partner.name_kind is NameKind.ANONYMOUS else partner.shown_name


def _credits(lesson: Lesson, partner: Partner) -> list[Credit]:
    found = select(Credit).where(Credit.lesson_id == lesson.id, Credit.partner_id == partner.id)
    return list(db.session.scalars(found.order_by(Credit.id)))
