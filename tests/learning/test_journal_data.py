"""Journal and certificates as personal data."""

from sqlalchemy import func, select

from lms.core.db import db
from lms.learning import personal_data
from lms.learning.models import Certificate, JournalCopy, JournalEntry
from lms.learning.operations import certificates, journal, learners
from tests.factories import a_person
from tests.learning_factories import a_lesson_done, a_module, a_module_done


def a_life(name):
    person = a_person(name)
    learner = learners.of(person)
    for text, writer in (("Mine.", "a" * 20), ("Late.", "a" * 20)):
        journal.write_note(journal.writing(text, version=0, writer=writer), language="en", by=person)
    module = a_module(slug=f"of-{name.lower()}", position=person.id)
    a_lesson_done(learner, module.lessons[0])
    a_module_done(learner, module)
    certificates.issue(learner, module)
    db.session.commit()
    return person


def test_the_export_holds_texts_in_the_clear_and_certificates(app):
    told = personal_data.export(a_life("Ada"))
    [entry] = told["journal"]
    assert (entry["text"], entry["set_aside"]) == ("Mine.", ["Late."])
    [certificate] = told["certificates"]
    assert certificate["name"] == "Ada"
    assert certificate["lessons"][0]["number"] == 1


def test_erasing_takes_everything_of_one_person_and_nothing_of_another(app):
    ada, bo = a_life("Ada"), a_life("Bo")
    personal_data.erase(ada)
    db.session.commit()
    told = personal_data.export(ada)
    assert told["journal"] == told["certificates"] == []
    for kind in (JournalEntry, JournalCopy, Certificate):
        assert db.session.scalar(select(func.count()).select_from(kind)) == 1
    assert personal_data.export(bo)["journal"][0]["text"] == "Mine."
