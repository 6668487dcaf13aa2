"""A person takes their answers along and takes them away; nobody else's are touched."""

import pytest
from sqlalchemy import select

from lms.core.db import db
from lms.measures import personal_data
from lms.measures.models import MeasureAnswer, MeasureLink, TeamTaskWish
from lms.measures.operations import wishes
from tests.factories import a_person, browser
from tests.learning_factories import COURSE
from tests.measures_factories import a_measured_course, answer


@pytest.fixture
def lesson(app, tmp_path):
    return a_measured_course(tmp_path)


@pytest.fixture
def ada(app, lesson):
    return _somebody(app, lesson, "Ada Lund", "b")


@pytest.fixture
def eve(app, lesson):
    return _somebody(app, lesson, "Eve Strand", "c")


def _somebody(app, lesson, name, choice):
    person = a_person(name)
    client = browser(app, person)
    answer(client, lesson, k=choice)
    client.post(f"{COURSE}-/team-task", data={"six_weeks": "y"})
    wishes.answer(lesson.module_id, wishes.Happened.DONE, f"{name} tried", by=person)
    db.session.commit()
    return person


def test_the_export_holds_answers_and_wishes_in_clear(ada, eve):
    told = personal_data.export(ada)
    assert [(row["module"], row["question"], row["answer"]) for row in told["measures"]] == [("first", "k", "b")]
    assert [(row["later"], row["answer"], row["note"]) for row in told["asked_later"]] == [
        ("six_weeks", "done", "Ada Lund tried")
    ]


def test_who_never_answered_has_nothing(app, lesson):
    assert personal_data.export(a_person()) == {"measures": [], "asked_later": []}


def test_erasure_finds_the_answers_by_the_key(ada, eve):
    personal_data.erase(ada)
    db.session.commit()
    assert [row.value for row in db.session.scalars(select(MeasureAnswer))] == ["c"]
    assert [row.person_id for row in db.session.scalars(select(MeasureLink))] == [eve.id]
    assert [row.person_id for row in db.session.scalars(select(TeamTaskWish))] == [eve.id]


def test_without_the_data_key_erasure_still_cuts_the_link(ada, eve):
    link = db.session.scalars(select(MeasureLink).where(MeasureLink.person_id == ada.id)).one()
    link.sealed = b"gAAAA-of-another-key"
    db.session.commit()
    personal_data.erase(ada)
    db.session.commit()
    assert [row.person_id for row in db.session.scalars(select(MeasureLink))] == [eve.id]
