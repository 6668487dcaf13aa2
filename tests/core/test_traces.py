"""What is deleted is gone from the files of the database, too."""

from sqlalchemy import delete

from lms.accounts.models import Person
from lms.core import traces
from lms.core.db import db
from lms.core.transaction import transaction
from tests.conftest import dispose, make_app, with_schema
from tests.factories import a_person

NAME = "Nobody Elses Name"


def files_with(folder):
    return [path.name for path in folder.iterdir() if NAME.encode() in path.read_bytes()]


def a_deleted_person():
    person = a_person(NAME)
    with transaction():
        db.session.execute(delete(Person).where(Person.id == person.id))
    db.session.close()


def test_what_was_deleted_stands_in_no_file(tmp_path):
    app = with_schema(make_app(f"sqlite:///{tmp_path / 'here.db'}"))
    with app.app_context():
        a_deleted_person()
        assert files_with(tmp_path) == ["here.db-wal"]
        assert traces.wipe()
        assert files_with(tmp_path) == []
    dispose(app)


def test_a_reader_is_not_waited_for_long(tmp_path):
    app = with_schema(make_app(f"sqlite:///{tmp_path / 'here.db'}"))
    with app.app_context():
        a_deleted_person()
        with db.engine.connect() as reader:
            reader.exec_driver_sql("SELECT count(*) FROM people").scalar_one()
            a_deleted_person()
            assert not traces.wipe()
        assert traces.wipe()
        assert files_with(tmp_path) == []
    dispose(app)


def test_postgresql_is_left_to_its_vacuum(app):
    assert traces.wipe()
