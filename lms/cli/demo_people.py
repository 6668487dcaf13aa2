"""The people of the demo: two organisations, seven accounts to try, and a cohort of 24 at different stages.

All of them are invented. Nobody here is said to have lived experience, and the one journal entry is marked as demo text.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from flask_babel import force_locale
from sqlalchemy import func, select

from lms.accounts.demo import ACCOUNTS, PASSWORD
from lms.accounts.models import Grant, Membership, Organisation, OrganisationKind, Person, Role
from lms.accounts.operations.passwords import hashed
from lms.cli import demo_studio
from lms.cohorts.models import Cohort, CohortInvitation, CohortModule, Participant
from lms.core.clock import now, today
from lms.core.danish import sort_key
from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.blocks import Kind, PublishedLesson
from lms.curriculum.models import Module
from lms.curriculum.queries import published_lessons
from lms.learning.models import BlockDone, Learner, LessonDone, ModuleDone, Place, Start
from lms.learning.operations import certificates

NAMES = (
    "Amina Yusuf", "Anders Kjær", "Birgitte Aagaard", "Camilla Holm", "Christian Ørum", "Dorthe Lund", "Emil Sandberg",
    "Fatima Demir", "Gitte Ågård", "Hans Juhl", "Ida Munk", "Jesper Øster", "Karen Æbelø", "Lars Brandt", "Maria Popescu",
    "Mehmet Kaya", "Nanna Friis", "Ole Vestergaard", "Pernille Dahl", "Rasmus Toft", "Sofie Bech", "Thomas Wind", "Vibeke Skov",
)  # fmt: skip
WEEKS = 6
TAKEN = ("m1", "m6")
T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """How far somebody is: lessons done in each of the cohort's modules, and how many days ago."""

    first: int
    second: int
    days_ago: int


STAGES = (
    Stage(5, 5, 3), Stage(5, 2, 5), Stage(5, 0, 9), Stage(3, 0, 12), Stage(0, 0, 0), Stage(5, 1, 2), Stage(1, 0, 20), Stage(5, 5, 6),
)  # fmt: skip


def fill() -> bool:
    """Make the demo's people once. Returns False when they are there already."""
    if db.session.scalar(select(func.count()).select_from(Person)):
        db.session.rollback()
        return False
    password = hashed(PASSWORD)  # slow on purpose, so before the transaction
    with transaction(), force_locale("da"):
        centre = _organisation("Nordby Jobcenter", OrganisationKind.JOB_CENTRE)
        psychiatry = _organisation("Psykiatrien i Nordby", OrganisationKind.PSYCHIATRY)
        people = {account.key: _account(account.name, account.email, password) for account in ACCOUNTS}
        for key, organisation in (
            ("learner", centre),
            ("coordinator", centre),
            ("facilitator", centre),
            ("author", psychiatry),
        ):
            _member(people[key], organisation)
        cohort = _cohort(centre, people["coordinator"])
        _grant(people["admin"], Role.ADMINISTRATOR)
        _grant(people["coordinator"], Role.COORDINATOR, organisation=centre)
        _grant(people["facilitator"], Role.FACILITATOR, cohort=cohort)
        _fill_cohort(cohort, people["learner"], centre, people["coordinator"])
        second_peer = _account("Bo Kjær", "bo@demo.example", password)
        demo_studio.fill(people["author"], [people["peer"], second_peer], psychiatry)
    return True


def _organisation(name: str, kind: OrganisationKind) -> Organisation:
    return _add(Organisation(name=name, sort_key=sort_key(name), kind=kind, country="DK", created_at=_began()))


def _account(name: str, email: str, password: str | None = None) -> Person:
    return _add(
        Person(
            name=name, sort_key=sort_key(name), email=email, language="da", password_hash=password, created_at=_began()
        )
    )


def _member(person: Person, organisation: Organisation) -> None:
    _add(Membership(person_id=person.id, organisation_id=organisation.id, starts_on=_began().date()))


