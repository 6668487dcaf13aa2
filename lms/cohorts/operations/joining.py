"""Joining a cohort by an invitation, a join link or a confirmed address. No membership follows (rule 12)."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Person
from lms.cohorts.models import Cohort, CohortInvitation, JoinLink, JoinLinkUse
from lms.cohorts.operations.links import held, seats_taken
from lms.cohorts.operations.participants import current, enter, was_removed
from lms.cohorts.refusals import foreign, refuse, whom_to_ask
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import digest


@dataclass(frozen=True, kw_only=True)
class Key:
    """What a token opens, held for this transaction: the address it was mailed to, if any, and what it lets into."""

    cohort: Cohort
    inviter_id: int | None
    email: str | None
    invitation: CohortInvitation | None = None
    link: JoinLink | None = None
    use: JoinLinkUse | None = None


def join(token: str, *, shows_earlier: bool, by: Person) -> Cohort:
    """Let somebody with an account join. Doing it twice changes nothing."""
    key = _key(token)
    if current(key.cohort.id, by) is not None:
        return key.cohort
    _refuse_closed(key)
    if key.email is not None and key.email != by.email:
        raise DomainError(foreign(whom_to_ask(key.cohort, key.inviter_id)), status=403)
    if key.invitation is None and was_removed(key.cohort.id, by):
        whom = whom_to_ask(key.cohort, key.inviter_id)
        raise DomainError(_("You were taken out of this cohort. To come back, ask %(whom)s.", whom=whom), status=403)
    if enter(key.cohort.id, by, shows_earlier=shows_earlier):
        _use(key, by)
    return key.cohort


def address_of(token: str) -> str:
    """Return the address a token was mailed to, confirmed by whoever holds it. Refuses a closed way and a bare link."""
    key = _key(token)
    _refuse_closed(key)
    if key.email is None:
        raise DomainError(_("Confirm your address first, by the link we mail you."))
    return key.email


def _key(token: str) -> Key:
    key = _by_invitation(token) or _by_link(token) or _by_use(token)
    if key is None:
        raise DomainError(_("This link is not one of ours."), status=404)
    return key


def _by_invitation(token: str) -> Key | None:
    invitation = db.session.scalar(
        select(CohortInvitation)
        .where(CohortInvitation.token_hash == digest(token))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if invitation is None:
        return None
    return Key(
        cohort=invitation.cohort,
        inviter_id=invitation.created_by_id,
        email=invitation.email,
        invitation=invitation,
    )


def _by_link(token: str) -> Key | None:
    link = held(token)
    return Key(cohort=link.cohort, inviter_id=link.created_by_id, email=None, link=link) if link is not None else None


def _by_use(token: str) -> Key | None:
    link_id = db.session.scalar(select(JoinLinkUse.link_id).where(JoinLinkUse.token_hash == digest(token)))
    if link_id is None:
        return None
    # The link first: whoever holds it counts its seats alone.
    link = db.session.scalars(
        select(JoinLink).where(JoinLink.id == link_id).with_for_update().execution_options(populate_existing=True)
    ).one()
    use = db.session.scalars(
        select(JoinLinkUse).where(JoinLinkUse.token_hash == digest(token)).execution_options(populate_existing=True)
    ).one()
    return Key(cohort=link.cohort, inviter_id=link.created_by_id, email=use.email, link=link, use=use)


def _refuse_closed(key: Key) -> None:
    moment = now()
    if key.invitation is not None:
        state = key.invitation.state(moment)
    elif key.use is not None:
        state = key.use.state(moment, taken=seats_taken(key.use.link_id))
    else:
        assert key.link is not None
        state = key.link.state(moment, taken=seats_taken(key.link.id))
    refuse(state, key.cohort, key.inviter_id)


def _use(key: Key, person: Person) -> None:
    """Note that the way was used; the address it was mailed to goes."""
    moment = now()
    if key.invitation is not None:
        key.invitation.accepted_at, key.invitation.accepted_by_id, key.invitation.email = moment, person.id, None
    elif key.use is not None:
        key.use.used_at, key.use.person_id, key.use.email, key.use.name = moment, person.id, None, ""
    else:
        assert key.link is not None
        db.session.add(
            JoinLinkUse(
                link_id=key.link.id,
                person_id=person.id,
                language=person.language,
                created_at=moment,
                expires_at=moment,
                used_at=moment,
            )
        )
    db.session.flush()
