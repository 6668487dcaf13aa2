"""Join links: a coordinator makes, shows and ends them; somebody without an account asks for a confirmation by mail."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.cohorts.models import Cohort, JoinLink, JoinLinkUse
from lms.cohorts.operations.cohorts import lock
from lms.cohorts.refusals import refuse
from lms.core.clock import now
from lms.core.crypto import encrypt
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import digest, mint
from lms.mail.operations import post

MAIL = "cohorts.join_confirmation"
MOST_SEATS = 1000
LONGEST = timedelta(days=366)
CONFIRM_WITHIN = timedelta(hours=24)
SOON = timedelta(minutes=10)  # an address gets one mail in this time, however often its form is sent
# A link passed on too far must not become a way to mail strangers: this many addresses at a time, beside its seats.
SPARE_CONFIRMATIONS = 50


def offer(cohort: Cohort, *, seats: int, expires_at: datetime, by: Person) -> JoinLink:
    """Make the cohort's join link; an earlier one ends."""
    if not now() < expires_at <= now() + LONGEST:
        raise DomainError(_("Choose a day from today to a year from now."), field="expires_on")
    lock(cohort)
    _end_all(cohort)
    token = mint()
    link = JoinLink(
        cohort_id=cohort.id,
        token_hash=digest(token),
        token_sealed=encrypt(token),
        seats=seats,
        created_at=now(),
        created_by_id=by.id,
        expires_at=expires_at,
    )
    db.session.add(link)
    db.session.flush()
    record(Area.COHORTS, "made", "join_link", link.id, by=by.id)
    return link


def end(cohort: Cohort, *, by: Person) -> None:
    """End the cohort's join link. Doing it twice changes nothing."""
    for link_id in _end_all(cohort):
        record(Area.COHORTS, "ended", "join_link", link_id, by=by.id)


def ask(token: str, *, name: str, email: str, language: str) -> None:
    """Mail a confirmation to an address typed on a link's page. Whether it has an account makes no difference here."""
    link = held(token)
    if link is None:
        raise DomainError(_("This link is not one of ours."), status=404)
    refuse(link.state(now(), taken=seats_taken(link.id)), link.cohort, link.created_by_id)
    use = db.session.scalar(select(JoinLinkUse).where(JoinLinkUse.link_id == link.id, JoinLinkUse.email == email))
    if use is not None and now() - use.created_at < SOON:
        return
    if use is None:
        _refuse_flood(link)
        use = JoinLinkUse(link_id=link.id, email=email)
        db.session.add(use)
    use.name, use.language = name, language
    use.created_at, use.expires_at = now(), now() + CONFIRM_WITHIN
    db.session.flush()
    parameters: dict[str, int | str] = {"use": use.id, "sent": use.created_at.isoformat()}
    post(MAIL, address=email, language=language, parameters=parameters)


def held(token: str) -> JoinLink | None:
    """Return a link by its token, held for this transaction: its seats are counted by one at a time."""
    return db.session.scalar(
        select(JoinLink)
        .where(JoinLink.token_hash == digest(token))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def seats_taken(link_id: int) -> int:
    """Count the seats of a link that somebody has taken."""
    taken = select(func.count()).where(JoinLinkUse.link_id == link_id, JoinLinkUse.used_at.is_not(None))
    return db.session.scalar(taken) or 0


def _refuse_flood(link: JoinLink) -> None:
    waiting = db.session.scalar(
        select(func.count()).where(
            JoinLinkUse.link_id == link.id, JoinLinkUse.used_at.is_(None), JoinLinkUse.expires_at > now()
        )
    )
    if (waiting or 0) >= link.seats + SPARE_CONFIRMATIONS:
        raise DomainError(_("Many people are joining by this link at the moment. Try again tomorrow."), status=429)


def _end_all(cohort: Cohort) -> list[int]:
    ended = (
        update(JoinLink)
        .where(JoinLink.cohort_id == cohort.id, JoinLink.ended_at.is_(None))
        .values(ended_at=now())
        .returning(JoinLink.id)
    )
    return list(db.session.scalars(ended))
