"""People in a cohort: come in, leave, be removed, say what may be seen. Their learning stays theirs throughout."""

from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.cohorts.models import Cohort, Participant
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError


def enter(cohort_id: int, person: Person, *, shows_earlier: bool) -> bool:
    """Let a person into a cohort; tell whether they were not in it already. Makes no membership (rule 12)."""
    if current(cohort_id, person) is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(
                Participant(cohort_id=cohort_id, person_id=person.id, joined_at=now(), shows_earlier=shows_earlier)
            )
    except IntegrityError:  # the same person by another way at the same moment
        return False
    record(Area.COHORTS, "joined", "cohort", cohort_id, by=person.id)
    return True


def current(cohort_id: int, person: Person) -> Participant | None:
    """Return the person's present place in the cohort."""
    return db.session.scalar(
        select(Participant).where(
            Participant.cohort_id == cohort_id, Participant.person_id == person.id, Participant.left_at.is_(None)
        )
    )


def was_removed(cohort_id: int, person: Person) -> bool:
    """Tell whether somebody was taken out of the cohort the last time they were in it."""
    last = db.session.scalar(
        select(Participant)
        .where(Participant.cohort_id == cohort_id, Participant.person_id == person.id)
        .order_by(Participant.joined_at.desc(), Participant.id.desc())
        .limit(1)
    )
    return last is not None and last.removed_by_id is not None


def leave(cohort: Cohort, *, by: Person) -> None:
    """End one's own part in a cohort. Doing it twice changes nothing."""
    left = db.session.execute(
        update(Participant)
        .where(Participant.cohort_id == cohort.id, Participant.person_id == by.id, Participant.left_at.is_(None))
        .values(left_at=now())
        .returning(Participant.id)
    )
    if left.scalar() is not None:
        record(Area.COHORTS, "left", "cohort", cohort.id, by=by.id)


def remove(participant: Participant, *, by: Person) -> None:
    """Take somebody out of a cohort. Doing it twice changes nothing."""
    removed = db.session.execute(
        update(Participant)
        .where(Participant.id == participant.id, Participant.left_at.is_(None))
        .values(left_at=now(), removed_by_id=by.id)
        .returning(Participant.id)
    )
    if removed.scalar() is not None:
        record(Area.COHORTS, "removed", "participant", participant.id, by=by.id)


def show_earlier(cohort: Cohort, *, shows: bool, by: Person) -> None:
    """Let completions from before the cohort's start be seen, or no longer."""
    _own(cohort, by).shows_earlier = shows


def agree(cohort: Cohort, *, by: Person) -> None:
    """Say yes to the modules that were added after one joined."""
    _own(cohort, by).agreed_at = now()


def _own(cohort: Cohort, person: Person) -> Participant:
    found = current(cohort.id, person)
    if found is None:
        raise DomainError(_("You are not in this cohort any more."), status=404)
    return found