def _grant(
    person: Person, role: Role, *, organisation: Organisation | None = None, cohort: Cohort | None = None
) -> None:
    scope = {"organisation_id": organisation.id if organisation else None, "cohort_id": cohort.id if cohort else None}
    _add(Grant(person_id=person.id, role=role, created_at=_began(), **scope))


def _cohort(organisation: Organisation, coordinator: Person) -> Cohort:
    began = _began()
    cohort = _add(
        Cohort(
            organisation_id=organisation.id,
            name="Efterårsholdet",
            starts_on=began.date(),
            created_at=began,
            created_by_id=coordinator.id,
        )
    )
    for position, module in enumerate(_taken()):
        due = today() + timedelta(days=-4 + 25 * position)
        _add(CohortModule(cohort_id=cohort.id, module_id=module.id, position=position, due_on=due))
    return cohort


def _fill_cohort(cohort: Cohort, learner: Person, organisation: Organisation, coordinator: Person) -> None:
    modules = _taken()
    _join(cohort, learner)
    _study(learner, modules[0], 2, now() - timedelta(days=2))
    for number, name in enumerate(NAMES):
        person = _account(name, f"{name.split()[0].lower()}{number}@demo.example")
        _member(person, organisation)
        _join(cohort, person)
        stage = STAGES[number % len(STAGES)]
        moment = now() - timedelta(days=stage.days_ago, hours=number)
        for module, count in zip(modules, (stage.first, stage.second), strict=False):
            _study(person, module, count, moment)
    for number in (1, 2):
        _add(
            CohortInvitation(
                cohort_id=cohort.id,
                email=f"invited{number}@demo.example",
                language="da",
                created_at=now() - timedelta(days=number),
                created_by_id=coordinator.id,
                expires_at=now() + timedelta(days=14 - number),
            )
        )


def _join(cohort: Cohort, person: Person) -> None:
    _add(Participant(cohort_id=cohort.id, person_id=person.id, joined_at=_began(), shows_earlier=False))


def _study(person: Person, module: Module, count: int, moment: datetime) -> None:
    """Let a person complete the first lessons of a module, the last of them at `moment`."""
    if not count:
        return
    learner = db.session.scalar(select(Learner).where(Learner.person_id == person.id))
    learner = learner or _add(Learner(person_id=person.id, created_at=_began()))
    lessons = published_lessons(module.id, "da")
    began = moment - timedelta(days=len(lessons))
    _add(Start(learner_id=learner.id, module_id=module.id, created_at=began))
    for number, lesson in enumerate(lessons[:count]):
        _complete(learner, lesson, began + timedelta(days=number + 1))
    ahead = lessons[min(count, len(lessons) - 1)]
    _add(
        Place(
            learner_id=learner.id,
            module_id=module.id,
            lesson_id=ahead.lesson_id,
            block=ahead.blocks[0].id,
            updated_at=moment,
        )
    )
    if count >= len(lessons) and module.current_id is not None:
        _add(ModuleDone(learner_id=learner.id, module_id=module.id, revision_id=module.current_id, created_at=moment))
        certificates.issue(learner, module)


def _complete(learner: Learner, lesson: PublishedLesson, moment: datetime) -> None:
    shared = {
        "learner_id": learner.id,
        "lesson_id": lesson.lesson_id,
        "revision_id": lesson.revision_id,
        "language": "da",
    }
    for block in lesson.blocks:
        if block.kind is not Kind.TEXT:
            db.session.add(BlockDone(**shared, block=block.id, created_at=moment))
    _add(LessonDone(**shared, created_at=moment))


def _taken() -> list[Module]:
    """Return the modules the cohort takes."""
    taken = select(Module).where(Module.current_id.is_not(None), Module.code.in_(TAKEN)).order_by(Module.position)
    return list(db.session.scalars(taken))


def _began() -> datetime:
    return now() - timedelta(weeks=WEEKS)


def _add(thing: T) -> T:
    db.session.add(thing)
    db.session.flush()
    return thing
