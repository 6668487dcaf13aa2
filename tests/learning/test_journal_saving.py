"""What becomes of a text that is saved: it is the entry's, or lies beside a newer one until its author has chosen."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.transaction import transaction
from lms.learning.models import JournalCopy, JournalEntry, Learner
from lms.learning.operations import journal
from lms.learning.operations.journal import Keep, Outcome
from lms.learning.queries.journal import entries_in
from tests import conftest
from tests.factories import a_person
from tests.learning_factories import a_module

FIRST = "first-page-0123456789"
SECOND = "other-page-0123456789"


def a_prompt(lesson, block="think"):
    return journal.Prompt(
        lesson_id=lesson.id, block=block, revision_id=lesson.current_id, language="en", text="What would you do?"
    )


def reflect(person, lesson, text, *, version=0, writer=FIRST, step=0):
    written = journal.writing(text, version=version, writer=writer, step=step)
    saved = journal.save_reflection(a_prompt(lesson), written, by=person)
    db.session.commit()
    return saved


@pytest.fixture
def ada(app):
    return a_person("Ada Lund")


@pytest.fixture
def lesson(app):
    return a_module().lessons[0]


def texts(person, lesson):
    entry = entries_in(person.id, lesson.id)["think"]
    return entry.text, [copy.text for copy in entry.copies]


def test_an_empty_text_is_nothing_to_save(ada, lesson):
    with pytest.raises(DomainError):
        reflect(ada, lesson, " \n ")
    assert entries_in(ada.id, lesson.id) == {}


def test_the_text_is_sealed_in_the_database_and_the_prompt_kept_with_it(ada, lesson):
    reflect(ada, lesson, "I would ask first.\r\nThen write.")
    row = db.session.scalars(select(JournalEntry)).one()
    assert b"ask first" not in row.sealed
    assert decrypt(row.sealed) == "I would ask first.\nThen write."
    assert entries_in(ada.id, lesson.id)["think"].prompt == "What would you do?"


def test_nobody_else_finds_the_entry(ada, lesson):
    reflect(ada, lesson, "Mine.")
    eve = a_person("Eve Stranger")
    assert entries_in(eve.id, lesson.id) == {}
    assert journal.own(db.session.scalars(select(JournalEntry.id)).one(), by=eve) is None


def test_entries_come_in_one_select(ada, lesson, statements):
    reflect(ada, lesson, "One.")
    reflect(ada, lesson, "Two.", writer=SECOND)
    with statements() as ran:
        assert texts(ada, lesson) == ("One.", ["Two."])
    assert len(ran) == 1


def test_the_next_version_replaces_the_text(ada, lesson):
    first = reflect(ada, lesson, "One.")
    second = reflect(ada, lesson, "Two.", version=first.entry.version, writer=SECOND)
    assert second.outcome is Outcome.SAVED
    assert texts(ada, lesson) == ("Two.", [])


def test_an_older_page_never_overwrites_and_loses_nothing(ada, lesson):
    reflect(ada, lesson, "Newer.")
    late = reflect(ada, lesson, "Late.", writer=SECOND)
    assert late.outcome is Outcome.SET_ASIDE
    assert late.text == "Newer."
    assert texts(ada, lesson) == ("Newer.", ["Late."])


def test_the_same_form_sent_twice_is_one_save(ada, lesson):
    reflect(ada, lesson, "Once.")
    again = reflect(ada, lesson, "Once.")
    assert again.outcome is Outcome.SAVED
    assert texts(ada, lesson) == ("Once.", [])


def test_a_late_text_sent_twice_is_kept_once(ada, lesson):
    reflect(ada, lesson, "Newer.")
    reflect(ada, lesson, "Late.", writer=SECOND)
    reflect(ada, lesson, "Late.", writer=SECOND)
    assert texts(ada, lesson) == ("Newer.", ["Late."])


def test_a_page_whose_answer_was_lost_goes_on_in_its_own_text(ada, lesson):
    reflect(ada, lesson, "I would", step=1)
    went_on = reflect(ada, lesson, "I would ask.", step=2)
    assert went_on.outcome is Outcome.SAVED
    assert texts(ada, lesson) == ("I would ask.", [])


def test_a_delayed_earlier_save_of_the_same_page_overwrites_nothing(ada, lesson):
    reflect(ada, lesson, "I would ask.", step=2)
    reflect(ada, lesson, "I would", step=1)
    assert texts(ada, lesson) == ("I would ask.", ["I would"])


def test_an_older_page_that_writes_on_writes_on_in_its_own_copy(ada, lesson):
    reflect(ada, lesson, "Newer.")
    reflect(ada, lesson, "La", writer=SECOND, step=1)
    reflect(ada, lesson, "Late.", writer=SECOND, step=2)
    assert texts(ada, lesson) == ("Newer.", ["Late."])


def test_another_text_of_the_same_old_form_is_kept_beside_the_first(ada, lesson):
    reflect(ada, lesson, "Newer.")
    reflect(ada, lesson, "Late.", writer=SECOND)
    reflect(ada, lesson, "Later.", writer=SECOND)
    assert texts(ada, lesson) == ("Newer.", ["Late.", "Later."])


@pytest.mark.parametrize(
    ("keep", "left"), [(Keep.NEWER, "Newer."), (Keep.OTHER, "Late."), (Keep.BOTH, "Newer.\n\nLate.")]
)
def test_the_author_chooses(ada, lesson, keep, left):
    entry = reflect(ada, lesson, "Newer.").entry
    reflect(ada, lesson, "Late.", writer=SECOND)
    copy = entry.copies[0].id
    journal.choose(entry, keep, copy_id=copy, version=entry.version)
    db.session.commit()
    assert texts(ada, lesson) == (left, [])
    journal.choose(entry, keep, copy_id=copy, version=1)  # sent twice
    assert texts(ada, lesson) == (left, [])


def test_a_choice_made_on_an_old_page_is_asked_again(ada, lesson):
    entry = reflect(ada, lesson, "Newer.").entry
    reflect(ada, lesson, "Late.", writer=SECOND)
    shown = entry.version
    reflect(ada, lesson, "Newest.", version=shown)
    with pytest.raises(DomainError):
        journal.choose(entry, Keep.OTHER, copy_id=entry.copies[0].id, version=shown)
    assert texts(ada, lesson) == ("Newest.", ["Late."])


def test_two_texts_too_long_to_be_joined_stay_both(ada, lesson):
    entry = reflect(ada, lesson, "a" * 15_000).entry
    reflect(ada, lesson, "b" * 15_000, writer=SECOND)
    with pytest.raises(DomainError):
        journal.choose(entry, Keep.BOTH, copy_id=entry.copies[0].id, version=entry.version)
    assert [len(text) for text in (entries_in(ada.id, lesson.id)["think"].text, texts(ada, lesson)[1][0])] == [
        15_000
    ] * 2


def test_a_page_that_shows_a_deleted_text_overwrites_no_newer_one(ada, lesson):
    gone = reflect(ada, lesson, "Gone.").entry
    shown = gone.version
    journal.delete(gone)
    db.session.commit()
    with time_machine.travel(now() + timedelta(seconds=1)):
        reflect(ada, lesson, "New.", writer=SECOND)
    late = reflect(ada, lesson, "Gone, changed.", version=shown)
    assert late.outcome is Outcome.SET_ASIDE


def test_deleting_leaves_nothing(ada, lesson):
    entry = reflect(ada, lesson, "One.").entry
    reflect(ada, lesson, "Two.", writer=SECOND)
    journal.delete(entry)
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 0
    assert db.session.scalar(select(func.count()).select_from(JournalCopy)) == 0


@pytest.fixture(params=conftest.DATABASES)
def committed(request, tmp_path):
    """An application on a committed database of its own, for threads; Ada and a lesson are in it."""
    with conftest.fresh_database(request.param, tmp_path) as url:
        app = conftest.with_schema(conftest.make_app(url))
        with app.app_context():
            ada, lesson = a_person("Ada Lund").id, a_module().lessons[0].id
        yield app, ada, lesson
        conftest.dispose(app)


def at_once(app, act, count):
    """Let `count` threads do `act(number)` at the same moment, each in an application context of its own."""
    together = threading.Barrier(count)

    def run(number):
        with app.app_context():
            together.wait()
            with transaction():
                return act(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def save_as(ada, lesson_id, number, version=0):
    prompt = journal.Prompt(lesson_id=lesson_id, block="think", revision_id=1, language="en", text="")
    written = journal.writing(f"Text {number}", version=version, writer=f"page-{number}-0123456789")
    return journal.save_reflection(prompt, written, by=db.session.get_one(Person, ada)).outcome


def test_first_saves_at_the_same_moment_are_all_kept(committed):
    app, ada, lesson = committed
    outcomes = at_once(app, lambda number: save_as(ada, lesson, number), 6)
    assert outcomes.count(Outcome.SAVED) == 1
    with app.app_context():
        entry = entries_in(ada, lesson)["think"]
        assert {entry.text, *(copy.text for copy in entry.copies)} == {f"Text {number}" for number in range(6)}
        assert db.session.scalar(select(func.count()).select_from(Learner)) == 1


def test_changes_at_the_same_moment_are_all_kept(committed):
    app, ada, lesson = committed
    with app.app_context():
        with transaction():
            save_as(ada, lesson, "first")
        version = entries_in(ada, lesson)["think"].version
    outcomes = at_once(app, lambda number: save_as(ada, lesson, number, version), 6)
    assert outcomes.count(Outcome.SAVED) == 1
    with app.app_context():
        entry = entries_in(ada, lesson)["think"]
        assert {entry.text, *(copy.text for copy in entry.copies)} == {f"Text {number}" for number in range(6)}


def test_the_same_note_sent_at_the_same_moment_is_one_note(committed):
    app, ada, _ = committed

    def note(_number):
        written = journal.writing("Only once.", version=0, writer="note-page-0123456789")
        return journal.write_note(written, language="en", by=db.session.get_one(Person, ada)).outcome

    assert set(at_once(app, note, 4)) == {Outcome.SAVED}
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 1
