"""The mail that something waits: at most one a day to a person, in the day, and one for each wish."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, exists, select

from lms.accounts.models import Person
from lms.core.clock import local_date, now
from lms.core.db import db
from lms.mail.models import OutboxMail
from lms.mail.operations import post
from lms.measures.models import TeamTaskWish

MAIL = "measures.waits"
FROM, UNTIL = 8, 18  # o'clock, in the person's own zone
KEPT_UNANSWERED = timedelta(days=180)
ROUND = 500  # people at most, so that other jobs get their turn


def post_reminders() -> None:
    """Queue a mail to everybody for whom something has come due, where it is day and no other such mail went today."""
    moment = now()
    due: dict[int, list[TeamTaskWish]] = defaultdict(list)
    people: dict[int, Person] = {}
    for person, wish in db.session.execute(_candidates(moment)):
        people[person.id] = person
        if wish.due_on <= local_date(moment, person.time_zone):
            due[person.id].append(wish)
    for person_id, wishes in due.items():
        person = people[person_id]
        if FROM <= moment.astimezone(ZoneInfo(person.time_zone)).hour < UNTIL:
            post(MAIL, to=person, language=person.language)
            for wish in wishes:
                wish.mailed_at = moment


def waits_for(person: Person) -> bool:
    """Tell whether something that came due still waits for an answer."""
    open_ = TeamTaskWish.answered_at.is_(None), TeamTaskWish.due_on <= local_date(now(), person.time_zone)
    return bool(db.session.scalar(select(exists().where(TeamTaskWish.person_id == person.id, *open_))))


def purge() -> None:
    """Delete wishes nobody has answered for half a year."""
    over = local_date(now() - KEPT_UNANSWERED, "UTC")
    stale = select(TeamTaskWish).where(TeamTaskWish.answered_at.is_(None), TeamTaskWish.due_on < over)
    for wish in db.session.scalars(stale):
        db.session.delete(wish)


def _candidates(moment: datetime) -> Select[Person, TeamTaskWish]:
    """Return the select of wishes not mailed yet, with their people. Mails about the account itself don't count."""
    latest: date = local_date(moment, "UTC") + timedelta(days=1)  # somewhere it is tomorrow already
    lately = exists().where(
        OutboxMail.recipient_id == Person.id,
        OutboxMail.created_at > moment - timedelta(hours=20),
        OutboxMail.kind.not_like("accounts.%"),
    )
    return (
        select(Person, TeamTaskWish)
        .join(TeamTaskWish, TeamTaskWish.person_id == Person.id)
        .where(
            TeamTaskWish.mailed_at.is_(None),
            TeamTaskWish.answered_at.is_(None),
            TeamTaskWish.due_on <= latest,
            Person.email.is_not(None),
            Person.deactivated_at.is_(None),
            Person.erased_at.is_(None),
            ~lately,
        )
        .order_by(TeamTaskWish.due_on, TeamTaskWish.id)
        .limit(ROUND)
    )
