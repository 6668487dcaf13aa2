"""What those who run cohorts see of people's learning."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.learning.models import Learner, Start
from lms.learning.queries.progress import ModuleProgress, State, progress_of
from tests.factories import a_person
from tests.learning_factories import a_learner, a_lesson_done, a_module, a_module_done, a_start

OCTOBER = datetime(2026, 10, 1, 12, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 1, 23, 30, tzinfo=UTC)


def test_somebody_who_never_opened_the_module_has_not_started(app):
    module, ada = a_module(lessons=3), a_person()
    assert progress_of([ada.id], [module.id]) == {
        (ada.id, module.id): ModuleProgress(state=State.NOT_STARTED, lessons_done=0, lessons=3)
    }


def test_opening_it_is_under_way_and_done_lessons_are_counted(app):
    module, ada = a_module(lessons=3), a_person()
    learner = a_learner(ada)
    a_start(learner, module)
    assert progress_of([ada.id], [module.id])[ada.id, module.id].state is State.UNDER_WAY
    a_lesson_done(learner, module.lessons[0])
    assert progress_of([ada.id], [module.id])[ada.id, module.id].lessons_done == 1


def test_a_completed_module_names_the_day_in_the_cohorts_zone(app):
    module, ada = a_module(lessons=3), a_person()
    a_module_done(a_learner(ada), module, at=NOVEMBER)
    found = progress_of([ada.id], [module.id], zone="Europe/Copenhagen")[ada.id, module.id]
    assert found == ModuleProgress(state=State.COMPLETED, lessons_done=3, lessons=3, completed_on=date(2026, 11, 2))


def test_what_happened_before_the_persons_moment_does_not_count(app):
    module, ada, eve = a_module(lessons=3), a_person(), a_person("Eve Dahl")
    for person in (ada, eve):
        learner = a_learner(person)
        a_start(learner, module, at=OCTOBER)
        a_lesson_done(learner, module.lessons[0], at=OCTOBER)
    found = progress_of([ada.id, eve.id], [module.id], since={ada.id: NOVEMBER})
    assert found[ada.id, module.id].state is State.NOT_STARTED
    assert found[eve.id, module.id].lessons_done == 1


def test_everybody_is_seen_since_their_own_moment(app):
    module, people = a_module(lessons=3), [a_person(name) for name in ("Ada Lund", "Eve Dahl", "Ib Holm")]
    for person in people:
        a_start(a_learner(person), module, at=OCTOBER)
    ada, eve, ib = (person.id for person in people)
    found = progress_of([ada, eve, ib], [module.id], since={ada: NOVEMBER, eve: OCTOBER})
    states = [found[person, module.id].state for person in (ada, eve, ib)]
    assert states == [State.NOT_STARTED, State.UNDER_WAY, State.UNDER_WAY]


def test_a_completion_before_the_moment_is_not_shown(app):
    module, ada = a_module(lessons=1), a_person()
    a_module_done(a_learner(ada), module, at=OCTOBER)
    assert progress_of([ada.id], [module.id], since={ada.id: NOVEMBER})[ada.id, module.id].completed_on is None


def test_retired_lessons_are_not_asked_for(app):
    module, ada = a_module(lessons=2), a_person()
    learner = a_learner(ada)
    a_lesson_done(learner, module.lessons[0])
    module.lessons[0].retired_at = now()
    db.session.commit()
    found = progress_of([ada.id], [module.id])[ada.id, module.id]
    assert (found.lessons_done, found.lessons) == (0, 1)


def test_people_may_be_given_as_a_select(app):
    module, ada = a_module(), a_person()
    found = progress_of(select(Person.id).where(Person.name == "Ada Lund"), [module.id])
    assert list(found) == [(ada.id, module.id)]


def test_a_thousand_people_take_three_statements(app, statements):
    modules = [a_module(), a_module("second-steps", position=2)]
    moment = now()
    people = [
        {"name": f"Person {n}", "sort_key": f"{n:04}", "language": "da", "created_at": moment} for n in range(1000)
    ]
    ids = list(db.session.scalars(insert(Person).returning(Person.id), people))
    learners = list(
        db.session.scalars(insert(Learner).returning(Learner.id), [{"person_id": i, "created_at": moment} for i in ids])
    )
    db.session.execute(
        insert(Start), [{"learner_id": i, "module_id": modules[0].id, "created_at": moment} for i in learners]
    )
    db.session.commit()
    since = dict.fromkeys(ids, moment - timedelta(days=1))
    with statements() as ran:
        found = progress_of(ids, [module.id for module in modules], since=since)
    assert len(ran) <= 3
    assert sum(progress.state is State.UNDER_WAY for progress in found.values()) == 1000
    assert len(found) == 2000
