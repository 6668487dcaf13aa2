"""Fixtures: the application on both databases, one transaction per test, browsers that keep to themselves, statement budgets."""

import contextvars
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from lms.app import create_app
from lms.core.db import Base, db
from lms.core.settings import Mode, Settings
from lms.curriculum import queries
from tests import postgres

os.environ.setdefault("LMS_TEST_RUN", str(os.getpid()))

DATABASES = ("sqlite", "postgresql")
SECRET = "a-secret-for-tests-only-0123456789abcdef"
DATA_KEY = Fernet.generate_key().decode()


class Browser(FlaskClient):
    """A test client whose requests run in a context of their own, so that nothing of one request reaches the next."""

    def open(self, *arguments, **options):
        response = contextvars.Context().run(super().open, *arguments, **options)
        db.session.expire_all()
        return response


def settings_for(url: str, **changes) -> Settings:
    values = {
        "secret_key": SECRET,
        "data_key": DATA_KEY,
        "database_url": url,
        "contact": "contact@installation.example",
        "operator": "The test municipality",
        "mode": Mode.TEST,
    }
    return Settings(**{**values, **changes})


def make_app(url: str, **changes) -> Flask:
    app = create_app(settings_for(url, **changes))
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = Browser
    return app


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty database of its own, for tests with threads, workers or kills."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'fresh.db'}"
        return
    with postgres.database() as url:
        yield url


def with_schema(app: Flask) -> Flask:
    with app.app_context():
        Base.metadata.create_all(db.engine)
    return app


def dispose(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def _apps(tmp_path_factory):
    """One application with its schema per database and test process."""
    made: dict[str, Flask] = {}
    contexts = []

    def get(kind: str) -> Flask:
        if kind not in made:
            context = fresh_database(kind, tmp_path_factory.mktemp(kind))
            made[kind] = with_schema(make_app(context.__enter__()))
            contexts.append(context)
        return made[kind]

    yield get
    for app in made.values():
        dispose(app)
    for context in contexts:
        context.__exit__(None, None, None)


@pytest.fixture(params=DATABASES)
def app(request, _apps):
    """The application in a transaction that is undone after the test. The test runs inside its context."""
    app = _apps(request.param)
    with app.app_context():
        connection = db.engine.connect()
        outer = connection.begin()
        kept = dict(db.sessionmaker.kw)
        queries.forget()  # ids come again in the next test
        db.sessionmaker.configure(binds=None, bind=connection, join_transaction_mode="create_savepoint")
        try:
            yield app
        finally:
            db.session.close()
            outer.rollback()
            connection.close()
            db.sessionmaker.kw.clear()
            db.sessionmaker.kw.update(kept)


@pytest.fixture(params=DATABASES)
def committed(request, tmp_path):
    """The application on a database of its own, where every request commits for good: for threads and workers."""
    with fresh_database(request.param, tmp_path) as url:
        app = with_schema(make_app(url))
        with app.app_context():
            yield app
            db.session.close()
        dispose(app)


@pytest.fixture
def client(app):
    """A browser in which nobody is signed in."""
    return app.test_client()


@contextmanager
def ran_in(engine) -> Iterator[list[str]]:
    """Collect the statements a block runs, without those that only open and close transactions."""
    ran: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.upper().startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "PRAGMA")):
            ran.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def statements(app):
    """Count the statements of a block: `with statements() as ran: …; assert len(ran) <= 4`."""
    return lambda: ran_in(db.engine)
