"""What a token of `/join/` opens: who invites, who will see what, and whether the way is open."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.accounts.models import Person
from lms.cohorts.models import CohortInvitation, JoinLink, JoinLinkUse, WayState
from lms.cohorts.operations.links import seats_taken
from lms.cohorts.queries.terms import Terms, terms_of
from lms.cohorts.refusals import whom_to_ask
from lms.core.clock import now
from lms.core.db import db
from lms.core.tokens import digest


@dataclass(frozen=True, kw_only=True)
class Way:
    """A way into a cohort. `email` is the address it was mailed to; None for a link that anybody may hold."""

    state: WayState
    terms: Terms
    whom: str
    inviter_id: int | None
    by_link: bool
    email: str | None = None
    name: str = ""
    has_account: bool = False


def way(token: str) -> Way | None:
    """Return what a token opens, or None when it opens nothing."""
    hashed = digest(token)
    invitation = db.session.scalar(select(CohortInvitation).where(CohortInvitation.token_hash == hashed))
    if invitation is not None:
        return _way(invitation, invitation.state(now()), email=invitation.email)
    link = db.session.scalar(select(JoinLink).where(JoinLink.token_hash == hashed))
    if link is not None:
        return _way(link, link.state(now(), taken=seats_taken(link.id)), by_link=True)
    use = db.session.scalar(select(JoinLinkUse).where(JoinLinkUse.token_hash == hashed))
    if use is not None:
        state = use.state(now(), taken=seats_taken(use.link_id))
        return _way(use.link, state, email=use.email, name=use.name)
    return None


def _way(
    opened: CohortInvitation | JoinLink,
    state: WayState,
    *,
    email: str | None = None,
    name: str = "",
    by_link: bool = False,
) -> Way:
    cohort, inviter_id = opened.cohort, opened.created_by_id
    return Way(
        state=WayState.ARCHIVED if cohort.is_archived else state,
        terms=terms_of(cohort),
        whom=whom_to_ask(cohort, inviter_id),
        inviter_id=inviter_id,
        by_link=by_link,
        email=email,
        name=name,
        has_account=email is not None and _has_account(email),
    )


def _has_account(email: str) -> bool:
    return db.session.scalar(select(Person.id).where(Person.email == email)) is not None
