"""Reading one's inbox, and the digest: at most one mail a day that says only that something waits (rule 11)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select, update

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.mail.operations import post
from lms.studio import ownership
from lms.studio.models import Notice, Partner
from lms.studio.notices import lasts

MAIL = "studio.digest"
MOST_REMINDERS = 2
REMIND_AFTER = timedelta(days=3)
# What waits for an act of the reader; everything else is news, and told once.
ASKS = (
    "vote_opened",
    "agreement_change",
    "owner_offered",
    "ready_for_sign_off",
    "mediation",
    "mention",
    "deputy_mention",
    "deadline_near",
)


def read(notice: Notice) -> None:
    """Note that somebody opened what a notice is about: everything about the same thing is read."""
    db.session.execute(
        update(Notice)
        .where(
            Notice.partner_id == notice.partner_id,
            Notice.kind == notice.kind,
            Notice.thing_id.is_not_distinct_from(notice.thing_id),
            Notice.draft_id.is_not_distinct_from(notice.draft_id),
            Notice.read_at.is_(None),
        )
        .values(read_at=now())
    )


def read_all(user: Person) -> None:
    """Call everything in one's inbox read. What is undecided stays listed where it is."""
    own = select(Partner.id).where(Partner.person_id == user.id)
    db.session.execute(update(Notice).where(Notice.partner_id.in_(own), Notice.read_at.is_(None)).values(read_at=now()))


def write_every(user: Person, days: int) -> None:
    """Say how often the inbox may write a mail: never (0), or at most once in so many days."""
    db.session.execute(update(Partner).where(Partner.person_id == user.id).values(digest_days=days))


def post_digests() -> None:
    """Queue a mail to everybody for whom something new waits, once per person and as often as they chose."""
    moment = now()
    for person, partners in _due(moment).items():
        notices = db.session.scalars(
            select(Notice).where(Notice.partner_id.in_([partner.id for partner in partners]), _waits(moment))
        ).all()
        if notices:
            _post(person, partners, notices, moment)
    _post_story_days(moment)


def waits_for(person_id: int) -> bool:
    """Tell whether something still waits unread for somebody who wants mails and is not paused."""
    if _story_days_of(now()).get(person_id) and db.session.scalar(_partners_of(person_id).limit(1)) is not None:
        return True
    found = (
        select(Notice.id)
        .join(Partner, Partner.id == Notice.partner_id)
        .where(Partner.person_id == person_id, Notice.read_at.is_(None), lasts(), *_WANTS_MAIL)
        .limit(1)
    )
    return db.session.scalar(found) is not None


_WANTS_MAIL = (Partner.left_at.is_(None), Partner.paused_at.is_(None), Partner.digest_days > 0)


def _partners_of(person_id: int) -> Select[Partner]:
    """Select where somebody writes along who wants mails and is not paused."""
    return select(Partner).where(Partner.person_id == person_id, *_WANTS_MAIL)


def _story_days_of(moment: datetime) -> dict[int, datetime]:
    """Return since when it is told that somebody's days to think again about a story end."""
    rows = db.session.execute(ownership.days_end(moment))
    return {person_id: from_at - ownership.DAYS_AHEAD for person_id, _code, from_at in rows}


def _post_story_days(moment: datetime) -> None:
    """Queue the same mail to whose days to think again about a story end soon: one, unless another came meanwhile."""
    for person_id, since in _story_days_of(moment).items():
        person = db.session.get_one(Person, person_id)
        partners = db.session.scalars(_partners_of(person_id)).all()
        sent = _latest_mail([person_id]).get(person_id)
        every = timedelta(days=max((partner.digest_days for partner in partners), default=0))
        if partners and person.is_active and (sent is None or (sent < since and sent <= moment - every)):
            _post(person, partners, [], moment)


def _due(moment: datetime) -> dict[Person, list[Partner]]:
    """Return the people whose day for a mail it is, with their partnerships. A mail for one counts for all."""
    rows = db.session.execute(
        select(Person, Partner)
        .join(Partner, Partner.person_id == Person.id)
        .where(
            *_WANTS_MAIL,
            Person.deactivated_at.is_(None),
            Person.erased_at.is_(None),
            Partner.id.in_(select(Notice.partner_id).where(_waits(moment))),
        )
    ).all()
    latest = _latest_mail({person.id for person, _partner in rows})
    found: dict[Person, list[Partner]] = {}
    for person, partner in rows:
        sent = latest.get(person.id)
        if sent is None or sent <= moment - timedelta(days=partner.digest_days):
            found.setdefault(person, []).append(partner)
    return found


def _latest_mail(people: Iterable[int]) -> dict[int, datetime]:
    rows = db.session.execute(
        select(Partner.person_id, Partner.digest_sent_at)
        .where(Partner.person_id.in_(list(people)), Partner.digest_sent_at.is_not(None))
        .order_by(Partner.digest_sent_at)
    )
    return {person_id: sent_at for person_id, sent_at in rows if sent_at is not None}


def _waits(moment: datetime) -> ColumnElement[bool]:
    """Tell which notices are worth a mail: unread and not mailed yet, or asked for and due for a reminder."""
    again = and_(Notice.kind.in_(ASKS), Notice.reminders < MOST_REMINDERS, Notice.mailed_at <= moment - REMIND_AFTER)
    return and_(Notice.read_at.is_(None), or_(Notice.mailed_at.is_(None), again), lasts())


def _post(person: Person, partners: Sequence[Partner], notices: Sequence[Notice], moment: datetime) -> None:
    post(MAIL, to=person, language=person.language)
    for partner in partners:
        partner.digest_sent_at = moment
    for notice in notices:
        notice.reminders += notice.mailed_at is not None
        notice.mailed_at = moment
