"""One transaction per request: a page that only reads leaves nothing behind, whatever it tried."""

import pytest
from sqlalchemy import insert, select, text, update

from lms.accounts.models import Person
from lms.core.access import public
from lms.core.db import db
from lms.core.transaction import _in_transaction
from tests.conftest import DATABASES, dispose, fresh_database, make_app, with_schema
from tests.factories import a_person


@public
def by_object():
    db.session.scalars(select(Person)).one().name = "Changed"
    db.session.flush()
    return "done"


@public
def by_statement():
    db.session.execute(update(Person).values(name="Changed"))
    return "done"


@public
def by_insert():
    row = {
        "name": "New",
        "sort_key": "new",
        "language": "en",
        "time_zone": "UTC",
        "created_at": db.session.scalar(select(Person.created_at)),
    }
    db.session.execute(insert(Person), [row])
    return "done"


@public
def by_text():
    db.session.execute(text("UPDATE people SET name = 'Changed'"))
    return "done"


@public
def reads():
    return db.session.scalars(select(Person.name)).one()


VIEWS = (by_object, by_statement, by_insert, by_text, reads)


@pytest.mark.parametrize("kind", DATABASES)
def test_a_get_writes_nothing_and_a_post_does(kind, tmp_path):
    with fresh_database(kind, tmp_path) as url:
        app = with_schema(make_app(url))
        for view in VIEWS:
            app.add_url_rule(f"/{view.__name__}", view.__name__, _in_transaction(view), methods=["GET", "POST"])
        with app.app_context():
            a_person("Ada Lund")
        client = app.test_client()
        with app.app_context():
            for view in VIEWS:
                assert client.get(f"/{view.__name__}").status_code == 200
                assert list(db.session.scalars(select(Person.name))) == ["Ada Lund"], view.__name__
                db.session.rollback()
            client.post("/by_statement")
            assert list(db.session.scalars(select(Person.name))) == ["Changed"]
        dispose(app)


def test_reading_keeps_what_postgresql_has_prepared(tmp_path):
    with fresh_database("postgresql", tmp_path) as url:
        app = with_schema(make_app(url))
        app.add_url_rule("/reads", "reads", _in_transaction(reads))
        with app.app_context():
            a_person("Ada Lund")
            db.session.close()
            client = app.test_client()
            for _ in range(8):
                client.get("/reads")
            prepared = db.session.scalar(text("SELECT count(*) FROM pg_prepared_statements"))
            assert prepared >= 1
        dispose(app)
