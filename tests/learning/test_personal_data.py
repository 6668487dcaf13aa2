"""A person takes along, or deletes, what they did and wrote."""

from sqlalchemy import func, select

from lms.core.db import db
from lms.core.transaction import transaction
from lms.learning import personal_data
from lms.learning.models import Learner
from tests.factories import a_person, browser
from tests.learning_factories import LESSON, a_course, answer_all, send


def wrote(client, lesson, text):
    data = {"revision": lesson.current_id, "text": text, "writer": "a-page-of-its-own-1", "version": 0, "step": 1}
    assert client.post(f"{LESSON}-/reflections/reflection", data=data).status_code == 302


def finished(app, person, lesson):
    client = browser(app, person)
    answer_all(client, lesson)
    wrote(client, lesson, f"What {person.name} thought.")
    send(client, lesson, "dilemma/position", moment="before", side="a")
    send(client, lesson, "read")


def test_the_export_holds_everything_of_mine_and_nothing_of_others(app, tmp_path):
    lesson, ada, eve = a_course(tmp_path), a_person(), a_person("Eve Dahl")
    finished(app, ada, lesson)
    finished(app, eve, lesson)
    found = personal_data.export(ada)
    assert [each["text"] for each in found["journal"]] == ["What Ada Lund thought."]
    assert [each["name"] for each in found["certificates"]] == ["Ada Lund"]
    assert [each["question"] for each in found["quiz_tries"]] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert [each["choice"] for each in found["scenarios"]] == ["b", "a"]
    assert found["lessons_completed"][0]["lesson"] == "t1-all"
    assert found["modules_completed"][0]["module"] == "first"
    assert "Eve" not in str(found)


def test_erasing_deletes_every_row_of_mine_and_none_of_others(app, tmp_path):
    lesson, ada, eve = a_course(tmp_path), a_person(), a_person("Eve Dahl")
    finished(app, ada, lesson)
    finished(app, eve, lesson)
    before = {kind: db.session.scalar(select(func.count()).select_from(kind)) for kind in personal_data.OWNED}
    db.session.commit()
    with transaction():
        personal_data.erase(ada)
    after = {kind: db.session.scalar(select(func.count()).select_from(kind)) for kind in personal_data.OWNED}
    assert after == {kind: count // 2 for kind, count in before.items()}
    assert db.session.scalars(select(Learner.person_id)).all() == [eve.id]
    assert personal_data.export(ada)["journal"] == []
