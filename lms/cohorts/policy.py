"""Who may run cohorts, and see what of them. An administrator sees none by that role alone."""

from sqlalchemy import Select, or_, select

from lms.accounts.models import Person, Role
from lms.cohorts.models import Cohort, CohortInvitation, JoinLink, Participant
from lms.core.db import db


def runs_cohorts(user: Person) -> bool:
    """Coordinators and facilitators run cohorts."""
    return any(grant.role in {Role.COORDINATOR, Role.FACILITATOR} and grant.ended_at is None for grant in user.grants)


def can_make(user: Person) -> bool:
    """Coordinators make cohorts, within their organisations."""
    return bool(organisations_of(user))


def can_run(user: Person, cohort: Cohort) -> bool:
    """A coordinator of its organisation changes a cohort and says who comes in."""
    return cohort.organisation_id in organisations_of(user)


def can_follow(user: Person, cohort: Cohort) -> bool:
    """Its coordinators and facilitators see how far a cohort's people are."""
    return can_run(user, cohort) or cohort.id in facilitated_by(user)


def can_open(user: Person, cohort: Cohort) -> bool:
    """Who follows a cohort or takes part in it may open it."""
    return can_follow(user, cohort) or takes_part(user, cohort)


def takes_part(user: Person, cohort: Cohort) -> bool:
    """The people in a cohort see what is seen of them there, and can leave."""
    return db.session.scalar(_joined(user).where(Participant.cohort_id == cohort.id)) is not None


def took_part(user: Person, cohort: Cohort) -> bool:
    """Who is or was in a cohort may say that they leave it, twice without harm."""
    ever = select(Participant.id).where(Participant.cohort_id == cohort.id, Participant.person_id == user.id).limit(1)
    return db.session.scalar(ever) is not None


def visible_to(user: Person) -> Select[Cohort]:
    """Select the cohorts somebody runs, facilitates or takes part in."""
    return select(Cohort).where(
        or_(
            Cohort.organisation_id.in_(organisations_of(user)),
            Cohort.id.in_(facilitated_by(user)),
            Cohort.id.in_(_joined(user)),
        )
    )


def followed_by(user: Person) -> Select[Cohort]:
    """Select the cohorts whose people's completion somebody may see."""
    return select(Cohort).where(
        or_(Cohort.organisation_id.in_(organisations_of(user)), Cohort.id.in_(facilitated_by(user)))
    )


def people_visible_to(user: Person) -> Select[Participant]:
    """Select the present participants of the cohorts somebody follows. Who has left is no longer among them."""
    return select(Participant).where(Participant.left_at.is_(None), Participant.cohort_id.in_(_ids(followed_by(user))))


def participations_of(user: Person) -> Select[Participant]:
    """Select somebody's own present participations."""
    return select(Participant).where(Participant.left_at.is_(None), Participant.person_id == user.id)


def invitations_visible_to(user: Person) -> Select[CohortInvitation]:
    """Select the invitations of the cohorts somebody coordinates; facilitators see no addresses."""
    return select(CohortInvitation).where(CohortInvitation.cohort_id.in_(_run(user)))


def links_visible_to(user: Person) -> Select[JoinLink]:
    """Select the join links of the cohorts somebody coordinates."""
    return select(JoinLink).where(JoinLink.cohort_id.in_(_run(user)))


def organisations_of(user: Person) -> list[int]:
    """Return the ids of the organisations somebody coordinates."""
    return [
        grant.organisation_id
        for grant in user.grants
        if grant.role is Role.COORDINATOR and grant.ended_at is None and grant.organisation_id is not None
    ]


def facilitated_by(user: Person) -> list[int]:
    """Return the ids of the cohorts somebody facilitates."""
    return [
        grant.cohort_id
        for grant in user.grants
        if grant.role is Role.FACILITATOR and grant.ended_at is None and grant.cohort_id is not None
    ]


def _joined(user: Person) -> Select[int]:
    return select(Participant.cohort_id).where(Participant.person_id == user.id, Participant.left_at.is_(None))


def _run(user: Person) -> Select[int]:
    return select(Cohort.id).where(Cohort.organisation_id.in_(organisations_of(user)))


def _ids(cohorts: Select[Cohort]) -> Select[int]:
    return cohorts.with_only_columns(Cohort.id)
