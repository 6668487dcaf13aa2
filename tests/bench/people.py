"""Fills a bench database: sixty-four learners part of the way through M1, and a cohort of a thousand people."""

import random
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy import insert, select

from lms.accounts.models import Organisation, OrganisationKind, Person, Role
from lms.accounts.operations import visits
from lms.cohorts.models import Cohort, CohortModule, Participant
from lms.core.clock import now, today
from lms.core.danish import sort_key
from lms.core.db import db
from lms.curriculum.models import Lesson, Module
from lms.learning.models import Learner, LessonDone, ModuleDone, Start
from tests.factories import a_grant, save

FIRST = (
    "Åse",
    "Bo",
    "Carla",
    "Dan",
    "Eva",
    "Finn",
    "Gro",
    "Hassan",
    "Ida",
    "Jens",
    "Kirsten",
    "Lars",
    "Maja",
    "Noor",
    "Ole",
    "Pia",
)
LAST = (
    "Aagaard",
    "Berg",
    "Dahl",
    "Ebbesen",
    "Friis",
    "Holm",
    "Iversen",
    "Juhl",
    "Kjær",
    "Lund",
    "Møller",
    "Nørgaard",
    "Ørsted",
    "Yıldız",
)


@dataclass(frozen=True)
class Bench:
    """The visit tokens and addresses the load needs."""

    learners: list[str]
    coordinator: str
    cohort_id: int


def fill(app: Flask) -> Bench:
    """Make the people, their progress and their visits."""
    with app.app_context():
        chance = random.Random(7)
        organisation = save(
            Organisation(
                name="Nordby", sort_key="nordby", kind=OrganisationKind.JOB_CENTRE, country="DK", created_at=now()
            )
        )
        people = _people(1000)
        cohort = _cohort(organisation, people)
        _progress(people, chance)
        coordinator = save(
            Person(name="Fin Berg", sort_key="berg fin", email="fin@bench.example", language="da", created_at=now())
        )
        a_grant(coordinator, Role.COORDINATOR, organisation=organisation)
        tokens = [visits.begin(person, device="Bench") for person in people[:64]]
        own = visits.begin(coordinator, device="Bench")
        db.session.commit()
        return Bench(learners=tokens, coordinator=own, cohort_id=cohort.id)


def _people(count: int) -> list[Person]:
    names = [f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]} {number}" for number in range(count)]
    rows = [
        {
            "name": name,
            "sort_key": sort_key(name),
            "email": f"p{number}@bench.example",
            "language": "da",
            "time_zone": "Europe/Copenhagen",
            "created_at": now(),
        }
        for number, name in enumerate(names)
    ]
    db.session.execute(insert(Person), rows)
    db.session.commit()
    people = list(db.session.scalars(select(Person).order_by(Person.id)))
    db.session.execute(insert(Learner), [{"person_id": person.id, "created_at": now()} for person in people])
    db.session.commit()
    return people


def _cohort(organisation: Organisation, people: list[Person]) -> Cohort:
    modules = db.session.scalars(select(Module).where(Module.current_id.is_not(None)).order_by(Module.position)).all()
    began = now() - timedelta(days=40)
    cohort = save(
        Cohort(organisation_id=organisation.id, name="Autumn", starts_on=today() - timedelta(days=40), created_at=began)
    )
    for position, module in enumerate(modules):
        due = today() + timedelta(days=10 * position - 5)
        db.session.add(CohortModule(cohort_id=cohort.id, module_id=module.id, position=position, due_on=due))
    db.session.execute(
        insert(Participant),
        [
            {"cohort_id": cohort.id, "person_id": person.id, "joined_at": began, "shows_earlier": False}
            for person in people
        ],
    )
    db.session.commit()
    return cohort


def _progress(people: list[Person], chance: random.Random) -> None:
    learners = dict(db.session.execute(select(Learner.person_id, Learner.id)).all())
    moment = now() - timedelta(days=3)
    starts, lessons_done, modules_done = [], [], []
    for module in db.session.scalars(select(Module).where(Module.current_id.is_not(None))):
        lessons = db.session.scalars(
            select(Lesson).where(Lesson.module_id == module.id).order_by(Lesson.position)
        ).all()
        for person in people:
            row = {"learner_id": learners[person.id], "created_at": moment}
            count = chance.randint(0, len(lessons))
            starts += [row | {"module_id": module.id}] if count else []
            lessons_done += [
                row | {"lesson_id": lesson.id, "revision_id": lesson.current_id, "language": "da"}
                for lesson in lessons[:count]
            ]
            if count == len(lessons):
                modules_done.append(row | {"module_id": module.id, "revision_id": module.current_id})
    for table, rows in ((Start, starts), (LessonDone, lessons_done), (ModuleDone, modules_done)):
        db.session.execute(insert(table), rows)
    db.session.commit()
